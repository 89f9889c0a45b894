package graphql

import (
	"context"
	"fmt"

	"graphd/internal/graph/view"
)

// pageArgs holds the arguments of every connection.
type pageArgs struct {
	First int32
	After *string
}

// lister reads the pages of one kind of list and counts its entries. It reads a page or a count when a field needs it, and
// at most once per request.
type lister[F comparable, V any] struct {
	pages  *batchLoader[pageKey[F], view.Listing[V]]
	counts *batchLoader[F, total]
}

// pageKey identifies a page: size entries that match filter, after a cursor.
type pageKey[F comparable] struct {
	filter F
	size   int
	after  string
}

// total is the number of entries on all pages, if it is known.
type total struct {
	n     int
	known bool
}

func newLister[F comparable, V any](
	r *requestReader, list func(*view.View, context.Context, F, int, string) (view.Listing[V], error),
	count func(*view.View, context.Context, F) (total, error),
) lister[F, V] {
	return lister[F, V]{
		pages: newLoader(many(r, func(v *view.View, ctx context.Context, k pageKey[F]) (view.Listing[V], error) {
			p, err := list(v, ctx, k.filter, k.size, k.after)
			r.budget.charge(nodeCost * len(p.Items))
			return p, err
		})),
		counts: newLoader(many(r, count)),
	}
}

// connection resolves one page of a list whose entries resolve as T.
type connection[T any] struct {
	resumed bool // the page begins at a cursor
	page    func(context.Context) (pageSlice[T], error)
	total   func(context.Context) (total, error)
}

// pageSlice holds the entries of a page.
type pageSlice[T any] struct {
	nodes   []T
	cursors []string // of each node
	more    bool
}

// connectionEdge resolves an edge of a connection.
type connectionEdge[T any] struct {
	node   T
	cursor string
}

// connect returns the connection of the entries that match f.
func connect[F comparable, V, T any](r *requestReader, l lister[F, V], f F, a pageArgs, resolver func(V) T) (*connection[T], error) {
	if a.First < 0 || int(a.First) > r.limits.Page {
		return nil, fmt.Errorf("first is %d: %w: give 0 to %d", a.First, view.ErrFilter, r.limits.Page)
	}
	key := pageKey[F]{filter: f, size: int(a.First)}
	if a.After != nil {
		key.after = *a.After
	}
	return &connection[T]{
		resumed: key.after != "",
		page: func(ctx context.Context) (pageSlice[T], error) {
			p, err := l.pages.load(ctx, key)
			s := pageSlice[T]{nodes: make([]T, len(p.Items)), cursors: make([]string, len(p.Items)), more: !p.Complete}
			for i, item := range p.Items {
				s.nodes[i], s.cursors[i] = resolver(item), p.Cursor(i)
			}
			return s, err
		},
		total: func(ctx context.Context) (total, error) { return l.counts.load(ctx, f) },
	}, nil
}

func (c *connection[T]) Nodes(ctx context.Context) ([]T, error) {
	p, err := c.page(ctx)
	return p.nodes, err
}

func (c *connection[T]) Edges(ctx context.Context) ([]connectionEdge[T], error) {
	p, err := c.page(ctx)
	edges := make([]connectionEdge[T], len(p.nodes))
	for i := range edges {
		edges[i] = connectionEdge[T]{p.nodes[i], p.cursors[i]}
	}
	return edges, err
}

func (e connectionEdge[T]) Node() T        { return e.node }
func (e connectionEdge[T]) Cursor() string { return e.cursor }

func (c *connection[T]) PageInfo(ctx context.Context) (pageInfo, error) {
	p, err := c.page(ctx)
	info := pageInfo{next: p.more, previous: c.resumed}
	if n := len(p.cursors); n > 0 {
		info.start, info.end = &p.cursors[0], &p.cursors[n-1]
	}
	return info, err
}

// pageInfo resolves PageInfo.
type pageInfo struct {
	next, previous bool
	start, end     *string
}

func (p pageInfo) HasNextPage() bool     { return p.next }
func (p pageInfo) HasPreviousPage() bool { return p.previous }
func (p pageInfo) StartCursor() *string  { return p.start }
func (p pageInfo) EndCursor() *string    { return p.end }

// counted is a connection whose total count is always known.
type counted[T any] struct{ *connection[T] }

func (c counted[T]) TotalCount(ctx context.Context) (int32, error) {
	t, err := c.total(ctx)
	return int32(t.n), err
}

// countable is a connection whose total count may be unknown.
type countable[T any] struct{ *connection[T] }

func (c countable[T]) TotalCount(ctx context.Context) (*int32, error) {
	t, err := c.total(ctx)
	if err != nil || !t.known {
		return nil, err
	}
	n := int32(t.n)
	return &n, nil
}

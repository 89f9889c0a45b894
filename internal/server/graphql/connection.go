package graphql

import (
	"context"
	"fmt"

	"graphd/internal/graph/view"
)

// pageArgs are the arguments of every connection.
type pageArgs struct {
	First int32
	After *string
}

// lister reads the pages of one kind of list, and counts its entries. Pages and counts are read where a field asks for
// them, and each once in a request.
type lister[F comparable, V any] struct {
	pages  *loader[pageKey[F], view.Listing[V]]
	counts *loader[F, total]
}

// pageKey names a page: of the entries that a filter lets through, so many after a cursor.
type pageKey[F comparable] struct {
	filter F
	size   int
	after  string
}

// total is how many entries there are on all pages, where that is known.
type total struct {
	n     int
	known bool
}

func newLister[F comparable, V any](
	r *reader, list func(*view.View, context.Context, F, int, string) (view.Listing[V], error),
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

// connection is one page of a list whose entries resolve as T.
type connection[T any] struct {
	resumed bool
	page    func(context.Context) (slice[T], error)
	total   func(context.Context) (total, error)
}

// slice is the page itself.
type slice[T any] struct {
	nodes   []T
	cursors []string // parallel to nodes
	more    bool
}

type edge[T any] struct {
	node   T
	cursor string
}

// connect makes the connection of the entries that f lets through.
func connect[F comparable, V, T any](r *reader, l lister[F, V], f F, a pageArgs, resolver func(V) T) (*connection[T], error) {
	if a.First < 0 || int(a.First) > r.limits.Page {
		return nil, fmt.Errorf("first is %d: %w: give 0 to %d", a.First, view.ErrFilter, r.limits.Page)
	}
	key := pageKey[F]{filter: f, size: int(a.First)}
	if a.After != nil {
		key.after = *a.After
	}
	return &connection[T]{
		resumed: key.after != "",
		page: func(ctx context.Context) (slice[T], error) {
			p, err := l.pages.load(ctx, key)
			s := slice[T]{nodes: make([]T, len(p.Items)), cursors: make([]string, len(p.Items)), more: !p.Complete}
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

func (c *connection[T]) Edges(ctx context.Context) ([]edge[T], error) {
	p, err := c.page(ctx)
	edges := make([]edge[T], len(p.nodes))
	for i := range edges {
		edges[i] = edge[T]{p.nodes[i], p.cursors[i]}
	}
	return edges, err
}

func (e edge[T]) Node() T        { return e.node }
func (e edge[T]) Cursor() string { return e.cursor }

func (c *connection[T]) PageInfo(ctx context.Context) (pageInfo, error) {
	p, err := c.page(ctx)
	info := pageInfo{next: p.more, previous: c.resumed}
	if n := len(p.cursors); n > 0 {
		info.start, info.end = &p.cursors[0], &p.cursors[n-1]
	}
	return info, err
}

// pageInfo is where a page stands.
type pageInfo struct {
	next, previous bool
	start, end     *string
}

func (p pageInfo) HasNextPage() bool     { return p.next }
func (p pageInfo) HasPreviousPage() bool { return p.previous }
func (p pageInfo) StartCursor() *string  { return p.start }
func (p pageInfo) EndCursor() *string    { return p.end }

// counted is a connection whose whole length is always known.
type counted[T any] struct{ *connection[T] }

func (c counted[T]) TotalCount(ctx context.Context) (int32, error) {
	t, err := c.total(ctx)
	return int32(t.n), err
}

// countable is a connection whose whole length may not be known.
type countable[T any] struct{ *connection[T] }

func (c countable[T]) TotalCount(ctx context.Context) (*int32, error) {
	t, err := c.total(ctx)
	if err != nil || !t.known {
		return nil, err
	}
	n := int32(t.n)
	return &n, nil
}

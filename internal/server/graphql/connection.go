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

// size is the number of entries asked for.
func (a pageArgs) size(r *reader) (int, error) {
	if a.First < 0 || int(a.First) > r.limits.Page {
		return 0, fmt.Errorf("first is %d: %w: give 0 to %d", a.First, view.ErrFilter, r.limits.Page)
	}
	return int(a.First), nil
}

func (a pageArgs) cursor() string {
	if a.After == nil {
		return ""
	}
	return *a.After
}

// connection is one page of a list whose entries resolve as T.
type connection[T any] struct {
	nodes    []T
	cursors  []string // parallel to nodes
	more     bool
	resumed  bool
	totality func(context.Context) (int, bool, error) // how many there are on all pages, if that is known
}

type edge[T any] struct {
	node   T
	cursor string
}

// connect makes the connection of a page.
func connect[V, T any](r *reader, a pageArgs, p view.Page[V], resolver func(V) T) *connection[T] {
	r.budget.charge(nodeCost * len(p.Items))
	c := &connection[T]{more: !p.Complete, resumed: a.cursor() != ""}
	for i, item := range p.Items {
		c.nodes = append(c.nodes, resolver(item))
		c.cursors = append(c.cursors, p.Cursor(i))
	}
	return c
}

func (c *connection[T]) Nodes() []T { return c.nodes }

func (c *connection[T]) Edges() []edge[T] {
	edges := make([]edge[T], len(c.nodes))
	for i := range c.nodes {
		edges[i] = edge[T]{c.nodes[i], c.cursors[i]}
	}
	return edges
}

func (e edge[T]) Node() T        { return e.node }
func (e edge[T]) Cursor() string { return e.cursor }

func (c *connection[T]) PageInfo() pageInfo {
	p := pageInfo{next: c.more, previous: c.resumed}
	if n := len(c.cursors); n > 0 {
		p.start, p.end = &c.cursors[0], &c.cursors[n-1]
	}
	return p
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
	n, _, err := c.totality(ctx)
	return int32(n), err
}

// countable is a connection whose whole length may not be known.
type countable[T any] struct{ *connection[T] }

func (c countable[T]) TotalCount(ctx context.Context) (*int32, error) {
	n, known, err := c.totality(ctx)
	if err != nil || !known {
		return nil, err
	}
	total := int32(n)
	return &total, nil
}

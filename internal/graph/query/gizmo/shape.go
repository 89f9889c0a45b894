package gizmo

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/path"
)

// Shape is the form of a query's path as nodes and the links between them, as Cayley's clients draw it.
type Shape struct {
	Nodes []iterator.Node `json:"nodes"`
	Links []iterator.Link `json:"links"`
}

// Shape runs q without running its paths, and is the shape of the last one.
func (e *Engine) Shape(ctx context.Context, qs graph.QuadStore, q Query) (Shape, error) {
	s, err := e.scripts.compile(q.Text, e.budgets.Script)
	if err != nil {
		return Shape{}, err
	}
	r := newRun(ctx, e, qs, func(any) error { return nil })
	defer r.end()
	out := Shape{}
	r.shape = func(p *path.Path) { out = shapeOf(p, qs) }
	err = e.fused(r, s, q.Params)
	if out.Nodes == nil {
		out.Nodes = []iterator.Node{}
	}
	if out.Links == nil {
		out.Links = []iterator.Link{}
	}
	return out, err
}

// shapeOf draws the path as it was written: what a store makes of it has no nodes and links.
func shapeOf(p *path.Path, qs graph.QuadStore) (out Shape) {
	it := p.Shape().BuildIterator(qs)
	defer it.Close()
	drawn := map[string]any{}
	iterator.OutputQueryShapeForIterator(it, qs, drawn)
	out.Nodes, _ = drawn["nodes"].([]iterator.Node)
	out.Links, _ = drawn["links"].([]iterator.Link)
	return out
}

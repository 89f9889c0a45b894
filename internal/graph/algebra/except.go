package algebra

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// exceptShape is Cayley's exclusion with a size that is never negative. Where more nodes are excluded than the input has,
// Cayley's own size is negative, and its planner divides by it.
type exceptShape struct{ shape.Except }

// Optimize optimizes both inputs. Excluding nothing yields the input; excluding every node yields no results.
func (e exceptShape) Optimize(by shape.Optimizer) (shape.Shape, bool) {
	var changed, fromChanged bool
	e.Exclude, changed = e.Exclude.Optimize(by)
	if e.From != nil {
		e.From, fromChanged = e.From.Optimize(by)
		if shape.IsNull(e.From) {
			return nil, true
		}
	}
	if shape.IsNull(e.Exclude) {
		return withoutExclusion(e.Except), true
	}
	if _, all := e.Exclude.(shape.AllNodes); all {
		return nil, true
	}
	return e, changed || fromChanged
}

// BuildIterator returns an iterator over the remaining nodes of qs.
func (e exceptShape) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(&exceptIterator{graph.AsShape(e.Except.BuildIterator(qs))}, nil)
}

// Unwrap returns Cayley's exclusion, for planners that know only that.
func (e exceptShape) Unwrap() shape.Shape { return e.Except }

// The methods below implement queryplan.Node.

func (exceptShape) PlanName() string                  { return "except" }
func (exceptShape) PlanDetail(context.Context) string { return "" }
func (e exceptShape) PlanInputs() []shape.Shape {
	if e.From == nil {
		return []shape.Shape{e.Exclude}
	}
	return []shape.Shape{e.Exclude, e.From}
}

func (e exceptShape) WithPlanInputs(inputs []shape.Shape) shape.Shape {
	e.Exclude = inputs[0]
	if len(inputs) > 1 {
		e.From = inputs[1]
	}
	return e
}

// exceptIterator is the iterator of an exceptShape.
type exceptIterator struct{ graph.IteratorShape }

// Stats returns Cayley's costs with a size of at least zero.
func (e *exceptIterator) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs, err := e.IteratorShape.Stats(ctx)
	costs.Size.Size = max(costs.Size.Size, 0)
	return costs, err
}

// Optimize optimizes both inputs.
func (e *exceptIterator) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	inner, changed := e.IteratorShape.Optimize(ctx)
	return &exceptIterator{inner}, changed
}

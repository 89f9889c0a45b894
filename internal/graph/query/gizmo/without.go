package gizmo

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// without is Cayley's exclusion with sound figures: where more is excluded than there is, Cayley's own has a negative size,
// by which its planner divides.
type without struct{ shape.Except }

// Optimize sees to both sides; excluding nothing is no exclusion.
func (w without) Optimize(by shape.Optimizer) (shape.Shape, bool) {
	var changed, also bool
	w.Exclude, changed = w.Exclude.Optimize(by)
	if w.From != nil {
		w.From, also = w.From.Optimize(by)
		if shape.IsNull(w.From) {
			return nil, true
		}
	}
	if shape.IsNull(w.Exclude) {
		return exceptNothing(w.Except), true
	}
	if _, all := w.Exclude.(shape.AllNodes); all {
		return nil, true
	}
	return w, changed || also
}

// BuildIterator is the exclusion over qs.
func (w without) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(&withoutShape{graph.AsShape(w.Except.BuildIterator(qs))}, nil)
}

// Unwrap is Cayley's exclusion.
func (w without) Unwrap() shape.Shape { return w.Except }

// PlanName, PlanDetail, PlanInputs and WithPlanInputs name the exclusion in a plan.
func (without) PlanName() string   { return "except" }
func (without) PlanDetail() string { return "" }
func (w without) PlanInputs() []shape.Shape {
	if w.From == nil {
		return []shape.Shape{w.Exclude}
	}
	return []shape.Shape{w.Exclude, w.From}
}

func (w without) WithPlanInputs(inputs []shape.Shape) shape.Shape {
	w.Exclude = inputs[0]
	if len(inputs) > 1 {
		w.From = inputs[1]
	}
	return w
}

// withoutShape is without as an iterator.
type withoutShape struct{ graph.IteratorShape }

// Stats are Cayley's with no size below zero.
func (w *withoutShape) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs, err := w.IteratorShape.Stats(ctx)
	costs.Size.Size = max(costs.Size.Size, 0)
	return costs, err
}

// Optimize sees to both sides.
func (w *withoutShape) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	inner, changed := w.IteratorShape.Optimize(ctx)
	return &withoutShape{inner}, changed
}

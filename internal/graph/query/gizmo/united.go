package gizmo

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
)

// united is the union of several shapes. Cayley's own, where it is asked for one node, forgets the ways to it through all
// parts but the first, and trips over parts that are empty.
type united []shape.Shape

// unite is the union of the parts that are not empty.
func unite(parts []shape.Shape) shape.Shape {
	var out united
	for _, part := range parts {
		if inner, ok := part.(united); ok {
			out = append(out, inner...)
		} else if !shape.IsNull(part) {
			out = append(out, part)
		}
	}
	switch len(out) {
	case 0:
		return shape.Null{}
	case 1:
		return out[0]
	}
	return out
}

// Optimize sees to the parts.
func (u united) Optimize(by shape.Optimizer) (shape.Shape, bool) {
	parts, changed := make([]shape.Shape, len(u)), false
	for i, part := range u {
		var one bool
		parts[i], one = part.Optimize(by)
		changed = changed || one
	}
	return unite(parts), changed
}

// BuildIterator is the union over qs.
func (u united) BuildIterator(qs graph.QuadStore) graph.Iterator {
	parts := make([]graph.IteratorShape, len(u))
	for i, part := range u {
		parts[i] = graph.AsShape(part.BuildIterator(qs))
	}
	return graph.NewLegacy(&unitedShape{parts}, nil)
}

// Unwrap is Cayley's union of the same parts.
func (u united) Unwrap() shape.Shape { return shape.Union(u) }

// PlanName, PlanDetail, PlanInputs and WithPlanInputs name the union in a plan.
func (united) PlanName() string                                { return "union" }
func (united) PlanDetail() string                              { return "" }
func (u united) PlanInputs() []shape.Shape                     { return u }
func (united) WithPlanInputs(inputs []shape.Shape) shape.Shape { return united(inputs) }

// unitedShape is united as an iterator.
type unitedShape struct{ parts []graph.IteratorShape }

func (u *unitedShape) String() string                      { return "United" }
func (u *unitedShape) SubIterators() []graph.IteratorShape { return u.parts }

// Iterate goes through one part after another.
func (u *unitedShape) Iterate() graph.Scanner {
	return iterator.NewOr(legacy(u.parts)...).AsShape().Iterate()
}

func legacy(parts []graph.IteratorShape) []graph.Iterator {
	out := make([]graph.Iterator, len(parts))
	for i, part := range parts {
		out[i] = graph.AsLegacy(part)
	}
	return out
}

// Lookup asks every part.
func (u *unitedShape) Lookup() graph.Index {
	x := &unitedIndex{}
	for _, part := range u.parts {
		x.parts = append(x.parts, part.Lookup())
	}
	return x
}

// Stats are the sums of those of the parts.
func (u *unitedShape) Stats(ctx context.Context) (sum graph.IteratorCosts, err error) {
	sum.Size.Exact = true
	for _, part := range u.parts {
		costs, fault := part.Stats(ctx)
		if err == nil {
			err = fault
		}
		sum.NextCost += costs.NextCost
		sum.ContainsCost += costs.ContainsCost
		sum.Size.Size += costs.Size.Size
		sum.Size.Exact = sum.Size.Exact && costs.Size.Exact
	}
	return sum, err
}

// Optimize sees to the parts.
func (u *unitedShape) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	parts := make([]graph.IteratorShape, len(u.parts))
	for i, part := range u.parts {
		parts[i], _ = part.Optimize(ctx)
	}
	return &unitedShape{parts}, true
}

// unitedIndex looks one node up in every part.
type unitedIndex struct {
	parts []graph.Index
	at    int // the part that has the way
	ref   graph.Ref
	err   error
}

// Contains goes to the first way to ref.
func (x *unitedIndex) Contains(ctx context.Context, ref graph.Ref) bool {
	x.ref, x.at = ref, -1
	return x.next(ctx)
}

// next goes to the first way that a later part has, or stays where it is.
func (x *unitedIndex) next(ctx context.Context) bool {
	for i := x.at + 1; i < len(x.parts) && x.err == nil; i++ {
		if x.parts[i].Contains(ctx, x.ref) {
			x.at = i
			return true
		}
		x.err = x.parts[i].Err()
	}
	return false
}

// NextPath goes to another way to the same node.
func (x *unitedIndex) NextPath(ctx context.Context) bool {
	return x.at >= 0 && (x.parts[x.at].NextPath(ctx) || x.next(ctx))
}

// TagResults adds the tags of the way.
func (x *unitedIndex) TagResults(into map[string]graph.Ref) {
	if x.at >= 0 {
		x.parts[x.at].TagResults(into)
	}
}

func (x *unitedIndex) Result() graph.Ref { return x.ref }
func (x *unitedIndex) String() string    { return "United" }
func (x *unitedIndex) Err() error        { return x.err }

// Close closes every part and gives the first fault.
func (x *unitedIndex) Close() (err error) {
	for _, part := range x.parts {
		if fault := part.Close(); err == nil {
			err = fault
		}
	}
	return err
}

package algebra

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
)

// unionShape yields the results of every input, one input after the other. Cayley's union, probed for one node, drops the
// paths to it through all inputs but the first, and panics at inputs that are empty.
type unionShape []shape.Shape

// newUnion returns the union of the inputs that are not empty, with nested unions flattened.
func newUnion(inputs []shape.Shape) shape.Shape {
	var out unionShape
	for _, in := range inputs {
		if inner, ok := in.(unionShape); ok {
			out = append(out, inner...)
		} else if !shape.IsNull(in) {
			out = append(out, in)
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

// Optimize optimizes the inputs.
func (u unionShape) Optimize(by shape.Optimizer) (shape.Shape, bool) {
	inputs, changed := make([]shape.Shape, len(u)), false
	for i, in := range u {
		var one bool
		inputs[i], one = in.Optimize(by)
		changed = changed || one
	}
	return newUnion(inputs), changed
}

// BuildIterator returns an iterator over the union read from qs.
func (u unionShape) BuildIterator(qs graph.QuadStore) graph.Iterator {
	inputs := make([]graph.IteratorShape, len(u))
	for i, in := range u {
		inputs[i] = graph.AsShape(in.BuildIterator(qs))
	}
	return graph.NewLegacy(&unionIterator{inputs}, nil)
}

// Unwrap returns Cayley's union of the same inputs, for planners that know only that.
func (u unionShape) Unwrap() shape.Shape { return shape.Union(u) }

// The methods below implement queryplan.Node.

func (unionShape) PlanName() string                                { return "union" }
func (unionShape) PlanDetail(context.Context) string               { return "" }
func (u unionShape) PlanInputs() []shape.Shape                     { return u }
func (unionShape) WithPlanInputs(inputs []shape.Shape) shape.Shape { return unionShape(inputs) }

// unionIterator is the iterator of a unionShape.
type unionIterator struct{ inputs []graph.IteratorShape }

func (u *unionIterator) String() string                      { return "United" }
func (u *unionIterator) SubIterators() []graph.IteratorShape { return u.inputs }

// Iterate returns a scanner that reads one input after the other; for scanning, Cayley's iterator is correct.
func (u *unionIterator) Iterate() graph.Scanner {
	return iterator.NewOr(asLegacy(u.inputs)...).AsShape().Iterate()
}

func asLegacy(inputs []graph.IteratorShape) []graph.Iterator {
	out := make([]graph.Iterator, len(inputs))
	for i, in := range inputs {
		out[i] = graph.AsLegacy(in)
	}
	return out
}

// Lookup returns an index that probes every input.
func (u *unionIterator) Lookup() graph.Index {
	x := &unionIndex{}
	for _, in := range u.inputs {
		x.inputs = append(x.inputs, in.Lookup())
	}
	return x
}

// Stats returns the sums of the inputs' costs and sizes; the size is exact if all of theirs are.
func (u *unionIterator) Stats(ctx context.Context) (sum graph.IteratorCosts, err error) {
	sum.Size.Exact = true
	for _, in := range u.inputs {
		costs, inputErr := in.Stats(ctx)
		if err == nil {
			err = inputErr
		}
		sum.NextCost += costs.NextCost
		sum.ContainsCost += costs.ContainsCost
		sum.Size.Size += costs.Size.Size
		sum.Size.Exact = sum.Size.Exact && costs.Size.Exact
	}
	return sum, err
}

// Optimize optimizes the inputs.
func (u *unionIterator) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	inputs := make([]graph.IteratorShape, len(u.inputs))
	for i, in := range u.inputs {
		inputs[i], _ = in.Optimize(ctx)
	}
	return &unionIterator{inputs}, true
}

// unionIndex probes every input for one node.
type unionIndex struct {
	inputs  []graph.Index
	current int // index of the input that has the current path; -1 before the first
	ref     graph.Ref
	err     error
}

// Contains moves to the first path to ref and reports whether there is one.
func (x *unionIndex) Contains(ctx context.Context, ref graph.Ref) bool {
	x.ref, x.current = ref, -1
	return x.nextInput(ctx)
}

// nextInput moves to the first path of the next input that contains the node; if none does, the position is unchanged.
func (x *unionIndex) nextInput(ctx context.Context) bool {
	for i := x.current + 1; i < len(x.inputs) && x.err == nil; i++ {
		if x.inputs[i].Contains(ctx, x.ref) {
			x.current = i
			return true
		}
		x.err = x.inputs[i].Err()
	}
	return false
}

// NextPath moves to another path to the same node, in the same input or a later one.
func (x *unionIndex) NextPath(ctx context.Context) bool {
	return x.current >= 0 && (x.inputs[x.current].NextPath(ctx) || x.nextInput(ctx))
}

// TagResults adds the tags of the current path to into.
func (x *unionIndex) TagResults(into map[string]graph.Ref) {
	if x.current >= 0 {
		x.inputs[x.current].TagResults(into)
	}
}

func (x *unionIndex) Result() graph.Ref { return x.ref }
func (x *unionIndex) String() string    { return "United" }
func (x *unionIndex) Err() error        { return x.err }

// Close closes every input and returns the first error.
func (x *unionIndex) Close() (err error) {
	for _, in := range x.inputs {
		if closeErr := in.Close(); err == nil {
			err = closeErr
		}
	}
	return err
}

package algebra

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// sortShape orders the results of its input by the text of their names. Each result keeps the tags of all its paths.
// Cayley's sort assigns the paths of a node to the node before it, loses those of the first, and panics at a node without
// a name.
type sortShape struct{ from shape.Shape }

// Optimize optimizes the input.
func (s sortShape) Optimize(by shape.Optimizer) (shape.Shape, bool) {
	from, changed := s.from.Optimize(by)
	if shape.IsNull(from) {
		return nil, true
	}
	return sortShape{from}, changed
}

// BuildIterator returns an iterator that sorts the input read from qs.
func (s sortShape) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(&sortIterator{qs, graph.AsShape(s.from.BuildIterator(qs))}, nil)
}

// The methods below implement queryplan.Node.

func (sortShape) PlanName() string                                { return "sort" }
func (sortShape) PlanDetail(context.Context) string               { return "in memory" }
func (s sortShape) PlanInputs() []shape.Shape                     { return []shape.Shape{s.from} }
func (sortShape) WithPlanInputs(inputs []shape.Shape) shape.Shape { return sortShape{inputs[0]} }

// sortIterator is the iterator of a sortShape.
type sortIterator struct {
	namer graph.Namer
	from  graph.IteratorShape
}

func (s *sortIterator) String() string { return "Sorted" }
func (s *sortIterator) Iterate() graph.Scanner {
	return &sortScanner{namer: s.namer, from: s.from.Iterate()}
}

// Lookup returns the input's index: a probe for one node needs no order.
func (s *sortIterator) Lookup() graph.Index                 { return s.from.Lookup() }
func (s *sortIterator) SubIterators() []graph.IteratorShape { return []graph.IteratorShape{s.from} }

// Stats returns the input's costs with the cost of a scan doubled, since every result is read before the first is given.
func (s *sortIterator) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs, err := s.from.Stats(ctx)
	costs.NextCost *= 2
	return costs, err
}

// Optimize optimizes the input.
func (s *sortIterator) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	from, changed := s.from.Optimize(ctx)
	return &sortIterator{s.namer, from}, changed
}

// sortScanner reads and sorts all results on the first call of Next.
type sortScanner struct {
	namer graph.Namer
	from  graph.Scanner
	read  bool
	all   []nodePaths
	next  int // index in all of the result that Next moves to
	path  int // index of the current path of the current result, which is all[next-1]
	err   error
}

// Next moves to the first path to the next node.
func (s *sortScanner) Next(ctx context.Context) bool {
	if !s.read {
		s.read = true
		s.all, s.err = readAll(ctx, s.from)
		s.sort()
	}
	if s.err != nil || s.next == len(s.all) {
		return false
	}
	s.next, s.path = s.next+1, 0
	return true
}

// sort orders the results by the text of their names; a node without a name sorts as the empty text.
func (s *sortScanner) sort() {
	texts := make(map[any]string, len(s.all))
	for _, n := range s.all {
		if name := s.namer.NameOf(n.ref); name != nil {
			texts[graph.ToKey(n.ref)] = name.String()
		}
	}
	slices.SortStableFunc(s.all, func(a, b nodePaths) int {
		return cmp.Compare(texts[graph.ToKey(a.ref)], texts[graph.ToKey(b.ref)])
	})
}

// NextPath moves to another path to the same node.
func (s *sortScanner) NextPath(context.Context) bool {
	if s.next == 0 || s.path+1 >= len(s.all[s.next-1].paths) {
		return false
	}
	s.path++
	return true
}

// TagResults adds the tags of the current path to into.
func (s *sortScanner) TagResults(into map[string]graph.Ref) {
	if s.next > 0 {
		maps.Copy(into, s.all[s.next-1].paths[s.path])
	}
}

// Result returns the current node.
func (s *sortScanner) Result() graph.Ref {
	if s.next == 0 {
		return nil
	}
	return s.all[s.next-1].ref
}

func (s *sortScanner) String() string { return "Sorted" }
func (s *sortScanner) Err() error     { return s.err }

// Close releases the results and closes the input.
func (s *sortScanner) Close() error {
	s.all, s.next = nil, 0
	return s.from.Close()
}

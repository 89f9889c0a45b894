package gizmo

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// sorted is what a shape finds in the order of its nodes' text, each node with every way to it. Cayley's own sort gives the
// ways to a node to the node before, loses those to the first, and panics at what has no name.
type sorted struct{ from shape.Shape }

// Optimize sees to what is to be sorted.
func (s sorted) Optimize(r shape.Optimizer) (shape.Shape, bool) {
	from, changed := s.from.Optimize(r)
	if shape.IsNull(from) {
		return nil, true
	}
	return sorted{from}, changed
}

// BuildIterator is the sort over qs.
func (s sorted) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(&sortedShape{qs, graph.AsShape(s.from.BuildIterator(qs))}, nil)
}

// PlanName, PlanDetail, PlanInputs and WithPlanInputs name the sort in a plan.
func (sorted) PlanName() string                                { return "sort" }
func (sorted) PlanDetail() string                              { return "in memory" }
func (s sorted) PlanInputs() []shape.Shape                     { return []shape.Shape{s.from} }
func (sorted) WithPlanInputs(inputs []shape.Shape) shape.Shape { return sorted{inputs[0]} }

// sortedShape is sorted as an iterator.
type sortedShape struct {
	namer graph.Namer
	from  graph.IteratorShape
}

func (s *sortedShape) String() string { return "Sorted" }
func (s *sortedShape) Iterate() graph.Scanner {
	return &sortedScan{namer: s.namer, from: s.from.Iterate()}
}
func (s *sortedShape) Lookup() graph.Index                 { return s.from.Lookup() }
func (s *sortedShape) SubIterators() []graph.IteratorShape { return []graph.IteratorShape{s.from} }

// Stats are those of what is sorted, which costs once more to go through.
func (s *sortedShape) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs, err := s.from.Stats(ctx)
	costs.NextCost *= 2
	return costs, err
}

// Optimize sees to what is to be sorted.
func (s *sortedShape) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	from, changed := s.from.Optimize(ctx)
	return &sortedShape{s.namer, from}, changed
}

// sortedScan reads everything before it gives the first node.
type sortedScan struct {
	namer graph.Namer
	from  graph.Scanner
	read  bool
	all   []found
	at    int // node that Next gives next
	way   int // of the node before that
	err   error
}

// Next goes to the first way to the next node.
func (s *sortedScan) Next(ctx context.Context) bool {
	if !s.read {
		s.read = true
		s.all, s.err = readAll(ctx, s.from)
		s.sort()
	}
	if s.err != nil || s.at == len(s.all) {
		return false
	}
	s.at, s.way = s.at+1, 0
	return true
}

func (s *sortedScan) sort() {
	texts := make(map[any]string, len(s.all))
	for _, f := range s.all {
		if name := s.namer.NameOf(f.ref); name != nil {
			texts[graph.ToKey(f.ref)] = name.String()
		}
	}
	slices.SortStableFunc(s.all, func(a, b found) int {
		return cmp.Compare(texts[graph.ToKey(a.ref)], texts[graph.ToKey(b.ref)])
	})
}

// NextPath goes to another way to the same node.
func (s *sortedScan) NextPath(context.Context) bool {
	if s.at == 0 || s.way+1 >= len(s.all[s.at-1].ways) {
		return false
	}
	s.way++
	return true
}

// TagResults adds the tags of the way.
func (s *sortedScan) TagResults(into map[string]graph.Ref) {
	if s.at > 0 {
		maps.Copy(into, s.all[s.at-1].ways[s.way])
	}
}

// Result is the node.
func (s *sortedScan) Result() graph.Ref {
	if s.at == 0 {
		return nil
	}
	return s.all[s.at-1].ref
}

func (s *sortedScan) String() string { return "Sorted" }
func (s *sortedScan) Err() error     { return s.err }

// Close frees what was read.
func (s *sortedScan) Close() error {
	s.all, s.at = nil, 0
	return s.from.Close()
}

package gizmo

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// optimize is Cayley's shape.Optimize, in its three passes: names become references, then what holds for every store, then
// what the store does with it. Between them this package's own shapes take the place of those of Cayley's that lose
// results, and what is empty goes: Cayley's passes trip over the nothing that they leave behind.
func optimize(s shape.Shape, qs graph.QuadStore) shape.Shape {
	qs = graph.Unwrap(qs)
	s = pass(s, mender{qs})
	s = pass(s, nil)
	s = pass(s, mender{qs})
	if store, ok := qs.(shape.Optimizer); ok {
		s = pass(s, store)
	}
	return s
}

func pass(s shape.Shape, by shape.Optimizer) shape.Shape {
	s, _ = s.Optimize(by)
	if shape.IsNull(s) {
		return shape.Null{}
	}
	return s
}

// mender is the pass that mends.
type mender struct{ qs graph.QuadStore }

// OptimizeShape is what stands for s, whose parts have been mended before.
func (m mender) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.Lookup:
		return m.fixed(s), true
	case shape.Filter:
		if shape.IsNull(s.From) {
			return shape.Null{}, true
		}
		return marked(s)
	case shape.Sort:
		return sorted{s.From}, true
	case shape.Union:
		return unite(s), true
	case shape.Except:
		if shape.IsNull(s.Exclude) {
			return exceptNothing(s), true
		}
		return without{s}, true
	}
	return tidy(s)
}

// tidy is nothing for what has nothing to go by.
func tidy(s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.Save:
		return nullWithout(s, s.From)
	case shape.Unique:
		return nullWithout(s, s.From)
	case shape.Page:
		return nullWithout(s, s.From)
	case shape.Filter:
		return nullWithout(s, s.From)
	case shape.FixedTags:
		return nullWithout(s, s.On)
	case shape.NodesFrom:
		return nullWithout(s, s.Quads)
	case shape.Quads:
		for _, f := range s {
			if shape.IsNull(f.Values) {
				return shape.Null{}, true
			}
		}
	}
	return s, false
}

func nullWithout(s, from shape.Shape) (shape.Shape, bool) {
	if shape.IsNull(from) {
		return shape.Null{}, true
	}
	return s, false
}

// fixed is the nodes of the graph that a list names.
func (m mender) fixed(names shape.Lookup) shape.Shape {
	var out shape.Fixed
	for _, name := range names {
		if ref := m.qs.ValueOf(name); ref != nil {
			out = append(out, ref)
		}
	}
	if len(out) == 0 {
		return shape.Null{}
	}
	return out
}

func exceptNothing(s shape.Except) shape.Shape {
	if s.From == nil {
		return shape.AllNodes{}
	}
	return s.From
}

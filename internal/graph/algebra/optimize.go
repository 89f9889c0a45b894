package algebra

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// Optimize returns s optimized for qs, and shape.Null where s has no results. It runs the three passes of Cayley's
// shape.Optimize: resolve names to references, apply the rules that hold for every store, let the store plan. The
// correction pass takes the place of the first one and runs again after the second, because the general rules may create
// shapes that need correction and do not handle the empty inputs that they leave behind.
func Optimize(s shape.Shape, qs graph.QuadStore) shape.Shape {
	qs = graph.Unwrap(qs)
	s = runPass(s, corrector{qs})
	s = runPass(s, nil)
	s = runPass(s, corrector{qs})
	if store, ok := qs.(shape.Optimizer); ok {
		s = runPass(s, store)
	}
	return s
}

// runPass returns s after one optimization pass; a nil optimizer runs Cayley's general rules.
func runPass(s shape.Shape, by shape.Optimizer) shape.Shape {
	s, _ = s.Optimize(by)
	if shape.IsNull(s) {
		return shape.Null{}
	}
	return s
}

// corrector is the pass that resolves names and substitutes this package's shapes for Cayley's.
type corrector struct{ qs graph.QuadStore }

// OptimizeShape returns the corrected form of s, whose inputs have been corrected before.
func (c corrector) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.Lookup:
		return c.resolve(s), true
	case shape.Filter:
		if shape.IsNull(s.From) {
			return shape.Null{}, true
		}
		return expandMarkers(s)
	case shape.Sort:
		return sortShape{s.From}, true
	case shape.Union:
		return newUnion(s), true
	case shape.Except:
		if shape.IsNull(s.Exclude) {
			return withoutExclusion(s), true
		}
		return exceptShape{s}, true
	}
	return propagateNull(s)
}

// propagateNull returns shape.Null for a shape whose input is empty.
func propagateNull(s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.Save:
		return nullIfEmpty(s, s.From)
	case shape.Unique:
		return nullIfEmpty(s, s.From)
	case shape.Page:
		return nullIfEmpty(s, s.From)
	case shape.Filter:
		return nullIfEmpty(s, s.From)
	case shape.FixedTags:
		return nullIfEmpty(s, s.On)
	case shape.NodesFrom:
		return nullIfEmpty(s, s.Quads)
	case shape.Quads:
		for _, f := range s {
			if shape.IsNull(f.Values) {
				return shape.Null{}, true
			}
		}
	}
	return s, false
}

func nullIfEmpty(s, input shape.Shape) (shape.Shape, bool) {
	if shape.IsNull(input) {
		return shape.Null{}, true
	}
	return s, false
}

// resolve returns the nodes of the graph that have one of the names, and shape.Null where none has.
func (c corrector) resolve(names shape.Lookup) shape.Shape {
	var out shape.Fixed
	for _, name := range names {
		if ref := c.qs.ValueOf(name); ref != nil {
			out = append(out, ref)
		}
	}
	if len(out) == 0 {
		return shape.Null{}
	}
	return out
}

// withoutExclusion returns the input of an except that excludes nothing; a nil input means every node.
func withoutExclusion(s shape.Except) shape.Shape {
	if s.From == nil {
		return shape.AllNodes{}
	}
	return s.From
}

package algebra

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// loopMarker marks both ends of the part of a path that a recursion repeats. It takes the form of a value filter because
// that is the only step of Cayley's paths that carries a value of our own.
type loopMarker struct {
	depth int      // rounds at most
	tags  []string // that hold the depth of a result
}

// BuildIterator implements shape.ValueFilter. The correction pass removes every marker before iterators are built.
func (*loopMarker) BuildIterator(_ graph.QuadStore, it graph.Iterator) graph.Iterator { return it }

// expandMarkers replaces the markers among the filters of s: the first of a pair by a loopEntry, the second by the
// recursion over the shapes between them.
func expandMarkers(s shape.Filter) (out shape.Shape, changed bool) {
	out = s.From
	var filters []shape.ValueFilter
	applyFilters := func() {
		if len(filters) > 0 {
			out, filters = shape.Filter{From: out, Filters: filters}, nil
		}
	}
	for _, f := range s.Filters {
		marker, ok := f.(*loopMarker)
		if !ok {
			filters = append(filters, f)
			continue
		}
		applyFilters()
		out, changed = marker.expand(out), true
	}
	applyFilters()
	return out, changed
}

// expand returns a loopEntry on s, or, where s contains the entry of this marker, the recursion that begins there.
func (m *loopMarker) expand(s shape.Shape) shape.Shape {
	find := &entryReplacer{of: m, with: loopEntry{of: m}}
	via := runPass(s, find)
	if find.found == nil {
		return loopEntry{of: m, nodes: s}
	}
	return recursionShape{loopMarker: m, from: find.found, via: via}
}

// loopEntry is the place where nodes enter the repeated part of a recursion.
type loopEntry struct {
	of    *loopMarker
	nodes shape.Shape // nil within a recursionShape
}

// Optimize optimizes the entering nodes.
func (e loopEntry) Optimize(by shape.Optimizer) (shape.Shape, bool) {
	changed := false
	if e.nodes != nil {
		if e.nodes, changed = e.nodes.Optimize(by); shape.IsNull(e.nodes) {
			e.nodes = shape.Null{}
		}
	}
	if by != nil {
		out, replaced := by.OptimizeShape(e)
		return out, changed || replaced
	}
	return e, changed
}

// BuildIterator returns an iterator over the entering nodes.
func (e loopEntry) BuildIterator(qs graph.QuadStore) graph.Iterator { return e.nodes.BuildIterator(qs) }

// entryReplacer is an optimization pass that replaces every loopEntry of one marker.
type entryReplacer struct {
	of    *loopMarker
	with  shape.Shape
	found shape.Shape // nodes of the entry that was replaced last
}

// OptimizeShape replaces s if it is such an entry.
func (e *entryReplacer) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	if entry, ok := s.(loopEntry); ok && entry.of == e.of {
		e.found = entry.nodes
		return e.with, true
	}
	return propagateNull(s)
}

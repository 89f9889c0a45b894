package pebblestore

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// OptimizeShape takes over the parts of a query that this store does better than Cayley's generic iterators: selections
// of quads, one step along them from a set of nodes, and intersections. What it does not know it returns as it is, and
// Cayley runs that on top. The shapes below it have been through here before.
func (v *view) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.QuadsAction:
		return v.planAction(s)
	case shape.Quads:
		return v.planQuads(s)
	case shape.NodesFrom:
		if q, ok := s.Quads.(*selection); ok && q.result == quad.Any {
			return q.withResult(s.Dir), true
		}
	case shape.Save:
		if q, ok := s.From.(*selection); ok && q.result != quad.Any {
			return q.withSave(q.result, s.Tags), true
		}
	case shape.Union:
		return planUnion(s)
	case shape.Intersect:
		return planIntersect(v, s)
	}
	return s, false
}

// planUnion drops the parts that turned out to be empty; Cayley does so only before stores plan.
func planUnion(s shape.Union) (shape.Shape, bool) {
	var parts shape.Union
	for _, part := range s {
		if !shape.IsNull(part) {
			parts = append(parts, part)
		}
	}
	switch len(parts) {
	case 0:
		return shape.Null{}, true
	case 1:
		return parts[0], true
	}
	return parts, len(parts) < len(s)
}

// selection is the quads that match a pattern and whose nodes at some directions come from other shapes, and what is
// wanted of them. A step of a path, "the objects of said from these subjects", is a selection.
type selection struct {
	v       *view
	pattern Quad
	via     []via
	result  quad.Direction
	save    []saved
}

// via says that the node at a direction is one of a set.
type via struct {
	at    quad.Direction
	nodes shape.Shape
}

func (v *view) planAction(s shape.QuadsAction) (shape.Shape, bool) {
	q := &selection{v: v, result: s.Result}
	for at, ref := range s.Filter {
		if !q.bind(at, ref) {
			return s, false
		}
	}
	for at, tags := range s.Save {
		q = q.withSave(at, tags)
	}
	return q, true
}

func (v *view) planQuads(s shape.Quads) (shape.Shape, bool) {
	q := &selection{v: v}
	for _, f := range s {
		if ref, ok := shape.One(f.Values); ok {
			if _, ok := ref.(Node); !ok {
				return s, false
			}
			if !q.bind(f.Dir, ref) {
				return shape.Null{}, true
			}
			continue
		}
		if save, ok := f.Values.(shape.Save); ok && isAll(save.From) {
			q = q.withSave(f.Dir, save.Tags)
			continue
		}
		if isAll(f.Values) && f.Dir != quad.Label {
			continue
		}
		q.via = append(q.via, via{f.Dir, f.Values})
	}
	return q, true
}

func isAll(s shape.Shape) bool {
	_, ok := s.(shape.AllNodes)
	return ok
}

// bind sets a position of the pattern; false where ref is no node of this store or contradicts what is set.
func (q *selection) bind(at quad.Direction, ref graph.Ref) bool {
	id, ok := ref.(Node)
	if !ok || at == quad.Any {
		return false
	}
	pos := position(at)
	if q.pattern[pos] != 0 && q.pattern[pos] != id {
		return false
	}
	q.pattern[pos] = id
	return true
}

func (q *selection) withResult(d quad.Direction) *selection {
	out := *q
	out.result = d
	return &out
}

func (q *selection) withSave(at quad.Direction, tags []string) *selection {
	out := *q
	out.save = q.save[:len(q.save):len(q.save)]
	for _, tag := range tags {
		out.save = append(out.save, saved{tag, at})
	}
	return &out
}

// Optimize has nothing to improve: it was made by an optimiser.
func (q *selection) Optimize(shape.Optimizer) (shape.Shape, bool) { return q, false }

// BuildIterator scans one index, or steps from the nodes of another iterator.
func (q *selection) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(q.build(qs), nil)
}

func (q *selection) build(qs graph.QuadStore) graph.IteratorShape {
	l := &links{v: q.v, pattern: q.pattern, result: q.result, save: q.save}
	if len(q.via) == 0 {
		return l
	}
	s := &steps{l: l, first: -1}
	for i, from := range q.via {
		s.from = append(s.from, origin{from.at, build(qs, from.nodes)})
		if mustDrive(from.nodes) {
			s.first = i
		}
	}
	return s
}

// build makes an iterator of any shape, in the form that has no state of its own.
func build(qs graph.QuadStore, s shape.Shape) graph.IteratorShape {
	switch s := s.(type) {
	case *selection:
		return s.build(qs)
	case *intersection:
		return s.build(qs)
	}
	it, _ := s.BuildIterator(qs).Optimize()
	return graph.AsShape(it)
}

// intersection is the nodes that all of its parts yield.
type intersection struct {
	v     *view
	parts []shape.Shape
}

// planIntersect takes an intersection over. Selections with nothing but a pattern that meet a single fixed node have
// been merged with it by Cayley before.
func planIntersect(v *view, s shape.Intersect) (shape.Shape, bool) {
	if len(s) < 2 {
		return s, false
	}
	parts := make([]shape.Shape, 0, len(s))
	for _, part := range s {
		if q, ok := part.(*selection); ok && q.result == quad.Any {
			return s, false // an intersection of quads, not of nodes
		}
		if nested, ok := part.(*intersection); ok {
			parts = append(parts, nested.parts...)
		} else if !isAll(part) {
			parts = append(parts, part)
		}
	}
	switch len(parts) {
	case 0:
		return shape.AllNodes{}, true
	case 1:
		return parts[0], true
	}
	return &intersection{v, parts}, true
}

// Optimize has nothing to improve: it was made by an optimiser.
func (x *intersection) Optimize(shape.Optimizer) (shape.Shape, bool) { return x, false }

// BuildIterator goes through one part and tests its nodes against the others.
func (x *intersection) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(x.build(qs), nil)
}

func (x *intersection) build(qs graph.QuadStore) graph.IteratorShape {
	j := &join{v: x.v, first: -1}
	for i, part := range x.parts {
		if shape.IsNull(part) {
			return graph.AsShape(iterator.NewNull())
		}
		j.parts = append(j.parts, build(qs, part))
		if j.first < 0 && mustDrive(part) {
			j.first = i
		}
	}
	return j
}

// mustDrive tells whether a shape gives its results only when it is gone through from the beginning: a page or an order
// means nothing to a test for one node, and Cayley's recursion gives wrong tags in one. A shape of unknown kind,
// which recursion is, counts as such.
func mustDrive(s shape.Shape) bool {
	switch s := s.(type) {
	case shape.Null, shape.AllNodes, shape.Fixed, shape.Lookup, shape.QuadsAction, shape.Count:
		return false
	case shape.Save:
		return mustDrive(s.From)
	case shape.FixedTags:
		return mustDrive(s.On)
	case shape.Filter:
		return mustDrive(s.From)
	case shape.Unique:
		return mustDrive(s.From)
	case shape.Materialize:
		return mustDrive(s.Values)
	case shape.NodesFrom:
		return mustDrive(s.Quads)
	case shape.Except:
		return s.From != nil && mustDrive(s.From)
	case shape.Union:
		return anyMustDrive(s)
	case shape.Intersect:
		return anyMustDrive(s)
	case shape.IntersectOpt:
		return anyMustDrive(s.Sub)
	case shape.Quads:
		return anyMustDrive(quadNodes(s))
	case *selection:
		for _, from := range s.via {
			if mustDrive(from.nodes) {
				return true
			}
		}
		return false
	case *intersection:
		return anyMustDrive(s.parts)
	}
	return true
}

func anyMustDrive(shapes []shape.Shape) bool {
	for _, s := range shapes {
		if mustDrive(s) {
			return true
		}
	}
	return false
}

func quadNodes(s shape.Quads) []shape.Shape {
	nodes := make([]shape.Shape, len(s))
	for i, f := range s {
		nodes[i] = f.Values
	}
	return nodes
}

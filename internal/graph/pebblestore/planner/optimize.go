package planner

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
)

// OptimizeShape replaces the conjunctive parts of a shape by conjunctions, as large as possible. It returns other shapes
// as they are; Cayley runs them on top, or they become sources of a conjunction. The shapes below s must have been
// optimised already.
func OptimizeShape(r *access.QuadReader, s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.QuadsAction:
		return planAction(r, s)
	case shape.Quads:
		return planQuads(r, s)
	case shape.NodesFrom:
		if q, ok := s.Quads.(*conjunction); ok && q.result == wholeQuad {
			return q.nodesAt(codec.PositionOf(s.Dir)), true
		}
	case shape.Save:
		if q, ok := s.From.(*conjunction); ok && q.result != wholeQuad {
			q = q.clone()
			q.save(q.result, s.Tags)
			return q, true
		}
	case shape.FixedTags:
		return planFixedTags(s)
	case shape.Unique:
		if q, ok := s.From.(*conjunction); ok && q.result != wholeQuad {
			q = q.clone()
			q.unique = true
			return q, true
		}
	case shape.Union:
		return planUnion(s)
	case shape.Intersect:
		return planIntersect(r, s, nil)
	case shape.IntersectOpt:
		return planIntersect(r, s.Sub, s.Opt)
	}
	return s, false
}

func planFixedTags(s shape.FixedTags) (shape.Shape, bool) {
	q, ok := s.On.(*conjunction)
	if !ok {
		return s, false
	}
	q = q.clone()
	for name, ref := range s.Tags {
		q.fix(name, ref)
	}
	return q, true
}

// planUnion drops empty parts. Cayley does so too, but only before the store's optimiser can make parts empty.
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

func noAtom() atom { return atom{at: [4]int{anyNode, anyNode, anyNode, anyNode}} }

// planAction plans the nodes at one direction of the quads that have fixed nodes at others.
func planAction(r *access.QuadReader, s shape.QuadsAction) (shape.Shape, bool) {
	q, a := &conjunction{reader: r}, noAtom()
	for at, ref := range s.Filter {
		id, ok := ref.(codec.NodeID)
		if !ok || at == quad.Any {
			return s, false
		}
		a.at[codec.PositionOf(at)] = q.variable(id)
	}
	for at, tags := range s.Save {
		q.save(a.of(q, codec.PositionOf(at)), tags)
	}
	q.atoms = []atom{a}
	q.result = q.atoms[0].of(q, codec.PositionOf(s.Result))
	q.atoms[0].labelled = q.atoms[0].at[codec.Label] != anyNode
	return q, true
}

// of returns the variable at a position, and adds one if there is none.
func (a *atom) of(q *conjunction, pos int) int {
	if a.at[pos] == anyNode {
		a.at[pos] = q.variable(0)
	}
	return a.at[pos]
}

// planQuads plans the quads whose nodes at some directions come from shapes. The result is the whole quad.
func planQuads(r *access.QuadReader, s shape.Quads) (shape.Shape, bool) {
	q, a := &conjunction{reader: r, result: wholeQuad}, noAtom()
	for _, f := range s {
		if f.Dir == quad.Any {
			return s, false
		}
		if ref, ok := shape.One(f.Values); ok {
			if _, ok := ref.(codec.NodeID); !ok {
				return s, false
			}
		}
		if wholeQuads(f.Values) {
			return s, false
		}
		pos := codec.PositionOf(f.Dir)
		if _, all := f.Values.(shape.AllNodes); all && pos != codec.Label {
			continue
		}
		variable := q.node(f.Values)
		if old := a.at[pos]; old != anyNode {
			q.unify(old, variable)
			continue
		}
		a.at[pos] = variable
		a.labelled = a.labelled || pos == codec.Label
	}
	q.atoms = append([]atom{a}, q.atoms...)
	if q.contradictory {
		return shape.Null{}, true
	}
	return q, true
}

// isNumber reports whether a shape yields a count, which is not a node of the store.
func isNumber(s shape.Shape) bool {
	if save, ok := s.(shape.Save); ok {
		return isNumber(save.From)
	}
	_, ok := s.(shape.Count)
	return ok
}

func wholeQuads(s shape.Shape) bool {
	q, ok := s.(*conjunction)
	return ok && q.result == wholeQuad
}

// QuadIterator returns an iterator over the quads with a node at a position, over all quads if the node is 0.
func QuadIterator(r *access.QuadReader, pos int, node codec.NodeID) graph.Iterator {
	return graph.NewLegacy(quadsAt(r, pos, node).build(nil), nil)
}

func quadsAt(r *access.QuadReader, pos int, node codec.NodeID) *conjunction {
	q, a := &conjunction{reader: r, result: wholeQuad}, noAtom()
	if node != 0 {
		a.at[pos] = q.variable(node)
	}
	q.atoms = []atom{a}
	return q
}

// nodesAt plans the nodes at a position of the query's quads.
func (q *conjunction) nodesAt(pos int) *conjunction {
	q = q.clone()
	q.result = q.atoms[0].of(q, pos)
	q.atoms[0].labelled = q.atoms[0].labelled || pos == codec.Label
	return q
}

// planIntersect plans the nodes that all parts yield.
func planIntersect(r *access.QuadReader, parts, optional []shape.Shape) (shape.Shape, bool) {
	q := &conjunction{reader: r}
	q.result = q.variable(0)
	for _, part := range parts {
		if shape.IsNull(part) {
			return shape.Null{}, true
		}
		if wholeQuads(part) || isNumber(part) {
			return intersection(parts, optional), false // quads or a count, not nodes
		}
		q.unify(q.result, q.node(part))
	}
	for _, part := range optional {
		if shape.IsNull(part) {
			continue
		}
		if wholeQuads(part) {
			return intersection(parts, optional), false
		}
		q.optional = append(q.optional, nodeSource{variable: q.result, shape: part})
	}
	switch {
	case q.contradictory:
		return shape.Null{}, true
	case q.free() && len(q.atoms) == 0 && len(q.optional) == 0 && len(q.tags) == 0 && len(q.sources) == 0:
		return shape.AllNodes{}, true
	}
	return q, true
}

// intersection returns the shape that the parts came from.
func intersection(parts, optional []shape.Shape) shape.Shape {
	if optional == nil {
		return shape.Intersect(parts)
	}
	return shape.IntersectOpt{Sub: parts, Opt: optional}
}

// mustDrive reports whether a shape yields its results only when it is iterated from the beginning. A page or an order
// has no meaning in a test for one node, and Cayley's recursion returns wrong tags in one. A shape of unknown type, such
// as recursion, counts as one that must.
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
	case *conjunction:
		return s.drives()
	case interface{ Unwrap() shape.Shape }: // a measured shape
		return mustDrive(s.Unwrap())
	}
	return true
}

// drives reports whether one of the sources must be iterated.
func (q *conjunction) drives() bool {
	for _, s := range q.sources {
		if s.drives {
			return true
		}
	}
	return false
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

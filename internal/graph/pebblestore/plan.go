package pebblestore

import (
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// OptimizeShape takes over the parts of a query that are conjunctions, and makes each one query, as large as it can be.
// What it does not know it returns as it is; Cayley runs that on top, or it becomes a source of a query. The shapes below
// have been through here before.
func (v *view) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.QuadsAction:
		return v.planAction(s)
	case shape.Quads:
		return v.planQuads(s)
	case shape.NodesFrom:
		if q, ok := s.Quads.(*query); ok && q.result == wholeQuad {
			return q.nodesAt(position(s.Dir)), true
		}
	case shape.Save:
		if q, ok := s.From.(*query); ok && q.result != wholeQuad {
			q = q.clone()
			q.save(q.result, s.Tags)
			return q, true
		}
	case shape.FixedTags:
		return planFixedTags(s)
	case shape.Unique:
		if q, ok := s.From.(*query); ok && q.result != wholeQuad {
			q = q.clone()
			q.unique = true
			return q, true
		}
	case shape.Union:
		return planUnion(s)
	case shape.Intersect:
		return v.planIntersect(s, nil)
	case shape.IntersectOpt:
		return v.planIntersect(s.Sub, s.Opt)
	}
	return s, false
}

func planFixedTags(s shape.FixedTags) (shape.Shape, bool) {
	q, ok := s.On.(*query)
	if !ok {
		return s, false
	}
	q = q.clone()
	for name, ref := range s.Tags {
		q.fix(name, ref)
	}
	return q, true
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

func noAtom() atom { return atom{at: [4]int{anyone, anyone, anyone, anyone}} }

// planAction is the nodes at one direction of the quads that have fixed nodes at others.
func (v *view) planAction(s shape.QuadsAction) (shape.Shape, bool) {
	q, a := &query{v: v}, noAtom()
	for at, ref := range s.Filter {
		id, ok := ref.(Node)
		if !ok || at == quad.Any {
			return s, false
		}
		a.at[position(at)] = q.variable(id)
	}
	for at, tags := range s.Save {
		q.save(a.of(q, position(at)), tags)
	}
	q.atoms = []atom{a}
	q.result = q.atoms[0].of(q, position(s.Result))
	q.atoms[0].labelled = q.atoms[0].at[label] != anyone
	return q, true
}

// of is the variable at a position, made where there is none.
func (a *atom) of(q *query, pos int) int {
	if a.at[pos] == anyone {
		a.at[pos] = q.variable(0)
	}
	return a.at[pos]
}

// planQuads is the quads whose nodes at some directions come from shapes. Its result is the whole quad.
func (v *view) planQuads(s shape.Quads) (shape.Shape, bool) {
	q, a := &query{v: v, result: wholeQuad}, noAtom()
	for _, f := range s {
		if f.Dir == quad.Any {
			return s, false
		}
		if ref, ok := shape.One(f.Values); ok {
			if _, ok := ref.(Node); !ok {
				return s, false
			}
		}
		if wholeQuads(f.Values) {
			return s, false
		}
		pos := position(f.Dir)
		if _, all := f.Values.(shape.AllNodes); all && pos != label {
			continue
		}
		variable := q.node(f.Values)
		if old := a.at[pos]; old != anyone {
			q.unify(old, variable)
			continue
		}
		a.at[pos] = variable
		a.labelled = a.labelled || pos == label
	}
	q.atoms = append([]atom{a}, q.atoms...)
	if q.never {
		return shape.Null{}, true
	}
	return q, true
}

// isNumber tells whether a shape yields a count, which is no node of the store.
func isNumber(s shape.Shape) bool {
	if save, ok := s.(shape.Save); ok {
		return isNumber(save.From)
	}
	_, ok := s.(shape.Count)
	return ok
}

func wholeQuads(s shape.Shape) bool {
	q, ok := s.(*query)
	return ok && q.result == wholeQuad
}

// quads is the quads with a node at a position; all where the node is 0.
func (v *view) quads(pos int, node Node) *query {
	q, a := &query{v: v, result: wholeQuad}, noAtom()
	if node != 0 {
		a.at[pos] = q.variable(node)
	}
	q.atoms = []atom{a}
	return q
}

// nodesAt is the nodes at a position of the query's quads.
func (q *query) nodesAt(pos int) *query {
	q = q.clone()
	q.result = q.atoms[0].of(q, pos)
	q.atoms[0].labelled = q.atoms[0].labelled || pos == label
	return q
}

// planIntersect is the nodes that all parts yield.
func (v *view) planIntersect(parts, optional []shape.Shape) (shape.Shape, bool) {
	q := &query{v: v}
	q.result = q.variable(0)
	for _, part := range parts {
		if shape.IsNull(part) {
			return shape.Null{}, true
		}
		if wholeQuads(part) || isNumber(part) {
			return intersection(parts, optional), false // of quads or of a count, not of nodes
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
		q.optional = append(q.optional, source{variable: q.result, shape: part})
	}
	switch {
	case q.never:
		return shape.Null{}, true
	case q.free() && len(q.atoms) == 0 && len(q.optional) == 0 && len(q.tags) == 0 && len(q.sources) == 0:
		return shape.AllNodes{}, true
	}
	return q, true
}

// intersection is the shape that the parts came from.
func intersection(parts, optional []shape.Shape) shape.Shape {
	if optional == nil {
		return shape.Intersect(parts)
	}
	return shape.IntersectOpt{Sub: parts, Opt: optional}
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
	case *query:
		return s.drives()
	case interface{ Unwrap() shape.Shape }: // one that is measured
		return mustDrive(s.Unwrap())
	}
	return true
}

// drives tells whether one of the sources must be gone through.
func (q *query) drives() bool {
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

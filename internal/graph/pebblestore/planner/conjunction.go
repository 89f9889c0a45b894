package planner

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"

	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
)

// query is a conjunction over variables: atoms say which quads there must be, sources where the node of a variable
// comes from. Every way to fulfil it is a row. A path of steps, tests, saves and intersections is one query, whatever the
// order of its steps.
type conjunction struct {
	reader        *access.QuadReader
	bound         []codec.NodeID // by variable: the node that it must be; 0 for any
	atoms         []atom
	sources       []nodeSource
	optional      []nodeSource // add their tags where they yield the node, and change nothing where they do not
	tags          []rowTag
	fixed         map[string]graph.Ref // tags that are the same in every row
	result        int                  // the variable that is the result; wholeQuad: the quad of the first atom
	unique        bool                 // one row for each result, whichever comes first
	contradictory bool                 // contradicts itself
}

// wholeQuad as a result is the quad itself.
const wholeQuad = -1

// atom is a quad that must stand: the variable at each position, anyone for what does not matter.
type atom struct {
	at       [4]int
	labelled bool // a quad without a label does not do
}

const anyNode = -1

// source is nodes from elsewhere, for one variable.
type nodeSource struct {
	variable int
	shape    shape.Shape
	drives   bool // see mustDrive
}

// tag is the name under which a row gives a variable's node.
type rowTag struct {
	name     string
	variable int
}

// variable adds one that must be node, or any where node is 0.
func (q *conjunction) variable(node codec.NodeID) int {
	q.bound = append(q.bound, node)
	return len(q.bound) - 1
}

// bind makes a variable a node.
func (q *conjunction) bind(variable int, node codec.NodeID) {
	if old := q.bound[variable]; old != 0 && old != node {
		q.contradictory = true
	}
	q.bound[variable] = node
}

// unify makes two variables one.
func (q *conjunction) unify(keep, drop int) {
	if keep == drop {
		return
	}
	if node := q.bound[drop]; node != 0 {
		q.bind(keep, node)
	}
	rename := func(variable *int) {
		if *variable == drop {
			*variable = keep
		}
	}
	for i := range q.atoms {
		for pos := range q.atoms[i].at {
			rename(&q.atoms[i].at[pos])
		}
	}
	for _, list := range [][]nodeSource{q.sources, q.optional} {
		for i := range list {
			rename(&list[i].variable)
		}
	}
	for i := range q.tags {
		rename(&q.tags[i].variable)
	}
	rename(&q.result)
}

// absorb adds what another query demands, with variables of its own, and returns the one of its result.
func (q *conjunction) absorb(other *conjunction) int {
	offset := len(q.bound)
	q.bound = append(q.bound, other.bound...)
	for _, a := range other.atoms {
		for pos, variable := range a.at {
			if variable != anyNode {
				a.at[pos] = variable + offset
			}
		}
		q.atoms = append(q.atoms, a)
	}
	q.sources = appendMoved(q.sources, other.sources, offset)
	q.optional = appendMoved(q.optional, other.optional, offset)
	for _, t := range other.tags {
		q.tags = append(q.tags, rowTag{t.name, t.variable + offset})
	}
	for name, ref := range other.fixed {
		q.fix(name, ref)
	}
	q.contradictory = q.contradictory || other.contradictory
	return other.result + offset
}

func appendMoved(list, more []nodeSource, offset int) []nodeSource {
	for _, s := range more {
		s.variable += offset
		list = append(list, s)
	}
	return list
}

func (q *conjunction) fix(name string, ref graph.Ref) {
	if q.fixed == nil {
		q.fixed = make(map[string]graph.Ref)
	}
	q.fixed[name] = ref
}

// clone is a copy that can be changed.
func (q *conjunction) clone() *conjunction {
	out := &conjunction{reader: q.reader, result: wholeQuad, unique: q.unique}
	result := out.absorb(q)
	if q.result != wholeQuad {
		out.result = result
	}
	return out
}

// merges tells whether the query can become part of another one: one row for each result is another thing in the
// middle than at the end.
func (q *conjunction) canInline() bool { return !q.unique && q.result != wholeQuad }

// node adds the nodes of a shape as a variable.
func (q *conjunction) node(s shape.Shape) int {
	switch s := s.(type) {
	case shape.AllNodes:
		return q.variable(0)
	case shape.Fixed:
		if len(s) == 1 {
			if id, ok := s[0].(codec.NodeID); ok {
				return q.variable(id)
			}
		}
	case shape.Save:
		variable := q.node(s.From)
		q.save(variable, s.Tags)
		return variable
	case *conjunction:
		if s.canInline() {
			return q.absorb(s)
		}
	}
	variable := q.variable(0)
	q.sources = append(q.sources, nodeSource{variable, s, mustDrive(s)})
	return variable
}

func (q *conjunction) save(variable int, tags []string) {
	for _, name := range tags {
		q.tags = append(q.tags, rowTag{name, variable})
	}
}

// uses tells whether any atom or source holds a variable.
func (q *conjunction) uses(variable int) bool {
	for _, a := range q.atoms {
		if slices.Contains(a.at[:], variable) {
			return true
		}
	}
	return slices.ContainsFunc(q.sources, func(s nodeSource) bool { return s.variable == variable })
}

// free tells whether some variable that matters is held by nothing: then the query is about all nodes.
func (q *conjunction) free() bool {
	loose := func(variable int) bool { return variable >= 0 && q.bound[variable] == 0 && !q.uses(variable) }
	return loose(q.result) || slices.ContainsFunc(q.tags, func(t rowTag) bool { return loose(t.variable) }) ||
		slices.ContainsFunc(q.optional, func(s nodeSource) bool { return loose(s.variable) })
}

// ground makes all nodes the source of a variable that nothing holds.
func (q *conjunction) ground(variable int) {
	if variable >= 0 && q.bound[variable] == 0 && !q.uses(variable) {
		q.sources = append(q.sources, nodeSource{variable: variable, shape: shape.AllNodes{}})
	}
}

// Optimize has nothing to improve: it was made by an optimiser.
func (q *conjunction) Optimize(shape.Optimizer) (shape.Shape, bool) { return q, q.contradictory }

// String shows the atoms, with nodes by their ids and variables by a question mark: "query(?0 17 ?1 _ → ?1)".
func (q *conjunction) String() string {
	var b strings.Builder
	b.WriteString("query(")
	name := func(variable int) {
		switch {
		case variable == anyNode:
			b.WriteString("_ ")
		case q.bound[variable] != 0:
			fmt.Fprintf(&b, "%d ", q.bound[variable])
		default:
			fmt.Fprintf(&b, "?%d ", variable)
		}
	}
	for _, a := range q.atoms {
		for _, variable := range a.at {
			name(variable)
		}
		b.WriteString("· ")
	}
	for _, s := range q.sources {
		name(s.variable)
		fmt.Fprintf(&b, "of %T · ", s.shape)
	}
	b.WriteString("→ ")
	name(q.result)
	return strings.TrimSpace(b.String()) + ")"
}

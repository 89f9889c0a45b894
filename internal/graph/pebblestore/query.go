package pebblestore

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// query is a conjunction over variables: atoms say which quads there must be, sources where the node of a variable
// comes from. Every way to fulfil it is a row. A path of steps, tests, saves and intersections is one query, whatever the
// order of its steps.
type query struct {
	v        *view
	bound    []Node // by variable: the node that it must be; 0 for any
	atoms    []atom
	sources  []source
	optional []source // add their tags where they yield the node, and change nothing where they do not
	tags     []tag
	fixed    map[string]graph.Ref // tags that are the same in every row
	result   int                  // the variable that is the result; wholeQuad: the quad of the first atom
	unique   bool                 // one row for each result, whichever comes first
	never    bool                 // contradicts itself
}

// wholeQuad as a result is the quad itself.
const wholeQuad = -1

// atom is a quad that must stand: the variable at each position, anyone for what does not matter.
type atom struct {
	at       [4]int
	labelled bool // a quad without a label does not do
}

const anyone = -1

// source is nodes from elsewhere, for one variable.
type source struct {
	variable int
	shape    shape.Shape
	drives   bool // see mustDrive
}

// tag is the name under which a row gives a variable's node.
type tag struct {
	name     string
	variable int
}

// variable adds one that must be node, or any where node is 0.
func (q *query) variable(node Node) int {
	q.bound = append(q.bound, node)
	return len(q.bound) - 1
}

// bind makes a variable a node.
func (q *query) bind(variable int, node Node) {
	if old := q.bound[variable]; old != 0 && old != node {
		q.never = true
	}
	q.bound[variable] = node
}

// unify makes two variables one.
func (q *query) unify(keep, drop int) {
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
	for _, list := range [][]source{q.sources, q.optional} {
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
func (q *query) absorb(other *query) int {
	offset := len(q.bound)
	q.bound = append(q.bound, other.bound...)
	for _, a := range other.atoms {
		for pos, variable := range a.at {
			if variable != anyone {
				a.at[pos] = variable + offset
			}
		}
		q.atoms = append(q.atoms, a)
	}
	q.sources = appendMoved(q.sources, other.sources, offset)
	q.optional = appendMoved(q.optional, other.optional, offset)
	for _, t := range other.tags {
		q.tags = append(q.tags, tag{t.name, t.variable + offset})
	}
	for name, ref := range other.fixed {
		q.fix(name, ref)
	}
	q.never = q.never || other.never
	return other.result + offset
}

func appendMoved(list, more []source, offset int) []source {
	for _, s := range more {
		s.variable += offset
		list = append(list, s)
	}
	return list
}

func (q *query) fix(name string, ref graph.Ref) {
	if q.fixed == nil {
		q.fixed = make(map[string]graph.Ref)
	}
	q.fixed[name] = ref
}

// clone is a copy that can be changed.
func (q *query) clone() *query {
	out := &query{v: q.v, result: wholeQuad, unique: q.unique}
	result := out.absorb(q)
	if q.result != wholeQuad {
		out.result = result
	}
	return out
}

// merges tells whether the query can become part of another one: one row for each result is another thing in the
// middle than at the end.
func (q *query) merges() bool { return !q.unique && q.result != wholeQuad }

// node adds the nodes of a shape as a variable.
func (q *query) node(s shape.Shape) int {
	switch s := s.(type) {
	case shape.AllNodes:
		return q.variable(0)
	case shape.Fixed:
		if len(s) == 1 {
			if id, ok := s[0].(Node); ok {
				return q.variable(id)
			}
		}
	case shape.Save:
		variable := q.node(s.From)
		q.save(variable, s.Tags)
		return variable
	case *query:
		if s.merges() {
			return q.absorb(s)
		}
	}
	variable := q.variable(0)
	q.sources = append(q.sources, source{variable, s, mustDrive(s)})
	return variable
}

func (q *query) save(variable int, tags []string) {
	for _, name := range tags {
		q.tags = append(q.tags, tag{name, variable})
	}
}

// uses tells whether any atom or source holds a variable.
func (q *query) uses(variable int) bool {
	for _, a := range q.atoms {
		if slices.Contains(a.at[:], variable) {
			return true
		}
	}
	return slices.ContainsFunc(q.sources, func(s source) bool { return s.variable == variable })
}

// free tells whether some variable that matters is held by nothing: then the query is about all nodes.
func (q *query) free() bool {
	loose := func(variable int) bool { return variable >= 0 && q.bound[variable] == 0 && !q.uses(variable) }
	return loose(q.result) || slices.ContainsFunc(q.tags, func(t tag) bool { return loose(t.variable) }) ||
		slices.ContainsFunc(q.optional, func(s source) bool { return loose(s.variable) })
}

// ground makes all nodes the source of a variable that nothing holds.
func (q *query) ground(variable int) {
	if variable >= 0 && q.bound[variable] == 0 && !q.uses(variable) {
		q.sources = append(q.sources, source{variable: variable, shape: shape.AllNodes{}})
	}
}

// Optimize has nothing to improve: it was made by an optimiser.
func (q *query) Optimize(shape.Optimizer) (shape.Shape, bool) { return q, q.never }

// String shows the atoms, with nodes by their ids and variables by a question mark: "query(?0 17 ?1 _ → ?1)".
func (q *query) String() string {
	var b strings.Builder
	b.WriteString("query(")
	name := func(variable int) {
		switch {
		case variable == anyone:
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

// Package planner turns the shapes of Cayley's paths into conjunctions of quads, decides the order of their evaluation
// by cardinality estimates, and executes them. See the section on plans in DESIGN.md.
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

// conjunction is a conjunctive query. Its atoms are quads that must exist, with variables at their positions; its
// sources restrict variables to the nodes of other shapes. Every assignment that satisfies all of them is a row. A path
// of steps, filters, saves and intersections becomes one conjunction, in which the order of the steps does not matter.
type conjunction struct {
	reader        *access.QuadReader
	bound         []codec.NodeID // by variable: the node that it is bound to, 0 if none
	atoms         []atom
	sources       []nodeSource
	optional      []nodeSource // add their tags if they yield the node, and have no effect if not
	tags          []rowTag
	fixed         map[string]graph.Ref // tags that are the same in every row
	result        int                  // the variable that is the result, or wholeQuad
	unique        bool                 // DISTINCT: only the first row of each result
	contradictory bool                 // has no rows
}

// wholeQuad as a result variable means the quad of the first atom.
const wholeQuad = -1

// atom is a quad pattern: the variable at each position, or anyNode.
type atom struct {
	at       [4]int
	labelled bool // the quad must have a label
}

const anyNode = -1

// nodeSource restricts a variable to the nodes of a shape.
type nodeSource struct {
	variable int
	shape    shape.Shape
	drives   bool // see mustDrive
}

// rowTag is a name under which rows return the node of a variable.
type rowTag struct {
	name     string
	variable int
}

// variable adds a variable that is bound to node, or free if node is 0.
func (q *conjunction) variable(node codec.NodeID) int {
	q.bound = append(q.bound, node)
	return len(q.bound) - 1
}

// bind binds a variable to a node.
func (q *conjunction) bind(variable int, node codec.NodeID) {
	if old := q.bound[variable]; old != 0 && old != node {
		q.contradictory = true
	}
	q.bound[variable] = node
}

// unify replaces the variable drop by keep.
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

// absorb adds the conditions of another conjunction under new variables, and returns the variable of its result.
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

// clone returns a copy that may be changed.
func (q *conjunction) clone() *conjunction {
	out := &conjunction{reader: q.reader, result: wholeQuad, unique: q.unique}
	result := out.absorb(q)
	if q.result != wholeQuad {
		out.result = result
	}
	return out
}

// canInline reports whether q can be inlined into another conjunction. A DISTINCT one cannot: deduplicating inside
// changes how often rows of the whole occur.
func (q *conjunction) canInline() bool { return !q.unique && q.result != wholeQuad }

// node adds the nodes of a shape and returns their variable.
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

// uses reports whether an atom or source has a variable.
func (q *conjunction) uses(variable int) bool {
	for _, a := range q.atoms {
		if slices.Contains(a.at[:], variable) {
			return true
		}
	}
	return slices.ContainsFunc(q.sources, func(s nodeSource) bool { return s.variable == variable })
}

// free reports whether an output variable is in no atom and no source, so that it ranges over all nodes.
func (q *conjunction) free() bool {
	loose := func(variable int) bool { return variable >= 0 && q.bound[variable] == 0 && !q.uses(variable) }
	return loose(q.result) || slices.ContainsFunc(q.tags, func(t rowTag) bool { return loose(t.variable) }) ||
		slices.ContainsFunc(q.optional, func(s nodeSource) bool { return loose(s.variable) })
}

// ground makes all nodes the source of a variable that is in no atom and no source.
func (q *conjunction) ground(variable int) {
	if variable >= 0 && q.bound[variable] == 0 && !q.uses(variable) {
		q.sources = append(q.sources, nodeSource{variable: variable, shape: shape.AllNodes{}})
	}
}

// Optimize returns q: the store's optimiser made it.
func (q *conjunction) Optimize(shape.Optimizer) (shape.Shape, bool) { return q, q.contradictory }

// String returns the atoms, with ids for nodes and question marks for variables: "query(?0 17 ?1 _ → ?1)".
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

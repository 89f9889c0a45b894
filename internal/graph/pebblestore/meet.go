package pebblestore

import (
	"context"
	"errors"

	"graphd/internal/admission"
)

// meeting goes through the nodes that several patterns have in common, in the order of their ids: a leapfrog join (Veldhuizen,
// ICDT 2014). Whichever strand is behind leaps to where another one is, until all are at the same node.
type meeting struct {
	v        *view
	variable int
	patterns []Quad // each a predicate with one end
	strands  []strand
	node     Node
	ways     int // more rows with this node: its quads that differ in their labels only
	leaps    int
}

// strandOf tells whether an atom's nodes come in order: it has a predicate and a node at one end that are known beforehand,
// and no label to be found. The variable is at its other end.
func (q *query) strandOf(i int) (variable int, ok bool) {
	a := &q.atoms[i]
	if i == 0 && q.result == wholeQuad || a.at[label] != anyone || a.labelled || !q.binds(a.at[predicate]) {
		return 0, false
	}
	s, o := a.at[subject], a.at[object]
	switch {
	case q.binds(s) && o != anyone:
		return o, q.bound[o] == 0
	case q.binds(o) && s != anyone:
		return s, q.bound[s] == 0
	}
	return 0, false
}

// meeting is that of an atom with those that it meets; nil where it meets none.
func (q *query) meeting(s step) *meeting {
	if len(s.meets) == 0 {
		return nil
	}
	m := &meeting{v: q.v}
	m.variable, _ = q.strandOf(s.i)
	for _, i := range append([]int{s.i}, s.meets...) {
		m.patterns = append(m.patterns, q.pattern(i))
	}
	return m
}

// binds tells whether a variable's node is known beforehand.
func (q *query) binds(variable int) bool { return variable != anyone && q.bound[variable] != 0 }

// pattern is what is known beforehand of an atom's quads.
func (q *query) pattern(i int) (pattern Quad) {
	for pos, variable := range q.atoms[i].at {
		if variable != anyone {
			pattern[pos] = q.bound[variable]
		}
	}
	return pattern
}

// begin goes before the first node.
func (m *meeting) begin(ctx context.Context) error {
	if err := m.close(); err != nil {
		return err
	}
	m.ways = 0
	for _, pattern := range m.patterns {
		s, err := m.v.strand(ctx, pattern)
		if err != nil {
			return err
		}
		m.strands = append(m.strands, s)
	}
	return nil
}

// next goes to the next row: a node that all have, once for each choice of labels.
func (m *meeting) next(ctx context.Context) (bool, error) {
	if m.ways > 0 {
		m.ways--
		return true, nil
	}
	m.node = m.strands[0].node()
	for i, agreed := 1, 1; agreed < len(m.strands) && m.node != 0; i = (i + 1) % len(m.strands) {
		if m.leaps++; m.leaps%checkEvery == 0 && admission.Yield(ctx) != nil {
			return false, ctx.Err()
		}
		s := m.strands[i]
		if agreed++; !s.leap(m.node) {
			m.node, agreed = s.node(), 1
		}
	}
	if m.node == 0 {
		return false, m.close()
	}
	m.ways = 1
	for _, s := range m.strands {
		m.ways *= s.pass()
	}
	m.ways--
	return true, nil
}

// close closes the strands.
func (m *meeting) close() (err error) {
	for _, s := range m.strands {
		err = errors.Join(err, s.close())
	}
	clear(m.strands)
	m.strands = m.strands[:0]
	return err
}

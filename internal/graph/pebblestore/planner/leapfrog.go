package planner

import (
	"context"
	"errors"

	"graphd/internal/admission"
	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// leapfrogJoin intersects the nodes of several patterns, in ascending order of their ids, by a leapfrog join
// (Veldhuizen, ICDT 2014): the iterator that is behind seeks to the position of another, until all are at the same node.
type leapfrogJoin struct {
	reader    *access.QuadReader
	variable  int
	patterns  []codec.QuadIDs // each binds a predicate and one end
	iterators []leapfrogIterator
	node      codec.NodeID
	ways      int // further rows with this node, from quads that differ only in their labels
	leaps     int
}

// leapfrogVariable returns the variable whose nodes atom i yields in ascending order. ok is false unless the atom's
// predicate and other end are bound, and its label is not needed.
func (q *conjunction) leapfrogVariable(i int) (variable int, ok bool) {
	a := &q.atoms[i]
	if i == 0 && q.result == wholeQuad || a.at[codec.Label] != anyNode || a.labelled || !q.binds(a.at[codec.Predicate]) {
		return 0, false
	}
	s, o := a.at[codec.Subject], a.at[codec.Object]
	switch {
	case q.binds(s) && o != anyNode:
		return o, q.bound[o] == 0
	case q.binds(o) && s != anyNode:
		return s, q.bound[s] == 0
	}
	return 0, false
}

// leapfrogJoin returns the join of a step's atom with those joined to it, nil if there are none.
func (q *conjunction) leapfrogJoin(s evalStep) *leapfrogJoin {
	if len(s.joined) == 0 {
		return nil
	}
	m := &leapfrogJoin{reader: q.reader}
	m.variable, _ = q.leapfrogVariable(s.i)
	for _, i := range append([]int{s.i}, s.joined...) {
		m.patterns = append(m.patterns, q.pattern(i))
	}
	return m
}

// binds reports whether a variable is bound to a node.
func (q *conjunction) binds(variable int) bool { return variable != anyNode && q.bound[variable] != 0 }

// pattern returns the bound positions of an atom.
func (q *conjunction) pattern(i int) (pattern codec.QuadIDs) {
	for pos, variable := range q.atoms[i].at {
		if variable != anyNode {
			pattern[pos] = q.bound[variable]
		}
	}
	return pattern
}

// begin opens the iterators, before the first node.
func (m *leapfrogJoin) begin(ctx context.Context) error {
	if err := m.close(); err != nil {
		return err
	}
	m.ways = 0
	for _, pattern := range m.patterns {
		s, err := newLeapfrogIterator(ctx, m.reader, pattern)
		if err != nil {
			return err
		}
		m.iterators = append(m.iterators, s)
	}
	return nil
}

// next moves to the next row: a node that all iterators have, once for each combination of labels.
func (m *leapfrogJoin) next(ctx context.Context) (bool, error) {
	if m.ways > 0 {
		m.ways--
		return true, nil
	}
	m.node = m.iterators[0].node()
	for i, agreed := 1, 1; agreed < len(m.iterators) && m.node != 0; i = (i + 1) % len(m.iterators) {
		if m.leaps++; m.leaps%engine.CheckEvery == 0 && admission.Yield(ctx) != nil {
			return false, ctx.Err()
		}
		s := m.iterators[i]
		if agreed++; !s.leap(m.node) {
			m.node, agreed = s.node(), 1
		}
	}
	if m.node == 0 {
		return false, m.close()
	}
	m.ways = 1
	for _, s := range m.iterators {
		m.ways *= s.pass()
	}
	m.ways--
	return true, nil
}

// close closes the iterators.
func (m *leapfrogJoin) close() (err error) {
	for _, s := range m.iterators {
		err = errors.Join(err, s.close())
	}
	clear(m.iterators)
	m.iterators = m.iterators[:0]
	return err
}

package planner

import (
	"context"
	"errors"

	"graphd/internal/admission"
	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// meeting goes through the nodes that several patterns have in common, in the order of their ids: a leapfrog join (Veldhuizen,
// ICDT 2014). Whichever strand is behind leaps to where another one is, until all are at the same node.
type leapfrogJoin struct {
	reader    *access.QuadReader
	variable  int
	patterns  []codec.QuadIDs // each a predicate with one end
	iterators []leapfrogIterator
	node      codec.NodeID
	ways      int // more rows with this node: its quads that differ in their labels only
	leaps     int
}

// strandOf tells whether an atom's nodes come in order: it has a predicate and a node at one end that are known beforehand,
// and no label to be found. The variable is at its other end.
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

// meeting is that of an atom with those that it meets; nil where it meets none.
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

// binds tells whether a variable's node is known beforehand.
func (q *conjunction) binds(variable int) bool { return variable != anyNode && q.bound[variable] != 0 }

// pattern is what is known beforehand of an atom's quads.
func (q *conjunction) pattern(i int) (pattern codec.QuadIDs) {
	for pos, variable := range q.atoms[i].at {
		if variable != anyNode {
			pattern[pos] = q.bound[variable]
		}
	}
	return pattern
}

// begin goes before the first node.
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

// next goes to the next row: a node that all have, once for each choice of labels.
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

// close closes the strands.
func (m *leapfrogJoin) close() (err error) {
	for _, s := range m.iterators {
		err = errors.Join(err, s.close())
	}
	clear(m.iterators)
	m.iterators = m.iterators[:0]
	return err
}

package parser

import "slices"

// state is an arc-hybrid configuration: a stack, a buffer that begins at next, and the arcs made so far.
// Words are 0 … n-1; n is the root, the last in the buffer.
type state struct {
	n     int
	stack []int32
	next  int32
	node  []node // one for each word and the root
}

// node is what is known of a word: its governor and its outermost dependents on either side; -1 for none.
type node struct {
	head, rel           int32
	left, left2         int32
	right, right2       int32
	lefts, rights       int32
	leftRels, rightRels uint64 // sets of relations, by number modulo 64
}

// reset begins a sentence of n words.
func (s *state) reset(n int) {
	s.n, s.next, s.stack = n, 0, s.stack[:0]
	s.node = slices.Grow(s.node[:0], n+1)[:n+1]
	for i := range s.node {
		s.node[i] = node{head: -1, rel: -1, left: -1, left2: -1, right: -1, right2: -1}
	}
}

func (s *state) done() bool { return len(s.stack) == 0 && int(s.next) == s.n }

// top is the word at depth i of the stack, -1 below its bottom.
func (s *state) top(i int) int32 {
	if i >= len(s.stack) {
		return -1
	}
	return s.stack[len(s.stack)-1-i]
}

// move is what a transition does, apart from the relation.
type move int

const (
	shift    move = iota // the next word goes on the stack
	leftArc              // the top of the stack depends on the next word
	rightArc             // the top of the stack depends on the one below it
	moveKinds
)

// A transition is 0 for shift; 1 … r for a left arc of each of r relations; r+1 … 2r for a right arc.
func transition(m move, rel, relations int) int {
	switch m {
	case leftArc:
		return 1 + rel
	case rightArc:
		return 1 + relations + rel
	}
	return 0
}

func split(t, relations int) (m move, rel int) {
	switch {
	case t == 0:
		return shift, -1
	case t <= relations:
		return leftArc, t - 1
	}
	return rightArc, t - 1 - relations
}

// allowed says which moves s permits.
func (s *state) allowed() [moveKinds]bool {
	return [moveKinds]bool{int(s.next) < s.n, len(s.stack) > 0, len(s.stack) > 1}
}

func (s *state) apply(m move, rel int) {
	if m == shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	dependent, head := s.top(0), s.next
	if m == rightArc {
		head = s.top(1)
	}
	s.stack = s.stack[:len(s.stack)-1]
	s.attach(dependent, head, int32(rel))
}

func (s *state) attach(dependent, head, rel int32) {
	s.node[dependent].head, s.node[dependent].rel = head, rel
	h := &s.node[head]
	if dependent < head {
		h.left, h.left2 = dependent, h.left
		h.lefts++
		h.leftRels |= 1 << (rel & 63)
	} else {
		h.right, h.right2 = dependent, h.right
		h.rights++
		h.rightRels |= 1 << (rel & 63)
	}
}

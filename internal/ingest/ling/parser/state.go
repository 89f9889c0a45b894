package parser

import "slices"

// A configuration of the arc-hybrid system consists of a stack, a buffer that begins at next, and the arcs so far. Words are
// 0 … n-1. The root is n, at the end of the buffer.
type configuration struct {
	n     int
	stack []int32
	next  int32
	words []wordState // of each word and the root
}

// A wordState holds the arcs of a word so far: its head and relation, its outermost dependents on each side (-1 for none),
// and the numbers and relations of its dependents.
type wordState struct {
	head, rel           int32
	left, left2         int32
	right, right2       int32
	lefts, rights       int32
	leftRels, rightRels uint64 // sets of relations, by number modulo 64
}

// reset begins a sentence of n words.
func (s *configuration) reset(n int) {
	s.n, s.next, s.stack = n, 0, s.stack[:0]
	s.words = slices.Grow(s.words[:0], n+1)[:n+1]
	for i := range s.words {
		s.words[i] = wordState{head: -1, rel: -1, left: -1, left2: -1, right: -1, right2: -1}
	}
}

// done reports whether the sentence is parsed.
func (s *configuration) done() bool { return len(s.stack) == 0 && int(s.next) == s.n }

// top returns the word at depth i of the stack; -1 below its bottom.
func (s *configuration) top(i int) int32 {
	if i >= len(s.stack) {
		return -1
	}
	return s.stack[len(s.stack)-1-i]
}

// A move is a transition without its relation.
type move int

const (
	shift    move = iota // pushes the next word on the stack
	leftArc              // makes the top of the stack a dependent of the next word
	rightArc             // makes the top of the stack a dependent of the word below it
	moveKinds
)

// transition returns the number of a transition: 0 for shift, 1 … r for left arcs with the r relations, and r+1 … 2r for
// right arcs.
func transition(m move, rel, relations int) int {
	switch m {
	case leftArc:
		return 1 + rel
	case rightArc:
		return 1 + relations + rel
	}
	return 0
}

// split returns the move and the relation of a transition.
func split(t, relations int) (m move, rel int) {
	switch {
	case t == 0:
		return shift, -1
	case t <= relations:
		return leftArc, t - 1
	}
	return rightArc, t - 1 - relations
}

// allowed reports for each move whether it is allowed.
func (s *configuration) allowed() [moveKinds]bool {
	return [moveKinds]bool{int(s.next) < s.n, len(s.stack) > 0, len(s.stack) > 1}
}

// apply executes a move.
func (s *configuration) apply(m move, rel int) {
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

// attach adds an arc.
func (s *configuration) attach(dependent, head, rel int32) {
	s.words[dependent].head, s.words[dependent].rel = head, rel
	h := &s.words[head]
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

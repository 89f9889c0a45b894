package parser

// An oracle computes the cost of a move: the number of gold arcs that become unreachable.
type oracle struct {
	head    []int32
	kids    [][]int32
	onStack []bool
}

// impossible is the cost of a move that the state does not allow.
const impossible = 1 << 20

func (o *oracle) reset(arcs []Arc) {
	n := len(arcs)
	o.head = make([]int32, n+1)
	o.kids = make([][]int32, n+1)
	o.onStack = make([]bool, n+1)
	o.head[n] = -1
	for i, a := range arcs {
		h := a.Head
		if h < 0 {
			h = n
		}
		o.head[i] = int32(h)
		o.kids[h] = append(o.kids[h], int32(i))
	}
}

// note updates the set of words on the stack. It must be called before the move is applied.
func (o *oracle) note(s *configuration, m move) {
	if m == shift {
		o.onStack[s.next] = true
	} else {
		o.onStack[s.top(0)] = false
	}
}

// isGold reports whether the arc that m creates is in the gold tree.
func (o *oracle) isGold(s *configuration, m move) bool {
	if m == leftArc {
		return o.head[s.top(0)] == s.next
	}
	return o.head[s.top(0)] == s.top(1)
}

// costs returns the cost of each move.
func (o *oracle) costs(s *configuration) [moveKinds]int {
	costs := [moveKinds]int{impossible, impossible, impossible}
	allowed := s.allowed()
	if allowed[shift] {
		costs[shift] = o.shiftCost(s)
	}
	if allowed[leftArc] {
		costs[leftArc] = o.leftCost(s)
	}
	if allowed[rightArc] {
		costs[rightArc] = o.rightCost(s)
	}
	return costs
}

// shiftCost returns the cost of a shift: the next word loses its dependents on the stack, and its head there unless that is
// the top.
func (o *oracle) shiftCost(s *configuration) int {
	cost := 0
	for _, k := range o.kids[s.next] {
		if o.onStack[k] {
			cost++
		}
	}
	if h := o.head[s.next]; h >= 0 && h < s.next && o.onStack[h] && h != s.top(0) {
		cost++
	}
	return cost
}

// leftCost returns the cost of a left arc: the top loses its head if that is below it or after the next word, and its
// dependents in the buffer.
func (o *oracle) leftCost(s *configuration) int {
	cost := o.dependentsInBuffer(s)
	if h := o.head[s.top(0)]; h > s.next || h == s.top(1) {
		cost++
	}
	return cost
}

// rightCost returns the cost of a right arc: the top loses its head if that is in the buffer, and its dependents in the
// buffer.
func (o *oracle) rightCost(s *configuration) int {
	cost := o.dependentsInBuffer(s)
	if o.head[s.top(0)] >= s.next {
		cost++
	}
	return cost
}

// dependentsInBuffer returns the number of gold dependents of the top in the buffer.
func (o *oracle) dependentsInBuffer(s *configuration) int {
	n := 0
	for _, k := range o.kids[s.top(0)] {
		if k >= s.next {
			n++
		}
	}
	return n
}

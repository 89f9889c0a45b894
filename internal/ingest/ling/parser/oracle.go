package parser

// oracle says what each move costs: how many of the gold tree's arcs can no longer be made once it is done.
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

// note keeps account of the stack; call it before the move.
func (o *oracle) note(s *state, m move) {
	if m == shift {
		o.onStack[s.next] = true
	} else {
		o.onStack[s.top(0)] = false
	}
}

// isGold reports whether the arc that m makes is one of the gold tree's.
func (o *oracle) isGold(s *state, m move) bool {
	if m == leftArc {
		return o.head[s.top(0)] == s.next
	}
	return o.head[s.top(0)] == s.top(1)
}

func (o *oracle) costs(s *state) [moveKinds]int {
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

// shiftCost: the next word loses its dependents on the stack, and its governor there unless that is the top.
func (o *oracle) shiftCost(s *state) int {
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

// leftCost: the top loses its governor if that is below it or behind the next word, and its dependents to come.
func (o *oracle) leftCost(s *state) int {
	cost := o.dependentsToCome(s)
	if h := o.head[s.top(0)]; h > s.next || h == s.top(1) {
		cost++
	}
	return cost
}

// rightCost: the top loses its governor if that is still to come, and its dependents to come.
func (o *oracle) rightCost(s *state) int {
	cost := o.dependentsToCome(s)
	if o.head[s.top(0)] >= s.next {
		cost++
	}
	return cost
}

func (o *oracle) dependentsToCome(s *state) int {
	n := 0
	for _, k := range o.kids[s.top(0)] {
		if k >= s.next {
			n++
		}
	}
	return n
}

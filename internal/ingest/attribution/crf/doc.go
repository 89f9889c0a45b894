// Package crf holds linear-chain conditional random fields over hashed features (Lafferty, McCallum and Pereira 2001):
// Learner is trained, Model is used, and a Lattice holds what a Model makes of one sequence.
//
// A feature is a 32-bit hash; its high bits are its key. A label is a number below the number of labels. Label 0 stands
// for "nothing here": its emission scores are 0, and those of the others are relative to it. A field walks over states,
// each of which has a label; several may have the same, to remember what has been seen.
package crf

// keyShift takes the key from a feature: the high 26 bits.
const keyShift = 6

const keys = 1 << (32 - keyShift)

// States are those that a field walks over.
type States struct {
	Labels int      // how many labels there are
	Label  []int8   // of each state
	Begins []bool   // states that a sequence may begin with
	Ends   []bool   // states that it may end with
	Next   [][]bool // Next[a][b]: state b may follow state a
}

// arc is a step from one state to another, or from the beginning.
type arc struct{ from, to int }

// beginning stands for the state before the first.
const beginning = -1

// arcs are all steps: first those from the beginning, then by the state that they lead to.
func (s *States) arcs() []arc {
	var out []arc
	for b, ok := range s.Begins {
		if ok {
			out = append(out, arc{beginning, b})
		}
	}
	for b := range s.Label {
		for a := range s.Label {
			if s.Next[a][b] {
				out = append(out, arc{a, b})
			}
		}
	}
	return out
}

// grid is the states with the weights of their steps.
type grid struct {
	States
	steps  []arc
	starts int       // how many of the steps are from the beginning
	odds   []float64 // exp of the weight of each step
}

func newGrid(s States) grid {
	g := grid{States: s, steps: s.arcs()}
	for _, a := range g.steps {
		if a.from == beginning {
			g.starts++
		}
	}
	g.odds = make([]float64, len(g.steps))
	return g
}

// between are the steps that are not from the beginning, with their odds.
func (g *grid) between() ([]arc, []float64) { return g.steps[g.starts:], g.odds[g.starts:] }

// Path is the states of a label sequence: of those that fit, the first that may follow. It is nil where none fit.
func (s *States) Path(labels []int8) []int8 {
	out := make([]int8, 0, len(labels))
	prev := -1
	for i, l := range labels {
		found := -1
		for n, own := range s.Label {
			ok := own == l && (i == 0 && s.Begins[n] || i > 0 && s.Next[prev][n])
			if ok && (i+1 < len(labels) || s.Ends[n]) {
				found = n
				break
			}
		}
		if found < 0 {
			return nil
		}
		out = append(out, int8(found))
		prev = found
	}
	return out
}

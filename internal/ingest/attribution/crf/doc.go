// Package crf implements linear-chain conditional random fields over hashed features (Lafferty, McCallum and Pereira 2001). A
// [Learner] is trained, a [Model] is used, and a [Lattice] holds the distribution of a Model over the label sequences of one
// input.
//
// A feature is a 32-bit hash whose high bits are its key. A label is a number below the number of labels. Label 0 means that
// nothing is labelled: its potentials are 1, and those of the other labels are relative to it. The field is a chain of
// states, each of which has a label; several states may have the same label, to record what has occurred before.
package crf

// keyShift is the number of low bits of a feature that are not part of its key.
const keyShift = 6

const keys = 1 << (32 - keyShift)

// States are the states of a field.
type States struct {
	Labels int      // number of labels
	Label  []int8   // label of each state
	Begins []bool   // states that may begin a sequence
	Ends   []bool   // states that may end a sequence
	Next   [][]bool // Next[a][b] reports whether state b may follow state a
}

// arc is a transition from one state to another, or from the beginning.
type arc struct{ from, to int }

// beginning is the state before the first one.
const beginning = -1

// arcs returns all transitions: first those from the beginning, then the others by the states that they lead to.
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

// grid holds the states and the weights of their transitions.
type grid struct {
	States
	steps      []arc
	starts     int       // number of transitions from the beginning
	potentials []float64 // potential of each transition: the exponential of its weight
}

func newGrid(s States) grid {
	g := grid{States: s, steps: s.arcs()}
	for _, a := range g.steps {
		if a.from == beginning {
			g.starts++
		}
	}
	g.potentials = make([]float64, len(g.steps))
	return g
}

// between returns the transitions that are not from the beginning, and their potentials.
func (g *grid) between() ([]arc, []float64) { return g.steps[g.starts:], g.potentials[g.starts:] }

// Path returns the states of a label sequence: of those with the right label, the first that may follow the one before. It
// returns nil where the states do not allow the sequence.
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

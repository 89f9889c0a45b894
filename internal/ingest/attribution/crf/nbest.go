package crf

import (
	"cmp"
	"slices"
)

// Labelling is a label sequence and its probability.
type Labelling struct {
	Labels      []int8
	Probability float64
}

// branch is one of the best paths to a state at a position: its probability so far, and its predecessor, given by state and
// rank.
type branch struct {
	probability float64
	state       int8
	rank        int16
}

// unlikely is the least probability of a label sequence that NBest returns. Chosen by hand.
const unlikely = 3e-4

// NBest returns the n most probable label sequences, the best first, without those below unlikely.
func (z *Lattice) NBest(n int) []Labelling {
	if z.n == 0 {
		return nil
	}
	z.grow(n)
	ends := z.ends(n)
	out := make([]Labelling, len(ends))
	labels := make([]int8, len(ends)*z.n)
	for i, e := range ends {
		out[i] = Labelling{Labels: labels[i*z.n : (i+1)*z.n], Probability: e.probability}
		z.trace(out[i].Labels, e)
	}
	return out
}

// grow finds the n best paths to every state at every position, ordered by position and state.
func (z *Lattice) grow(n int) {
	z.branches, z.starts = z.branches[:0], append(z.starts[:0], 0)
	for i := range z.n {
		steps, potentials := z.grid.between()
		if i == 0 {
			steps, potentials = z.grid.steps[:z.grid.starts], z.grid.potentials[:z.grid.starts]
		}
		for s := range z.k {
			into := 0
			for into < len(steps) && steps[into].to == s {
				into++
			}
			if z.stateMarginal(i, s) >= unlikely {
				z.branchOut(i, s, steps[:into], potentials, n)
			}
			steps, potentials = steps[into:], potentials[into:]
			z.starts = append(z.starts, int32(len(z.branches)))
		}
	}
}

// branchOut appends the n best paths to state s at position i over the given transitions. It drops paths whose completions
// together, which the backward variable sums up, are unlikely.
func (z *Lattice) branchOut(i, s int, steps []arc, potentials []float64, n int) {
	from := len(z.branches)
	here := z.potentials[i*z.k+s] / z.scale[i]
	least := unlikely / z.backward[i*z.k+s]
	for j, a := range steps {
		if a.from == beginning {
			z.branches = append(z.branches, branch{probability: potentials[j] * here})
			continue
		}
		step := potentials[j] * here
		for r, b := range z.bestPathsTo(i-1, a.from) {
			if b.probability*step < least {
				break // later ones are less probable
			}
			z.branches = append(z.branches, branch{probability: b.probability * step, state: int8(a.from), rank: int16(r)})
		}
	}
	sortBranches(z.branches[from:])
	z.branches = z.branches[:min(len(z.branches), from+n)]
}

func sortBranches(b []branch) {
	slices.SortStableFunc(b, func(a, b branch) int { return cmp.Compare(b.probability, a.probability) })
}

// bestPathsTo returns the best paths to state s at position i.
func (z *Lattice) bestPathsTo(i, s int) []branch {
	at := i*z.k + s
	return z.branches[z.starts[at]:z.starts[at+1]]
}

// ends returns the n best complete paths; their states and ranks are those of the last position.
func (z *Lattice) ends(n int) []branch {
	var out []branch
	endMass := z.endMass()
	for s, ok := range z.grid.Ends {
		if !ok {
			continue
		}
		for r, b := range z.bestPathsTo(z.n-1, s) {
			out = append(out, branch{probability: b.probability / endMass, state: int8(s), rank: int16(r)})
		}
	}
	sortBranches(out)
	return out[:min(n, len(out))]
}

// trace writes the labels of the path that ends with e.
func (z *Lattice) trace(labels []int8, e branch) {
	for i := z.n - 1; i >= 0; i-- {
		labels[i] = z.grid.Label[e.state]
		e = z.bestPathsTo(i, int(e.state))[e.rank]
	}
}

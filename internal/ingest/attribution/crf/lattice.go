package crf

import (
	"math"
	"slices"
)

// Lattice holds the distribution over the state sequences of one input. It reuses its memory for the next one.
type Lattice struct {
	grid       *grid
	k          int       // number of states
	n          int       // number of positions
	emission   []float32 // by position and label
	potentials []float64 // potentials by position and state, relative to the best state of the position; 0 for states that are ruled out
	forward    []float64 // forward variables, scaled to sum 1 at each position
	backward   []float64
	scale      []float64 // factor by which the forward variables of each position were divided
	best       []float64 // Viterbi scores by position and state
	from       []int8    // predecessor on the best path, by position and state
	branches   []branch  // of the n best sequences
	starts     []int32   // where the branches of every position and state begin, and where the last ones end
}

// Free leaves the label of a position to inference. It cannot become the last label if the model has given labels.
const Free = -1

func (z *Lattice) reset(n int, g *grid) {
	z.grid, z.n, z.k = g, n, len(g.Label)
	z.emission = slices.Grow(z.emission[:0], n*g.Labels)[:n*g.Labels]
	z.potentials = slices.Grow(z.potentials[:0], n*z.k)[:n*z.k]
	z.forward = slices.Grow(z.forward[:0], n*z.k)[:n*z.k]
	z.backward = slices.Grow(z.backward[:0], n*z.k)[:n*z.k]
	z.scale = slices.Grow(z.scale[:0], n)[:n]
	clear(z.emission)
	clear(z.forward)
	clear(z.backward)
}

// Len returns the number of positions.
func (z *Lattice) Len() int { return z.n }

// stateMarginal returns the marginal of a state at position i.
func (z *Lattice) stateMarginal(i, state int) float64 {
	return z.forward[i*z.k+state] * z.backward[i*z.k+state]
}

// Marginal returns the marginal probability of a label at position i.
func (z *Lattice) Marginal(i, label int) float64 {
	sum := 0.0
	for s, l := range z.grid.Label {
		if int(l) == label {
			sum += z.stateMarginal(i, s)
		}
	}
	return sum
}

// infer computes the distribution from the emissions. Where given is not nil it holds the label of every position, or Free.
func (z *Lattice) infer(given []int8) {
	z.forwardPass(given)
	z.backwardPass()
}

// tiny keeps scales above 0.
const tiny = 1e-300

// forwardPass computes the potentials and the forward variables, scaled at each position (Rabiner 1989).
func (z *Lattice) forwardPass(given []int8) {
	steps, potentials := z.grid.between()
	for i := range z.n {
		z.setPotentials(i, given)
		row := z.forward[i*z.k : (i+1)*z.k]
		if i == 0 {
			for j, a := range z.grid.steps[:z.grid.starts] {
				row[a.to] = z.grid.potentials[j]
			}
		} else {
			before := z.forward[(i-1)*z.k : i*z.k]
			for j, a := range steps {
				row[a.to] += before[a.from] * potentials[j]
			}
		}
		sum := 0.0
		for s := range row {
			row[s] *= z.potentials[i*z.k+s]
			sum += row[s]
		}
		sum = max(sum, tiny)
		z.scale[i] = sum
		for s := range row {
			row[s] /= sum
		}
	}
}

// setPotentials turns the emissions of position i into potentials.
func (z *Lattice) setPotentials(i int, given []int8) {
	labels := z.grid.Labels
	row := z.emission[i*labels : (i+1)*labels]
	top := math.Inf(-1)
	for l, e := range row {
		if !ruledOut(given, i, l, labels) {
			top = max(top, float64(e))
		}
	}
	var byLabel [16]float64
	for l, e := range row {
		byLabel[l] = 0
		if !ruledOut(given, i, l, labels) {
			byLabel[l] = math.Exp(float64(e) - top)
		}
	}
	for s, l := range z.grid.Label {
		z.potentials[i*z.k+s] = byLabel[l]
	}
}

// ruledOut reports whether the given labels exclude label at position i.
func ruledOut(given []int8, i, label, labels int) bool {
	if given == nil {
		return false
	}
	if given[i] == Free {
		return label == labels-1
	}
	return int(given[i]) != label
}

// backwardPass computes the backward variables with the scales of the forward pass.
func (z *Lattice) backwardPass() {
	if z.n == 0 {
		return
	}
	steps, potentials := z.grid.between()
	// The scale of the last position excludes states that may not end a sequence.
	last, sum := (z.n-1)*z.k, 0.0
	for s, ok := range z.grid.Ends {
		if ok {
			sum += z.forward[last+s]
		}
	}
	sum = max(sum, tiny)
	for s, ok := range z.grid.Ends {
		if ok {
			z.backward[last+s] = 1 / sum
		}
	}
	var next [64]float64
	for i := z.n - 2; i >= 0; i-- {
		row := z.backward[i*z.k : (i+1)*z.k]
		for s := range row {
			next[s] = z.potentials[(i+1)*z.k+s] * z.backward[(i+1)*z.k+s] / z.scale[i+1]
		}
		for j, a := range steps {
			row[a.from] += potentials[j] * next[a.to]
		}
	}
}

// endMass returns the share of the forward mass that is in states that may end a sequence.
func (z *Lattice) endMass() float64 {
	for s, ok := range z.grid.Ends {
		if ok {
			return 1 / z.backward[(z.n-1)*z.k+s]
		}
	}
	return 1
}

// LogProbability returns the log probability of a label sequence, logImpossible for one that is ruled out.
func (z *Lattice) LogProbability(labels []int8) float64 {
	path := z.grid.Path(labels)
	if path == nil {
		return logImpossible
	}
	sum, prev := -math.Log(z.endMass()), beginning
	for i, s := range path {
		v := z.grid.step(prev, int(s)) * z.potentials[i*z.k+int(s)] / z.scale[i]
		if v <= 0 {
			return logImpossible
		}
		sum += math.Log(v)
		prev = int(s)
	}
	return sum
}

// logImpossible is the log probability of impossible sequences.
const logImpossible = -99

// step returns the potential of a transition, 0 where it is not allowed.
func (g *grid) step(from, to int) float64 {
	for j, a := range g.steps {
		if a.from == from && a.to == to {
			return g.potentials[j]
		}
	}
	return 0
}

// Segment is a range [From, To) of positions that begins with a first label and continues with an inner one, and its
// probability.
type Segment struct {
	From, To    int
	Probability float64
}

// Segments appends every segment of at most longest positions with a probability of at least least: state first at its
// beginning, then state inner, and not inner after it. All states must be allowed to end a sequence.
func (z *Lattice) Segments(out []Segment, first, inner, longest int, least float64) []Segment {
	k := z.k
	begun, goes := z.grid.step(first, inner), z.grid.step(inner, inner)
	for b := range z.n {
		if z.stateMarginal(b, first) < least {
			continue
		}
		mass, last := z.forward[b*k+first], first
		for e := b + 1; e <= z.n && e-b <= longest; e++ {
			if e-1 > b {
				step := goes
				if last == first {
					step = begun
				}
				mass *= step * z.potentials[(e-1)*k+inner] / z.scale[e-1]
				last = inner
			}
			probability := mass
			if e < z.n {
				ends := 0.0
				for s := range k {
					if s != inner {
						ends += z.grid.step(last, s) * z.potentials[e*k+s] * z.backward[e*k+s]
					}
				}
				probability *= ends / z.scale[e]
			}
			if probability >= least {
				out = append(out, Segment{b, e, probability})
			}
			if mass*z.backward[(e-1)*k+last] < least {
				break // longer segments are less probable
			}
		}
	}
	return out
}

// Best appends the labels of the most probable state sequence (Viterbi 1967).
func (z *Lattice) Best(out []int8) []int8 {
	k, n := z.k, z.n
	if n == 0 {
		return out
	}
	z.best = slices.Grow(z.best[:0], n*k)[:n*k]
	z.from = slices.Grow(z.from[:0], n*k)[:n*k]
	clear(z.best)
	for i := range n {
		z.bestAt(i)
	}
	state := -1
	for s, ok := range z.grid.Ends {
		if ok && (state < 0 || z.best[(n-1)*k+s] > z.best[(n-1)*k+state]) {
			state = s
		}
	}
	begin := len(out)
	out = append(out, make([]int8, n)...)
	for i := n - 1; i >= 0; i-- {
		out[begin+i] = z.grid.Label[state]
		state = int(z.from[i*k+state])
	}
	return out
}

// bestAt computes the best path to every state of position i, scaled so that long sequences do not underflow.
func (z *Lattice) bestAt(i int) {
	k := z.k
	row, from := z.best[i*k:(i+1)*k], z.from[i*k:(i+1)*k]
	if i == 0 {
		for j, a := range z.grid.steps[:z.grid.starts] {
			row[a.to] = z.grid.potentials[j]
		}
	} else {
		steps, potentials := z.grid.between()
		before := z.best[(i-1)*k : i*k]
		for j, a := range steps {
			if v := before[a.from] * potentials[j]; v > row[a.to] {
				row[a.to], from[a.to] = v, int8(a.from)
			}
		}
	}
	top := 0.0
	for s := range row {
		row[s] *= z.potentials[i*k+s]
		top = max(top, row[s])
	}
	for s := range row {
		row[s] /= max(top, tiny)
	}
}

package crf

import (
	"math"
	"math/rand/v2"
)

// Example is one labelled sequence: the numbers of the features of all positions, one position after the other, and where
// each position's features end. Given is as for [Model.Read].
type Example struct {
	Features []uint32
	Ends     []uint32
	Labels   []int8
	Given    []int8
}

func (e *Example) at(i int) []uint32 {
	from := uint32(0)
	if i > 0 {
		from = e.Ends[i-1]
	}
	return e.Features[from:e.Ends[i]]
}

// FieldTraining holds the settings of training by AdaGrad (Duchi, Hazan and Singer 2011) on the log likelihood. Weights are
// averaged after each epoch of the later half. Seed determines the order of the examples.
type FieldTraining struct {
	Epochs int
	Rate   float64
	Decay  float64 // of the weights that an example touches
	Seed   uint64
}

// Learner is a field in training.
type Learner struct {
	grid    grid
	columns int       // number of labels that have weights, including label 0
	weights []float32 // by feature and column
	squares []float32 // sums of squared gradients
	step    []float64 // weights of the transitions
	stepSq  []float64
	lattice Lattice
	mean    mean
}

// mean sums up weights for their average.
type mean struct {
	n       int
	weights []float32
	step    []float64
}

// Learn trains on examples whose features have numbers below features. If given is true, the last label marks given positions
// and has no weights.
func Learn(examples []*Example, features int, states States, given bool, c FieldTraining) *Learner {
	columns := states.Labels
	if given {
		columns--
	}
	g := newGrid(states)
	l := &Learner{
		grid: g, columns: columns,
		weights: make([]float32, features*columns), squares: make([]float32, features*columns),
		step: make([]float64, len(g.steps)), stepSq: make([]float64, len(g.steps)),
		mean: mean{weights: make([]float32, features*columns), step: make([]float64, len(g.steps))},
	}
	random := rand.New(rand.NewPCG(c.Seed, 3))
	order := random.Perm(len(examples))
	for epoch := range c.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			l.learn(examples[i], c)
		}
		if epoch >= c.Epochs/2 {
			l.sum()
		}
	}
	l.average()
	return l
}

func (l *Learner) sum() {
	l.mean.n++
	for i, w := range l.weights {
		l.mean.weights[i] += w
	}
	for i, w := range l.step {
		l.mean.step[i] += w
	}
}

func (l *Learner) average() {
	for i, w := range l.mean.weights {
		l.weights[i] = w / float32(l.mean.n)
	}
	for i, w := range l.mean.step {
		l.step[i] = w / float64(l.mean.n)
	}
	l.allow()
	l.squares, l.mean = nil, mean{}
}

// allow computes the potentials of the transitions.
func (l *Learner) allow() {
	for i, w := range l.step {
		l.grid.potentials[i] = math.Exp(w)
	}
}

// Read computes the distribution over the labels of e into z.
func (l *Learner) Read(z *Lattice, e *Example) {
	k := l.grid.Labels
	z.reset(len(e.Ends), &l.grid)
	for i := range e.Ends {
		row := z.emission[i*k : i*k+l.columns]
		for _, f := range e.at(i) {
			w := l.weights[int(f)*l.columns : int(f)*l.columns+l.columns]
			for c := range row {
				row[c] += w[c]
			}
		}
	}
	z.infer(e.Given)
}

// Smaller gradients are ignored to save time. Chosen by hand.
const (
	smallPlace = 2e-3
	small      = 1e-3
)

// learn makes one step on e. Examples that the states rule out are skipped.
func (l *Learner) learn(e *Example, c FieldTraining) {
	if l.grid.Path(e.Labels) == nil {
		return
	}
	l.allow()
	z := &l.lattice
	l.Read(z, e)
	var gradient [16]float32
	for i, right := range e.Labels {
		large := false
		for n := range l.columns {
			g := z.Marginal(i, n)
			if int(right) == n {
				g--
			}
			gradient[n] = float32(g)
			large = large || math.Abs(g) > smallPlace
		}
		if large {
			l.update(e.at(i), gradient[:l.columns], float32(c.Rate), float32(c.Decay))
		}
	}
	l.learnSteps(e, c.Rate)
}

func (l *Learner) update(features []uint32, gradient []float32, rate, decay float32) {
	for _, f := range features {
		from := int(f) * l.columns
		w, s := l.weights[from:from+l.columns], l.squares[from:from+l.columns]
		for n, g := range gradient {
			if g > small || g < -small {
				g += decay * w[n]
				s[n] += g * g
				w[n] -= rate * g / float32(math.Sqrt(float64(s[n])+1e-2))
			}
		}
	}
}

func (l *Learner) learnSteps(e *Example, rate float64) {
	z, k := &l.lattice, l.lattice.k
	gradient := make([]float64, len(l.step))
	path := l.grid.Path(e.Labels)
	for j, a := range l.grid.steps[:l.grid.starts] {
		gradient[j] = z.stateMarginal(0, a.to)
		if int(path[0]) == a.to {
			gradient[j]--
		}
	}
	steps, potentials := l.grid.between()
	rest := gradient[l.grid.starts:]
	for i := 1; i < z.n; i++ {
		for j, a := range steps {
			rest[j] += z.forward[(i-1)*k+a.from] * potentials[j] * z.potentials[i*k+a.to] * z.backward[i*k+a.to] / z.scale[i]
			if int(path[i-1]) == a.from && int(path[i]) == a.to {
				rest[j]--
			}
		}
	}
	for i, g := range gradient {
		l.stepSq[i] += g * g
		l.step[i] -= rate * g / math.Sqrt(l.stepSq[i]+1)
	}
}

// Mean returns the average of learners with the same features and labels: an ensemble with the run time of one model.
func Mean(learners ...*Learner) *Learner {
	first := learners[0]
	out := &Learner{
		grid: newGrid(first.grid.States), columns: first.columns,
		weights: make([]float32, len(first.weights)), step: make([]float64, len(first.step)),
	}
	share := 1 / float64(len(learners))
	for _, l := range learners {
		for i, w := range l.weights {
			out.weights[i] += w * float32(share)
		}
		for i, w := range l.step {
			out.step[i] += w * share
		}
	}
	out.allow()
	return out
}

// Freeze returns a Model of the weights of at least least in absolute value, after subtracting those of label 0.
func (l *Learner) Freeze(x *Index, least float64) *Model {
	m := &Model{grid: l.grid, columns: l.columns - 1}
	relative := func(f, c int) float64 {
		return float64(l.weights[f*l.columns+c+1] - l.weights[f*l.columns])
	}
	for f := range x.keys {
		for c := range m.columns {
			m.scale = max(m.scale, math.Abs(relative(f, c)))
		}
	}
	m.scale = max(m.scale, 1e-6)
	for key, f := range x.numbers {
		if f < 0 {
			continue
		}
		codes, any := make([]int8, m.columns), false
		for c := range codes {
			if w := relative(int(f), c); math.Abs(w) >= least {
				codes[c] = m.code(w)
				any = any || codes[c] != 0
			}
		}
		if any {
			m.keys = append(m.keys, uint32(key))
			m.codes = append(m.codes, codes...)
		}
	}
	m.index()
	return m
}

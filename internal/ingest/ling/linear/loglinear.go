package linear

import (
	"math"
	"math/rand/v2"
)

// Training says how to train a LogLinear.
type Training struct {
	Bits      uint // of the feature hash
	Epochs    int
	Rate      float64 // first step of a weight
	Drop      float64 // share of the features that is left out of each step
	Seed      uint64  // of the order of the examples and of what is left out
	Precision Precision
}

// LogLinear is a log-linear classifier in training. Learning follows the gradient of the log loss, with a step of its own
// for each weight (AdaGrad: Duchi, Hazan and Singer 2011), and sees a random part of the features at a time (dropout:
// Srivastava et al. 2014), so that no answer hangs on one word. Weights are averaged over the ends of the later half of the
// epochs. It takes several times as long as a Perceptron, and does better where the text is unlike what it learned from.
type LogLinear struct {
	training Training
	random   *rand.Rand
	rows     [][]weight
	averaged float32 // epochs that the sums are over
	kept     []uint32
	scores   []float32
	pulls    []pull
}

// weight is that of one label in a row.
type weight struct {
	label   uint8
	value   float32
	squares float32 // of its gradients so far
	sum     float32 // of its values at the ends of epochs
}

// pull is the gradient of a label's score.
type pull struct {
	label uint8
	by    float32
}

const (
	weakest = 0.005 // pulls weaker than this are not followed
	damping = 0.01  // added to the squares, so that first steps are no longer than Rate
)

// NewLogLinear makes a LogLinear that knows nothing.
func NewLogLinear(c Training) *LogLinear {
	return &LogLinear{training: c, random: rand.New(rand.NewPCG(c.Seed, 7)), rows: make([][]weight, 1<<c.Bits)}
}

// Run calls learn with the numbers of n examples in random order, once in each epoch.
func (l *LogLinear) Run(n int, learn func(epoch, example int)) {
	for epoch := range l.training.Epochs {
		for _, k := range l.random.Perm(n) {
			learn(epoch, k)
		}
		if 2*epoch >= l.training.Epochs {
			l.endEpoch()
		}
	}
}

func (l *LogLinear) endEpoch() {
	for _, row := range l.rows {
		for i := range row {
			row[i].sum += row[i].value
		}
	}
	l.averaged++
}

// Score adds to scores, by label, what the features say.
func (l *LogLinear) Score(features []uint32, scores []float32) {
	for _, f := range features {
		for _, w := range l.rows[f>>(32-l.training.Bits)] {
			scores[w.label] += w.value
		}
	}
}

// Learn makes right likelier among those of the labels below labels that are allowed; nil allows all.
func (l *LogLinear) Learn(features []uint32, labels int, allowed func(label int) bool, right int) {
	features = l.part(features)
	l.scores = append(l.scores[:0], make([]float32, labels)...)
	l.Score(features, l.scores)
	l.weighPulls(allowed, right)
	for _, f := range features {
		k := f >> (32 - l.training.Bits)
		for _, p := range l.pulls {
			l.rows[k] = l.follow(l.rows[k], p)
		}
	}
}

// part is the features without those that this step leaves out.
func (l *LogLinear) part(features []uint32) []uint32 {
	if l.training.Drop == 0 {
		return features
	}
	l.kept = l.kept[:0]
	for _, f := range features {
		if l.random.Float64() >= l.training.Drop {
			l.kept = append(l.kept, f)
		}
	}
	return l.kept
}

// weighPulls is how far the chance of each label is from what it should be: 1 for right, 0 for the others.
func (l *LogLinear) weighPulls(allowed func(int) bool, right int) {
	highest, total := math.Inf(-1), 0.0
	for k, s := range l.scores {
		if allowed == nil || allowed(k) {
			highest = max(highest, float64(s))
		}
	}
	for k, s := range l.scores {
		l.scores[k] = 0
		if allowed == nil || allowed(k) {
			l.scores[k] = float32(math.Exp(float64(s) - highest))
			total += float64(l.scores[k])
		}
	}
	l.pulls = l.pulls[:0]
	for k, s := range l.scores {
		by := -s / float32(total)
		if k == right {
			by++
		}
		if by >= weakest || by <= -weakest {
			l.pulls = append(l.pulls, pull{uint8(k), by})
		}
	}
}

// follow moves the weight of p's label in row by p.
func (l *LogLinear) follow(row []weight, p pull) []weight {
	for i := range row {
		if row[i].label == p.label {
			l.step(&row[i], p.by)
			return row
		}
	}
	w := weight{label: p.label}
	l.step(&w, p.by)
	return append(row, w)
}

func (l *LogLinear) step(w *weight, by float32) {
	w.squares += by * by
	w.value += float32(l.training.Rate) * by / float32(math.Sqrt(float64(w.squares+damping)))
}

// Freeze makes a Model of the averaged weights.
func (l *LogLinear) Freeze() *Model { return freeze(l.training.Bits, l, l.training.Precision) }

func (l *LogLinear) row(k int, out []mean) []mean {
	for _, w := range l.rows[k] {
		out = append(out, mean{w.label, float64(w.sum) / float64(max(l.averaged, 1))})
	}
	return out
}

package linear

import (
	"math"
	"math/rand/v2"
)

// Hyperparameters holds the settings of the training of a LogLinear.
type Hyperparameters struct {
	Bits      uint // of feature hashes
	Epochs    int
	Rate      float64 // size of the first step of a weight
	Drop      float64 // share of the features that is dropped in each step
	Seed      uint64  // for the order of the examples and the dropped features
	Precision Quantisation
}

// A LogLinear is a log-linear classifier in training. It minimises the log loss by gradient descent with a step size for
// each weight (AdaGrad: Duchi, Hazan and Singer 2011), and drops random features in each step (dropout: Srivastava et al.
// 2014), so that no prediction depends on a single word. The weights are averaged over the ends of the epochs of the second
// half. Training takes several times as long as that of a Perceptron, and gives better results on texts that differ from
// the training data.
type LogLinear struct {
	training  Hyperparameters
	random    *rand.Rand
	rows      [][]trainedWeight
	averaged  float32 // number of epochs in the sums
	kept      []uint32
	scores    []float32
	gradients []gradient
}

// A trainedWeight is the weight of one label in a row.
type trainedWeight struct {
	label   uint8
	value   float32
	squares float32 // sum of the squares of its gradients
	sum     float32 // sum of its values at the ends of epochs
}

// A gradient is the negative derivative of the loss with respect to the score of a label.
type gradient struct {
	label uint8
	value float32
}

// Chosen by hand.
const (
	minGradient = 0.005 // smaller gradients are ignored
	damping     = 0.01  // added to the squares, so that the first step is not larger than Rate
)

// NewLogLinear returns a LogLinear with all weights zero.
func NewLogLinear(c Hyperparameters) *LogLinear {
	return &LogLinear{training: c, random: rand.New(rand.NewPCG(c.Seed, 7)), rows: make([][]trainedWeight, 1<<c.Bits)}
}

// Run calls learn in each epoch once for each of n examples, in random order.
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

// Score implements Scorer.
func (l *LogLinear) Score(features []uint32, scores []float32) {
	for _, f := range features {
		for _, w := range l.rows[f>>(32-l.training.Bits)] {
			scores[w.label] += w.value
		}
	}
}

// Learn increases the probability of the label right, among the labels [0, labels) that are allowed; nil allows all.
func (l *LogLinear) Learn(features []uint32, labels int, allowed func(label int) bool, right int) {
	features = l.dropout(features)
	l.scores = append(l.scores[:0], make([]float32, labels)...)
	l.Score(features, l.scores)
	l.computeGradients(allowed, right)
	for _, f := range features {
		k := f >> (32 - l.training.Bits)
		for _, p := range l.gradients {
			l.rows[k] = l.update(l.rows[k], p)
		}
	}
}

// dropout returns the features without a random part of them.
func (l *LogLinear) dropout(features []uint32) []uint32 {
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

// computeGradients computes the gradient for each label: the difference between its target probability, which is 1 for
// right and 0 for the others, and its probability.
func (l *LogLinear) computeGradients(allowed func(int) bool, right int) {
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
	l.gradients = l.gradients[:0]
	for k, s := range l.scores {
		by := -s / float32(total)
		if k == right {
			by++
		}
		if by >= minGradient || by <= -minGradient {
			l.gradients = append(l.gradients, gradient{uint8(k), by})
		}
	}
}

// update changes the weight of the label in row along the gradient.
func (l *LogLinear) update(row []trainedWeight, p gradient) []trainedWeight {
	for i := range row {
		if row[i].label == p.label {
			l.step(&row[i], p.value)
			return row
		}
	}
	w := trainedWeight{label: p.label}
	l.step(&w, p.value)
	return append(row, w)
}

// step changes a weight by a gradient with its AdaGrad step size.
func (l *LogLinear) step(w *trainedWeight, by float32) {
	w.squares += by * by
	w.value += float32(l.training.Rate) * by / float32(math.Sqrt(float64(w.squares+damping)))
}

// Freeze returns a Classifier of the averaged weights.
func (l *LogLinear) Freeze() *Classifier { return freeze(l.training.Bits, l, l.training.Precision) }

func (l *LogLinear) row(k int, out []labelWeight) []labelWeight {
	for _, w := range l.rows[k] {
		out = append(out, labelWeight{w.label, float64(w.sum) / float64(max(l.averaged, 1))})
	}
	return out
}

package linear

// A Perceptron is an averaged perceptron in training (Freund and Schapire 1999; Collins 2002). It learns only from mistakes,
// and is fast.
type Perceptron struct {
	bits  uint
	rows  [][]averagedWeight
	steps int32
}

// An averagedWeight is the weight of one label in a row, with the sum of its values up to the step of its last change.
type averagedWeight struct {
	label   uint8
	changed int32
	value   float32
	sum     float32
}

// NewPerceptron returns a Perceptron with 1<<bits rows.
func NewPerceptron(bits uint) *Perceptron {
	return &Perceptron{bits: bits, rows: make([][]averagedWeight, 1<<bits)}
}

// Score implements Scorer.
func (l *Perceptron) Score(features []uint32, scores []float32) {
	for _, f := range features {
		for _, w := range l.rows[f>>(32-l.bits)] {
			scores[w.label] += w.value
		}
	}
}

// Step counts a decision. It must be called once for each decision, before Update.
func (l *Perceptron) Step() { l.steps++ }

// Update moves the weights of the features from the label wrong to the label right.
func (l *Perceptron) Update(features []uint32, right, wrong int) {
	for _, f := range features {
		l.add(f, uint8(right), 1)
		l.add(f, uint8(wrong), -1)
	}
}

func (l *Perceptron) add(feature uint32, label uint8, by float32) {
	k := feature >> (32 - l.bits)
	row := l.rows[k]
	for i := range row {
		if w := &row[i]; w.label == label {
			w.sum += float32(l.steps-w.changed) * w.value
			w.changed = l.steps
			w.value += by
			return
		}
	}
	l.rows[k] = append(row, averagedWeight{label: label, changed: l.steps, value: by})
}

// Freeze returns a Classifier of the weights, averaged over all steps.
func (l *Perceptron) Freeze(p Quantisation) *Classifier { return freeze(l.bits, l, p) }

func (l *Perceptron) row(k int, out []labelWeight) []labelWeight {
	for _, w := range l.rows[k] {
		out = append(out, labelWeight{w.label, float64(w.sum+float32(l.steps-w.changed)*w.value) / float64(l.steps)})
	}
	return out
}

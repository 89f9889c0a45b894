package linear

// Perceptron is an averaged perceptron in training (Freund and Schapire 1999; Collins 2002): it learns from mistakes alone, and fast.
type Perceptron struct {
	bits  uint
	rows  [][]averaged
	steps int32
}

// averaged is the weight of one label in a row, with the sum of its past values up to the step at which it last changed.
type averaged struct {
	label   uint8
	changed int32
	value   float32
	sum     float32
}

// NewPerceptron makes a Perceptron with 1<<bits rows.
func NewPerceptron(bits uint) *Perceptron {
	return &Perceptron{bits: bits, rows: make([][]averaged, 1<<bits)}
}

// Score adds to scores, by label, what the features say.
func (l *Perceptron) Score(features []uint32, scores []float32) {
	for _, f := range features {
		for _, w := range l.rows[f>>(32-l.bits)] {
			scores[w.label] += w.value
		}
	}
}

// Step counts one decision; call it once for each, before its Update if it has one.
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
	l.rows[k] = append(row, averaged{label: label, changed: l.steps, value: by})
}

// Freeze makes a Model of the weights, averaged over all steps.
func (l *Perceptron) Freeze(p Precision) *Model { return freeze(l.bits, l, p) }

func (l *Perceptron) row(k int, out []mean) []mean {
	for _, w := range l.rows[k] {
		out = append(out, mean{w.label, float64(w.sum+float32(l.steps-w.changed)*w.value) / float64(l.steps)})
	}
	return out
}

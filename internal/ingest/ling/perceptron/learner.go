// Package perceptron holds averaged multi-class perceptrons over hashed features: Learner is trained, Model is used.
//
// A feature is a 32-bit hash; its high bits choose a row, and a row holds weights of the few labels that it speaks for.
// Weights are averaged over all steps of training (Freund and Schapire 1999; Collins 2002).
package perceptron

import "math"

// Learner is a perceptron in training.
type Learner struct {
	bits  uint
	rows  [][]weight
	steps int32
}

// weight is that of one label in a row, with the sum of its past values up to the step at which it last changed.
type weight struct {
	label   uint8
	changed int32
	value   float32
	sum     float32
}

// NewLearner makes a Learner with 1<<bits rows.
func NewLearner(bits uint) *Learner {
	return &Learner{bits: bits, rows: make([][]weight, 1<<bits)}
}

// Score adds to scores, by label, what the features say.
func (l *Learner) Score(features []uint32, scores []float32) {
	for _, f := range features {
		for _, w := range l.rows[f>>(32-l.bits)] {
			scores[w.label] += w.value
		}
	}
}

// Step counts one decision; call it once for each, before its Update if it has one.
func (l *Learner) Step() { l.steps++ }

// Update moves the weights of the features from the label wrong to the label right.
func (l *Learner) Update(features []uint32, right, wrong int) {
	for _, f := range features {
		l.add(f, uint8(right), 1)
		l.add(f, uint8(wrong), -1)
	}
}

func (l *Learner) add(feature uint32, label uint8, by float32) {
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
	l.rows[k] = append(row, weight{label: label, changed: l.steps, value: by})
}

// average is the mean of w over all steps.
func (l *Learner) average(w weight) float64 {
	return float64(w.sum+float32(l.steps-w.changed)*w.value) / float64(l.steps)
}

// Precision says how much of a Learner a Model keeps.
type Precision struct {
	Prune   float64 // leaves out weights whose average is smaller
	Weights int     // keeps no more than about so many weights, the largest; 0 keeps all
	Wide    bool    // stores 16 bits for each weight, not 8
}

// Freeze makes a Model of the averaged weights.
func (l *Learner) Freeze(p Precision) *Model {
	largest := 0.0
	for _, row := range l.rows {
		for _, w := range row {
			largest = max(largest, math.Abs(l.average(w)))
		}
	}
	m := &Model{bits: l.bits, wide: p.Wide, offsets: make([]uint32, len(l.rows)+1)}
	for k, row := range l.rows {
		for _, w := range row {
			a := l.average(w)
			c := cell{m.decode(m.encode(a / largest)), w.label}
			if c.weight != 0 && math.Abs(a) >= p.Prune {
				m.cells = append(m.cells, c)
			}
		}
		m.offsets[k+1] = uint32(len(m.cells))
	}
	if p.Weights > 0 {
		m.keepLargest(p.Weights)
	}
	return m
}

// keepLargest leaves out the smallest weights until no more than n are left. Of equal weights all or none stay.
func (m *Model) keepLargest(n int) {
	var counts [math.MaxInt16 + 1]int
	for _, c := range m.cells {
		counts[magnitude(c.weight)]++
	}
	least, kept := len(counts), 0
	for least > 0 && kept+counts[least-1] <= n {
		least--
		kept += counts[least]
	}
	var cells []cell
	begin := uint32(0)
	for k := range m.offsets[1:] {
		end := m.offsets[k+1]
		for _, c := range m.cells[begin:end] {
			if magnitude(c.weight) >= least {
				cells = append(cells, c)
			}
		}
		begin = end
		m.offsets[k+1] = uint32(len(cells))
	}
	m.cells = cells
}

func magnitude(w int16) int { return max(int(w), -int(w)) }

package linear

import "math"

// Quantisation determines how many weights a Classifier keeps, and with what precision.
type Quantisation struct {
	Prune   float64 // drops averaged weights with a smaller absolute value
	Weights int     // keeps about this many of the largest weights; 0 keeps all
	Wide    bool    // stores 16 bits for each weight instead of 8
}

// A weightTable gives access to the averaged weights of a classifier in training, by row.
type weightTable interface {
	row(k int, out []labelWeight) []labelWeight // appends the weights of row k
}

// A labelWeight is the averaged weight of a label.
type labelWeight struct {
	label  uint8
	weight float64
}

// freeze returns a Classifier of the weights in 1<<bits rows.
func freeze(bits uint, by weightTable, p Quantisation) *Classifier {
	largest, row := 0.0, []labelWeight(nil)
	for k := range 1 << bits {
		row = by.row(k, row[:0])
		for _, w := range row {
			largest = max(largest, math.Abs(w.weight))
		}
	}
	m := &Classifier{bits: bits, wide: p.Wide, offsets: make([]uint32, 1<<bits+1)}
	for k := range 1 << bits {
		row = by.row(k, row[:0])
		for _, w := range row {
			c := modelCell{m.decode(m.encode(w.weight / largest)), w.label}
			if c.weight != 0 && math.Abs(w.weight) >= p.Prune {
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

// keepLargest drops the smallest weights until at most n are left. Weights with the same absolute value are dropped
// together.
func (m *Classifier) keepLargest(n int) {
	var counts [math.MaxInt16 + 1]int
	for _, c := range m.cells {
		counts[magnitude(c.weight)]++
	}
	least, kept := len(counts), 0
	for least > 0 && kept+counts[least-1] <= n {
		least--
		kept += counts[least]
	}
	var cells []modelCell
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

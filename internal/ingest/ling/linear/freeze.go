package linear

import "math"

// Precision says how much of what was learned a Model keeps.
type Precision struct {
	Prune   float64 // leaves out weights whose average is smaller
	Weights int     // keeps no more than about so many weights, the largest; 0 keeps all
	Wide    bool    // stores 16 bits for each weight, not 8
}

// learned is what a learner has learned, row by row.
type learned interface {
	row(k int, out []mean) []mean // appends the weights of row k
}

// mean is the averaged weight of a label.
type mean struct {
	label  uint8
	weight float64
}

// freeze makes a Model of what was learned in 1<<bits rows.
func freeze(bits uint, by learned, p Precision) *Model {
	largest, row := 0.0, []mean(nil)
	for k := range 1 << bits {
		row = by.row(k, row[:0])
		for _, w := range row {
			largest = max(largest, math.Abs(w.weight))
		}
	}
	m := &Model{bits: bits, wide: p.Wide, offsets: make([]uint32, 1<<bits+1)}
	for k := range 1 << bits {
		row = by.row(k, row[:0])
		for _, w := range row {
			c := cell{m.decode(m.encode(w.weight / largest)), w.label}
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

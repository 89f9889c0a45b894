package linear

const (
	maxLabels = 256 // of a model: a cell names its label in one byte
	together  = 128 // features that are looked up at once; a power of two
)

// Score adds to scores, by label, what the features say.
func (m *Model) Score(features []uint32, scores []float32) {
	var sums [maxLabels]int32
	for len(features) > 0 {
		n := min(len(features), together)
		m.add(features[:n], &sums)
		features = features[n:]
	}
	for label := range scores {
		scores[label] += float32(sums[label])
	}
}

// add sums what no more than together features say. Rows lie far apart in memory, and most of the time goes into
// waiting for them: the bounds of all are asked for first, then the first cell of each, so that the waits overlap.
func (m *Model) add(features []uint32, sums *[maxLabels]int32) {
	var begins, ends [together]uint32
	n := 0
	for _, f := range features {
		k := f >> (32 - m.bits)
		begin, end := m.offsets[k], m.offsets[k+1]
		begins[n&(together-1)], ends[n&(together-1)] = begin, end
		n += int((begin - end) >> 31) // an empty row is written over
	}
	for i, begin := range begins[:n] {
		c := m.cells[begin]
		sums[c.label] += int32(c.weight)
		begins[i]++
	}
	for i, begin := range begins[:n] {
		addRow(m.cells[begin:ends[i]], sums)
	}
}

func addRow(row []cell, sums *[maxLabels]int32) {
	for len(row) >= 4 {
		a, b, c, d := row[0], row[1], row[2], row[3]
		sums[a.label] += int32(a.weight)
		sums[b.label] += int32(b.weight)
		sums[c.label] += int32(c.weight)
		sums[d.label] += int32(d.weight)
		row = row[4:]
	}
	for _, c := range row {
		sums[c.label] += int32(c.weight)
	}
}

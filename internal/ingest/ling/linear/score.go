package linear

const (
	maxLabels = 256 // in a model: a cell stores its label in one byte
	together  = 128 // number of features that are looked up together; a power of two
)

// Score implements Scorer.
func (m *Classifier) Score(features []uint32, scores []float32) {
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

// add adds the weights of at most together features to sums. The rows are far apart in memory, and most of the time is
// spent on cache misses. Therefore add first loads the bounds of all rows, and then the first cell of each row, so that the
// misses overlap.
func (m *Classifier) add(features []uint32, sums *[maxLabels]int32) {
	var begins, ends [together]uint32
	n := 0
	for _, f := range features {
		k := f >> (32 - m.bits)
		begin, end := m.offsets[k], m.offsets[k+1]
		begins[n&(together-1)], ends[n&(together-1)] = begin, end
		n += int((begin - end) >> 31) // the next row overwrites an empty one
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

func addRow(row []modelCell, sums *[maxLabels]int32) {
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

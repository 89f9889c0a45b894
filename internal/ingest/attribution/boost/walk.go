package boost

import "math"

// LogOdds returns the log odds for a row of columns, which must be finite.
//
// It walks four trees at a time, all to the depth of the deepest one: their loads overlap, and no branch depends on the row.
func (m *Ensemble) LogOdds(row []float32) float64 {
	sum, roots := m.bias, m.roots
	for ; len(roots) >= 4; roots = roots[4:] {
		a, b, c, d := roots[0], roots[1], roots[2], roots[3]
		for range m.depth {
			a, b, c, d = m.next(a, row), m.next(b, row), m.next(c, row), m.next(d, row)
		}
		for _, at := range [...]int32{a, b, c, d} {
			sum += float64(m.nodes[at].bound)
		}
	}
	for _, at := range roots {
		sum += float64(m.leaf(at, row))
	}
	return sum
}

// next returns the node below node at that row leads to, or at itself if it is a leaf.
func (m *Ensemble) next(at int32, row []float32) int32 {
	n := &m.nodes[at]
	inner := ^(n.column >> 31)                                          // all bits, or none for a leaf
	right := int32(math.Float32bits(n.bound-row[n.column&inner])) >> 31 // all bits if the column is greater than the bound
	return at + inner&(1+right&(n.right-at-1))
}

// leaf returns the value of the leaf below node at that row leads to.
func (m *Ensemble) leaf(at int32, row []float32) float32 {
	for {
		n := &m.nodes[at]
		switch {
		case n.column < 0:
			return n.bound
		case row[n.column] <= n.bound:
			at++
		default:
			at = n.right
		}
	}
}

// prepare makes the trees ready for LogOdds: it computes their depth, and replaces bounds of -0, whose difference from 0 has the
// sign of a negative number.
func (m *Ensemble) prepare() {
	depths := make([]int, len(m.nodes)) // of nodes, which come before those below them
	for i := range m.nodes {
		n := &m.nodes[i]
		if n.column < 0 {
			continue
		}
		if n.bound == 0 {
			n.bound = 0
		}
		below := depths[i] + 1
		depths[i+1], depths[n.right] = below, below
		m.depth = max(m.depth, below)
	}
}

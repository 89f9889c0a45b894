// Package boost implements gradient-boosted regression trees for probabilities (Friedman 2001), grown on histograms.
package boost

import (
	"encoding/binary"
	"fmt"
	"math"

	"graphd/internal/ingest/ling/modelfile"
)

// Ensemble is a trained sum of regression trees. It is immutable and safe for concurrent use.
type Ensemble struct {
	bias  float64
	roots []int32
	nodes []treeNode
	depth int // of the deepest tree
}

// treeNode compares a column with a bound: if it is at most the bound, the next node follows, else the one at right. A leaf
// has column -1, and its bound is its value.
type treeNode struct {
	column int32
	right  int32
	bound  float32
}

// Probability returns the probability for a row of columns.
func (m *Ensemble) Probability(row []float32) float64 { return 1 / (1 + math.Exp(-m.LogOdds(row))) }

// Effects adds to effects, by column, the contribution of each column to the log odds of row (Saabas 2014).
func (m *Ensemble) Effects(row, effects []float32) {
	for _, at := range m.roots {
		for m.nodes[at].column >= 0 {
			n := &m.nodes[at]
			next := n.right
			if row[n.column] <= n.bound {
				next = at + 1
			}
			effects[n.column] += m.mean(next) - m.mean(at)
			at = next
		}
	}
}

// mean returns the unweighted mean of the leaves below a node.
func (m *Ensemble) mean(at int32) float32 {
	n := &m.nodes[at]
	if n.column < 0 {
		return n.bound
	}
	return (m.mean(at+1) + m.mean(n.right)) / 2
}

// scale multiplies the values of all leaves by factor.
func (m *Ensemble) scale(factor float32) {
	for i := range m.nodes {
		if m.nodes[i].column < 0 {
			m.nodes[i].bound *= factor
		}
	}
}

// Write appends m to the content of a model file.
func (m *Ensemble) Write(w *modelfile.FieldWriter) {
	w.Uint(math.Float64bits(m.bias))
	var roots, nodes []byte
	for _, r := range m.roots {
		roots = binary.AppendUvarint(roots, uint64(r))
	}
	for _, n := range m.nodes {
		nodes = binary.LittleEndian.AppendUint32(nodes, uint32(n.column))
		nodes = binary.LittleEndian.AppendUint32(nodes, uint32(n.right))
		nodes = binary.LittleEndian.AppendUint32(nodes, math.Float32bits(n.bound))
	}
	w.Bytes(roots)
	w.Bytes(nodes)
}

const nodeSize = 12

// Read reads an Ensemble over the given number of columns.
func Read(r *modelfile.FieldReader, columns int) (*Ensemble, error) {
	m := &Ensemble{bias: math.Float64frombits(r.Uint())}
	roots, nodes := r.Bytes(), r.Bytes()
	if len(nodes)%nodeSize != 0 {
		return nil, fmt.Errorf("%w: the size of the trees is not a multiple of a node", modelfile.ErrDamaged)
	}
	for ; len(nodes) > 0; nodes = nodes[nodeSize:] {
		m.nodes = append(m.nodes, treeNode{
			column: int32(binary.LittleEndian.Uint32(nodes)),
			right:  int32(binary.LittleEndian.Uint32(nodes[4:])),
			bound:  math.Float32frombits(binary.LittleEndian.Uint32(nodes[8:])),
		})
	}
	for i, n := range m.nodes {
		if n.column >= 0 && (int(n.column) >= columns || int(n.right) <= i+1 || int(n.right) >= len(m.nodes)) || n.column < -1 {
			return nil, fmt.Errorf("%w: node %d of the trees is invalid", modelfile.ErrDamaged, i)
		}
	}
	for len(roots) > 0 {
		root, size := binary.Uvarint(roots)
		if size <= 0 || root >= uint64(len(m.nodes)) {
			return nil, fmt.Errorf("%w: the root of a tree is invalid", modelfile.ErrDamaged)
		}
		roots = roots[size:]
		m.roots = append(m.roots, int32(root))
	}
	m.prepare()
	return m, nil
}

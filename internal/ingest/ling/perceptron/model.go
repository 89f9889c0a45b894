package perceptron

import (
	"encoding/binary"
	"fmt"
	"math"

	"graphd/internal/ingest/ling/modelfile"
)

// Model is a trained perceptron: averaged, pruned and quantised. It is immutable.
type Model struct {
	bits    uint
	wide    bool
	offsets []uint32 // of each row's first cell, and of the end
	cells   []cell
	codes   []int16 // the cells' weights as stored; nil in a Model that was read
}

type cell struct {
	weight int16
	label  uint8
}

// Score adds to scores, by label, what the features say.
func (m *Model) Score(features []uint32, scores []float32) {
	for _, f := range features {
		k := f >> (32 - m.bits)
		for _, c := range m.cells[m.offsets[k]:m.offsets[k+1]] {
			scores[c.label] += float32(c.weight)
		}
	}
}

// Len is the number of weights.
func (m *Model) Len() int { return len(m.cells) }

// compress is the code, up to limit, of a share of the largest weight. Small weights, of which there are most,
// get finer steps: the code is that of the square root.
func compress(share, limit float64) int16 {
	return int16(math.Copysign(math.Round(math.Sqrt(math.Abs(share))*limit), share))
}

// expand is the weight that a code stands for, between -32767 and 32767.
func expand(code int16, limit float64) int16 {
	root := float64(code) / limit
	return int16(math.Round(math.Copysign(root*root, root) * math.MaxInt16))
}

// Write appends m to the content of a model file. Only a Model made by Freeze can be written.
func (m *Model) Write(w *modelfile.Writer) {
	lengths := make([]byte, len(m.offsets)-1)
	for k := range lengths {
		lengths[k] = byte(m.offsets[k+1] - m.offsets[k])
	}
	labels := make([]byte, len(m.cells))
	for i, c := range m.cells {
		labels[i] = c.label
	}
	size := 1
	if m.wide {
		size = 2
	}
	codes := make([]byte, 0, size*len(m.codes))
	for _, c := range m.codes {
		if m.wide {
			codes = binary.LittleEndian.AppendUint16(codes, uint16(c))
		} else {
			codes = append(codes, byte(int8(c)))
		}
	}
	w.Uint(uint64(m.bits))
	w.Uint(uint64(size))
	w.Bytes(lengths)
	w.Bytes(labels)
	w.Bytes(codes)
}

// Read reads a Model whose labels are below labels.
func Read(r *modelfile.Reader, labels int) (*Model, error) {
	bits, size := r.Uint(), int(r.Uint())
	lengths, names, codes := r.Bytes(), r.Bytes(), r.Bytes()
	if bits == 0 || bits > 30 || len(lengths) != 1<<bits || size != 1 && size != 2 || len(codes) != size*len(names) {
		return nil, fmt.Errorf("%w: its weights do not fit its rows", modelfile.ErrDamaged)
	}
	m := &Model{bits: uint(bits), wide: size == 2, offsets: make([]uint32, len(lengths)+1), cells: make([]cell, len(names))}
	for k, n := range lengths {
		m.offsets[k+1] = m.offsets[k] + uint32(n)
	}
	if int(m.offsets[len(lengths)]) != len(names) {
		return nil, fmt.Errorf("%w: its rows do not add up", modelfile.ErrDamaged)
	}
	limit := Precision{Wide: m.wide}.limit()
	for i, label := range names {
		if int(label) >= labels {
			return nil, fmt.Errorf("%w: label %d of %d", modelfile.ErrDamaged, label, labels)
		}
		code := int16(int8(codes[i*size]))
		if m.wide {
			code = int16(binary.LittleEndian.Uint16(codes[2*i:]))
		}
		m.cells[i] = cell{expand(code, limit), label}
	}
	return m, nil
}

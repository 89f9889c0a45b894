package linear

import (
	"encoding/binary"
	"fmt"
	"math"

	"graphd/internal/ingest/ling/modelfile"
)

// Model is a trained classifier: averaged, pruned and quantised. It is immutable.
type Model struct {
	bits    uint
	wide    bool
	offsets []uint32 // of each row's first cell, and of the end
	cells   []cell
}

type cell struct {
	weight int16 // in shares of the largest weight, which is 32767
	label  uint8
}

// Len is the number of weights.
func (m *Model) Len() int { return len(m.cells) }

// encode is the code that stores a share of the largest weight. A wide code is linear. A narrow one is that of the square
// root, so that small weights, of which there are most, get finer steps.
func (m *Model) encode(share float64) int16 {
	if m.wide {
		return int16(math.Round(share * math.MaxInt16))
	}
	return int16(math.Round(math.Copysign(math.Sqrt(math.Abs(share))*math.MaxInt8, share)))
}

// decode is the weight that a code stands for.
func (m *Model) decode(code int16) int16 {
	if m.wide {
		return code
	}
	root := float64(code) / math.MaxInt8
	return int16(math.Round(math.Copysign(root*root*math.MaxInt16, root)))
}

// Write appends m to the content of a model file.
func (m *Model) Write(w *modelfile.Writer) {
	lengths := make([]byte, len(m.offsets)-1)
	for k := range lengths {
		lengths[k] = byte(m.offsets[k+1] - m.offsets[k])
	}
	labels, codes := make([]byte, len(m.cells)), make([]byte, 0, m.codeSize()*len(m.cells))
	for i, c := range m.cells {
		labels[i] = c.label
		code := m.encode(float64(c.weight) / math.MaxInt16)
		if m.wide {
			codes = binary.LittleEndian.AppendUint16(codes, uint16(code))
		} else {
			codes = append(codes, byte(int8(code)))
		}
	}
	w.Uint(uint64(m.bits))
	w.Uint(uint64(m.codeSize()))
	w.Bytes(lengths)
	w.Bytes(labels)
	w.Bytes(codes)
}

// codeSize is how many bytes store a weight.
func (m *Model) codeSize() int {
	if m.wide {
		return 2
	}
	return 1
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
	for i, label := range names {
		if int(label) >= labels {
			return nil, fmt.Errorf("%w: label %d of %d", modelfile.ErrDamaged, label, labels)
		}
		code := int16(int8(codes[i*size]))
		if m.wide {
			code = int16(binary.LittleEndian.Uint16(codes[2*i:]))
		}
		m.cells[i] = cell{m.decode(code), label}
	}
	return m, nil
}

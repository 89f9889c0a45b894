package linear

import (
	"encoding/binary"
	"fmt"
	"math"

	"graphd/internal/ingest/ling/modelfile"
)

// A Classifier is a trained linear classifier with averaged, pruned and quantised weights. It is immutable.
type Classifier struct {
	bits    uint
	wide    bool
	offsets []uint32 // index of the first cell of each row, and of the end
	cells   []modelCell
}

// A modelCell is the weight of a label in a row.
type modelCell struct {
	weight int16 // relative to the largest weight, which is 32767
	label  uint8
}

// Len returns the number of weights.
func (m *Classifier) Len() int { return len(m.cells) }

// encode returns the code of a weight, given relative to the largest one. A wide code is linear. A narrow code is that of the
// square root, so that small weights, which are the most frequent ones, have a higher resolution.
func (m *Classifier) encode(share float64) int16 {
	if m.wide {
		return int16(math.Round(share * math.MaxInt16))
	}
	return int16(math.Round(math.Copysign(math.Sqrt(math.Abs(share))*math.MaxInt8, share)))
}

// decode returns the weight of a code.
func (m *Classifier) decode(code int16) int16 {
	if m.wide {
		return code
	}
	root := float64(code) / math.MaxInt8
	return int16(math.Round(math.Copysign(root*root*math.MaxInt16, root)))
}

// Write appends m to the content of a model file.
func (m *Classifier) Write(w *modelfile.FieldWriter) {
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

// codeSize returns the number of bytes of a code.
func (m *Classifier) codeSize() int {
	if m.wide {
		return 2
	}
	return 1
}

// Read reads a Classifier with labels in [0, labels).
func Read(r *modelfile.FieldReader, labels int) (*Classifier, error) {
	bits, size := r.Uint(), int(r.Uint())
	lengths, names, codes := r.Bytes(), r.Bytes(), r.Bytes()
	if bits == 0 || bits > 30 || len(lengths) != 1<<bits || size != 1 && size != 2 || len(codes) != size*len(names) {
		return nil, fmt.Errorf("%w: the numbers of weights and rows do not match", modelfile.ErrDamaged)
	}
	m := &Classifier{bits: uint(bits), wide: size == 2, offsets: make([]uint32, len(lengths)+1), cells: make([]modelCell, len(names))}
	for k, n := range lengths {
		m.offsets[k+1] = m.offsets[k] + uint32(n)
	}
	if int(m.offsets[len(lengths)]) != len(names) {
		return nil, fmt.Errorf("%w: the lengths of the rows are wrong", modelfile.ErrDamaged)
	}
	for i, label := range names {
		if int(label) >= labels {
			return nil, fmt.Errorf("%w: label %d of %d", modelfile.ErrDamaged, label, labels)
		}
		code := int16(int8(codes[i*size]))
		if m.wide {
			code = int16(binary.LittleEndian.Uint16(codes[2*i:]))
		}
		m.cells[i] = modelCell{m.decode(code), label}
	}
	return m, nil
}

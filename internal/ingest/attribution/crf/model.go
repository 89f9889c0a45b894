package crf

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"

	"graphd/internal/ingest/ling/modelfile"
)

// Model is a trained field, pruned and quantized. It is immutable and safe for concurrent use.
type Model struct {
	grid    grid
	columns int          // number of weights in a row: those of labels 1 to columns
	shift   uint         // number of low bits of a feature that are not part of the number of its first slot
	slots   []slot       // open addressing
	weights [256]float32 // weight of every code
	keys    []uint32     // ascending, as stored
	codes   []int8       // by key and column
	scale   float64      // weight of the largest code
}

// Read computes the distribution over the label sequences of n positions into z. At each position i it calls features, which
// appends the features to buffer and returns it. If given is not nil, it holds the label of each position, or Free.
func (m *Model) Read(z *Lattice, n int, given []int8, features func(buffer []uint32, i int) []uint32) {
	z.reset(n, &m.grid)
	var buffer []uint32
	for i := range n {
		if given != nil && given[i] != Free {
			continue
		}
		buffer = features(buffer[:0], i)
		m.emit(z.emission[i*m.grid.Labels+1:(i+1)*m.grid.Labels], buffer)
	}
	z.infer(given)
}

// Len returns the number of features that have weights.
func (m *Model) Len() int { return len(m.keys) }

// weight decodes a code, which holds the square root of the weight's share of the largest weight, so that small weights,
// which are the most frequent, have finer steps.
func (m *Model) weight(code int8) float32 {
	root := float64(code) / math.MaxInt8
	return float32(math.Copysign(root*root, root) * m.scale)
}

func (m *Model) code(weight float64) int8 {
	share := min(1, math.Abs(weight)/m.scale)
	return int8(math.Round(math.Copysign(math.Sqrt(share)*math.MaxInt8, weight)))
}

// Write appends m to the content of a model file.
func (m *Model) Write(w *modelfile.FieldWriter) {
	w.Uint(uint64(m.columns))
	w.Uint(math.Float64bits(m.scale))
	var steps []byte
	for _, s := range m.grid.potentials {
		steps = binary.LittleEndian.AppendUint64(steps, math.Float64bits(s))
	}
	w.Bytes(steps)
	var gaps, masks, codes []byte
	last := uint32(0)
	for i, key := range m.keys {
		gaps = binary.AppendUvarint(gaps, uint64(key-last))
		last = key
		mask := byte(0)
		for c, code := range m.codes[i*m.columns : (i+1)*m.columns] {
			if code != 0 {
				mask |= 1 << c
				codes = append(codes, byte(code))
			}
		}
		masks = append(masks, mask)
	}
	w.Bytes(gaps)
	w.Bytes(masks)
	w.Bytes(codes)
}

// Read reads a Model with the given states.
func Read(r *modelfile.FieldReader, states States) (*Model, error) {
	m := &Model{grid: newGrid(states), columns: int(r.Uint()), scale: math.Float64frombits(r.Uint())}
	steps, gaps, masks, codes := r.Bytes(), r.Bytes(), r.Bytes(), r.Bytes()
	if m.columns < 1 || m.columns >= states.Labels || m.columns > mostColumns || len(steps) != 8*len(m.grid.potentials) || !(m.scale > 0) {
		return nil, fmt.Errorf("%w: unexpected number of labels or transitions", modelfile.ErrDamaged)
	}
	for i := range m.grid.potentials {
		m.grid.potentials[i] = math.Float64frombits(binary.LittleEndian.Uint64(steps[8*i:]))
	}
	if err := m.readRows(gaps, masks, codes); err != nil {
		return nil, err
	}
	m.index()
	return m, nil
}

func (m *Model) readRows(gaps, masks, codes []byte) error {
	key := uint64(0)
	m.keys = make([]uint32, 0, len(masks))
	m.codes = make([]int8, len(masks)*m.columns)
	for i, mask := range masks {
		gap, size := binary.Uvarint(gaps)
		if size <= 0 || bits.OnesCount8(mask) > len(codes) || bits.Len8(mask) > m.columns {
			return fmt.Errorf("%w: the weights of a feature are incomplete", modelfile.ErrDamaged)
		}
		gaps = gaps[size:]
		if key += gap; key >= keys {
			return fmt.Errorf("%w: key %d", modelfile.ErrDamaged, key)
		}
		m.keys = append(m.keys, uint32(key))
		for c := range m.columns {
			if mask>>c&1 == 1 {
				m.codes[i*m.columns+c] = int8(codes[0])
				codes = codes[1:]
			}
		}
	}
	if len(gaps)+len(codes) > 0 {
		return fmt.Errorf("%w: bytes after the last weight", modelfile.ErrDamaged)
	}
	return nil
}

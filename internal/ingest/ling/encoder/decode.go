package encoder

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"

	"graphd/internal/ingest/ling/encoder/kernel"
	"graphd/internal/ingest/ling/encoder/wordpiece"
	"graphd/internal/ingest/ling/modelfile"
)

const (
	kind      = "encoder"
	maxWeight = kernel.MaxWeight
	// maxSize is the maximum width of anything in a model and the maximum number of layers, so that sizes in a damaged file
	// cannot overflow.
	maxSize = 1 << 14
)

// Decode returns the model in file. It returns an error of package modelfile if file is not a model of an encoder, or is damaged.
func Decode(file []byte) (*Encoder, error) {
	content, sum, err := modelfile.Decode(kind, file)
	if err != nil {
		return nil, err
	}
	d := &decoding{fields: modelfile.NewReader(content)}
	m := d.all()
	if err := d.fields.Err(); d.err == nil {
		d.err = err
	}
	if d.err != nil {
		return nil, fmt.Errorf("encoder model: %w", d.err)
	}
	m.version = hex.EncodeToString(sum[:6])
	return m, nil
}

// decoding reads the fields of a model file. After an error, what it returns is invalid.
type decoding struct {
	fields *modelfile.FieldReader
	err    error
}

func (d *decoding) all() *Encoder {
	m := &Encoder{shape: shape{width: d.size(), attention: d.size(), inner: d.size()}}
	layers := d.size()
	if d.err == nil {
		d.err = m.shape.check()
	}
	if d.err == nil && layers == 0 {
		d.err = fmt.Errorf("%w: there are no layers", modelfile.ErrDamaged)
	}
	if d.err != nil {
		return nil
	}
	vocabulary, err := wordpiece.New(d.fields.Strings())
	if err != nil {
		d.err = fmt.Errorf("%w: %w", modelfile.ErrDamaged, err)
		return nil
	}
	m.vocabulary = vocabulary
	m.embedding = d.embedding(vocabulary.Len(), m.shape.width)
	for range layers {
		if d.err != nil {
			return nil
		}
		m.layers = append(m.layers, d.layer(m.shape))
	}
	m.heads = d.heads()
	return m
}

// check returns an error for sizes with which package kernel cannot work.
func (s shape) check() error {
	if s.width == 0 || s.attention == 0 || s.inner == 0 || s.width%(s.attention*kernel.TileCols) != 0 || s.inner%kernel.TileCols != 0 {
		return fmt.Errorf("%w: width %d, %d attention heads, inner width %d: the widths of heads and of inner layers must be multiples of %d",
			modelfile.ErrDamaged, s.width, s.attention, s.inner, kernel.TileCols)
	}
	return nil
}

func (d *decoding) embedding(pieces, width int) embedding {
	e := embedding{scales: d.floats(pieces)}
	e.pieces = d.integers(pieces * width)
	e.positions = d.floats(longest * width)
	e.norm = d.norm(width)
	return e
}

func (d *decoding) layer(s shape) layer {
	return layer{
		attention:  d.matrix(3*s.width, s.width),
		output:     d.matrix(s.width, s.width),
		outputNorm: d.norm(s.width),
		grow:       d.matrix(s.inner, s.width),
		shrink:     d.matrix(s.width, s.inner),
		norm:       d.norm(s.width),
	}
}

// heads reads the tensors of tasks.
func (d *decoding) heads() map[string]tensor {
	heads := map[string]tensor{}
	for n := d.size(); len(heads) < n && d.err == nil; {
		name := string(d.fields.Bytes())
		t := tensor{rows: d.size(), cols: d.size()}
		t.values = d.shortFloats(t.rows * t.cols)
		if _, twice := heads[name]; twice && d.err == nil {
			d.err = fmt.Errorf("%w: tensor %q occurs twice", modelfile.ErrDamaged, name)
		}
		heads[name] = t
	}
	return heads
}

// size reads a size up to maxSize.
func (d *decoding) size() int {
	n := d.fields.Uint()
	if d.err == nil && n > maxSize {
		d.err = modelfile.ErrDamaged
	}
	return int(min(n, maxSize))
}

func (d *decoding) norm(width int) norm { return norm{d.floats(width), d.floats(width)} }

// matrix reads a linear layer: weights and bias.
func (d *decoding) matrix(rows, cols int) *kernel.Matrix {
	scales := d.floats(rows)
	weights := d.integers(rows * cols)
	bias := d.floats(rows)
	if d.err != nil {
		return nil
	}
	return kernel.NewMatrix(weights, cols, scales, bias)
}

// bytes reads a byte string of n bytes.
func (d *decoding) bytes(n int) []byte {
	b := d.fields.Bytes()
	if len(b) != n && d.err == nil {
		d.err = modelfile.ErrDamaged
	}
	if d.err != nil {
		return nil
	}
	return b
}

func (d *decoding) integers(n int) []int8 {
	b := d.bytes(n)
	values := make([]int8, len(b))
	for i, x := range b {
		values[i] = int8(x)
	}
	return values
}

func (d *decoding) floats(n int) []float32 {
	b := d.bytes(4 * n)
	values := make([]float32, len(b)/4)
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return values
}

// shortFloats reads values that are stored as bfloat16.
func (d *decoding) shortFloats(n int) []float32 {
	b := d.bytes(2 * n)
	values := make([]float32, len(b)/2)
	for i := range values {
		values[i] = math.Float32frombits(uint32(binary.LittleEndian.Uint16(b[2*i:])) << 16)
	}
	return values
}

// appendShortFloat appends x as bfloat16: the upper half of its bits, rounded to the nearest.
func appendShortFloat(b []byte, x float32) []byte {
	bits := math.Float32bits(x)
	return binary.LittleEndian.AppendUint16(b, uint16((bits+0x7FFF+bits>>16&1)>>16))
}

func appendFloat(b []byte, x float32) []byte {
	return binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
}

package encoder

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"graphd/internal/ingest/ling/modelfile"
)

// headPrefix is what the names of the tensors of tasks begin with.
const headPrefix = "heads."

// Weights are the weights of a model as they are trained: what Encode makes a model file of.
type Weights struct {
	Vocabulary []string
	// AttentionHeads is the number of attention heads of a layer.
	AttentionHeads int
	// Tensors has the values and sizes of the tensors by their names in BertModel of HuggingFace. Tensors whose names begin with
	// "heads." are of tasks; all others that the encoder does not need are ignored.
	Tensors map[string]Tensor
}

// A Tensor is an array of values, in C order.
type Tensor struct {
	Shape  []int
	Values []float32
}

// Encode returns the model file of w. It returns an error that names a tensor that is missing or of the wrong size.
func Encode(w Weights) ([]byte, error) {
	e := &encoding{weights: w}
	e.all()
	if e.err != nil {
		return nil, e.err
	}
	return modelfile.EncodeStored(kind, e.fields.Content())
}

// encoding writes the fields of a model file.
type encoding struct {
	weights Weights
	fields  modelfile.FieldWriter
	err     error
}

// all writes all fields, in the order in which decoding.all reads them.
func (e *encoding) all() {
	width := len(e.tensor("embeddings.LayerNorm.weight", 0).Values)
	inner := len(e.tensor("encoder.layer.0.intermediate.dense.bias", 0).Values)
	layers := 0
	for e.has(layerName(layers) + "output.dense.weight") {
		layers++
	}
	for _, n := range []int{width, e.weights.AttentionHeads, inner, layers} {
		e.fields.Uint(uint64(n))
	}
	e.fields.Strings(e.weights.Vocabulary)
	e.embedding(width)
	for i := range layers {
		e.layer(layerName(i), width, inner)
	}
	e.heads()
}

// embedding writes the vectors of pieces, and those of positions with the vector of token type 0 added.
func (e *encoding) embedding(width int) {
	e.matrix(len(e.weights.Vocabulary), width, "embeddings.word_embeddings.weight")
	positions := e.tensor("embeddings.position_embeddings.weight", 0)
	types := e.tensor("embeddings.token_type_embeddings.weight", 0)
	if e.err == nil && (len(positions.Values) < longest*width || len(types.Values) < width) {
		e.err = fmt.Errorf("the model has fewer than %d positions or no token types", longest)
	}
	if e.err != nil {
		return
	}
	sums := slices.Clone(positions.Values[:longest*width])
	for i := range sums {
		sums[i] += types.Values[i%width]
	}
	e.floats(sums)
	e.norm("embeddings.LayerNorm", width)
}

// layer writes the layer whose tensors begin with prefix.
func (e *encoding) layer(prefix string, width, inner int) {
	self := prefix + "attention.self."
	e.matrix(width, width, self+"query.weight", self+"key.weight", self+"value.weight")
	e.vectors(width, self+"query.bias", self+"key.bias", self+"value.bias")
	e.dense(prefix+"attention.output.dense", width, width)
	e.norm(prefix+"attention.output.LayerNorm", width)
	e.dense(prefix+"intermediate.dense", inner, width)
	e.dense(prefix+"output.dense", width, inner)
	e.norm(prefix+"output.LayerNorm", width)
}

// heads writes the tensors of tasks, as bfloat16.
func (e *encoding) heads() {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(e.weights.Tensors)) {
		if strings.HasPrefix(name, headPrefix) {
			names = append(names, name)
		}
	}
	e.fields.Uint(uint64(len(names)))
	for _, name := range names {
		t := e.tensor(name, 0)
		rows, cols := 1, len(t.Values)
		if len(t.Shape) > 1 && t.Shape[0] > 0 {
			rows, cols = t.Shape[0], len(t.Values)/t.Shape[0]
		}
		e.fields.Bytes([]byte(strings.TrimPrefix(name, headPrefix)))
		e.fields.Uint(uint64(rows))
		e.fields.Uint(uint64(cols))
		var b []byte
		for _, x := range t.Values {
			b = appendShortFloat(b, x)
		}
		e.fields.Bytes(b)
	}
}

func layerName(i int) string { return fmt.Sprintf("encoder.layer.%d.", i) }

func (e *encoding) has(name string) bool {
	_, ok := e.weights.Tensors[name]
	return ok
}

// tensor returns a tensor; size is its number of values, or 0 if any is right.
func (e *encoding) tensor(name string, size int) Tensor {
	t, ok := e.weights.Tensors[name]
	if e.err == nil && !ok {
		e.err = fmt.Errorf("there is no tensor %q", name)
	}
	if e.err == nil && size > 0 && len(t.Values) != size {
		e.err = fmt.Errorf("tensor %q has %d values, want %d", name, len(t.Values), size)
	}
	return t
}

// dense writes a linear layer with its bias.
func (e *encoding) dense(prefix string, rows, cols int) {
	e.matrix(rows, cols, prefix+".weight")
	e.vectors(rows, prefix+".bias")
}

func (e *encoding) norm(prefix string, width int) {
	e.vectors(width, prefix+".weight")
	e.vectors(width, prefix+".bias")
}

// vectors writes the values of tensors, each of the same size, one after the other.
func (e *encoding) vectors(size int, names ...string) {
	var all []float32
	for _, name := range names {
		all = append(all, e.tensor(name, size).Values...)
	}
	e.floats(all)
}

// matrix writes matrices of the same size one below the other, as integers with a scale for each row.
func (e *encoding) matrix(rows, cols int, names ...string) {
	var scales []float32
	var values []byte
	for _, name := range names {
		t := e.tensor(name, rows*cols)
		if e.err != nil {
			return
		}
		for row := range rows {
			scale, quantised := quantiseRow(t.Values[row*cols : (row+1)*cols])
			scales = append(scales, scale)
			values = append(values, quantised...)
		}
	}
	e.floats(scales)
	e.fields.Bytes(values)
}

// quantiseRow returns row as integers, each a byte, and their scale.
func quantiseRow(row []float32) (float32, []byte) {
	var top float64
	for _, x := range row {
		top = max(top, math.Abs(float64(x)))
	}
	values := make([]byte, len(row))
	if top == 0 {
		return 0, values
	}
	for i, x := range row {
		values[i] = byte(int8(math.RoundToEven(float64(x) / top * maxWeight)))
	}
	return float32(top / maxWeight), values
}

// floats writes values as little-endian float32.
func (e *encoding) floats(values []float32) {
	b := make([]byte, 0, 4*len(values))
	for _, x := range values {
		b = appendFloat(b, x)
	}
	e.fields.Bytes(b)
}

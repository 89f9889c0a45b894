package encoder

import (
	"fmt"
	"io/fs"
	"sync"

	"graphd/internal/ingest/ling/encoder/kernel"
	"graphd/internal/ingest/ling/encoder/wordpiece"
)

// File is the name of the file that New reads.
const File = "encoder.model"

// An Encoder computes vectors of words. It is immutable and safe for concurrent use.
type Encoder struct {
	version    string
	shape      shape
	vocabulary *wordpiece.Vocabulary
	embedding  embedding
	layers     []layer
	heads      map[string]tensor
	scratch    sync.Pool // of *scratch, each for one sequence
}

// shape is the size of the parts of a model.
type shape struct {
	width     int // values of a vector
	attention int // attention heads of a layer
	inner     int // width of the feed-forward layer
}

// headWidth returns the width of an attention head.
func (s shape) headWidth() int { return s.width / s.attention }

// embedding has the vectors of pieces and positions.
type embedding struct {
	pieces    []int8    // one row for each piece
	scales    []float32 // of the rows
	positions []float32 // one row for each position, with the vector of token type 0 added
	norm      norm
}

// layer is one layer of the encoder.
type layer struct {
	attention  *kernel.Matrix // queries, keys and values one after the other
	output     *kernel.Matrix
	outputNorm norm
	grow       *kernel.Matrix // to the inner width
	shrink     *kernel.Matrix // from the inner width
	norm       norm
}

// norm has the parameters of a layer normalisation.
type norm struct{ weight, bias []float32 }

// tensor is a matrix of a task that is stored with the model.
type tensor struct {
	rows, cols int
	values     []float32
}

// New returns the model in the file "encoder.model" of fsys. It returns an error that wraps fs.ErrNotExist if there is none, and
// the errors of Decode.
func New(fsys fs.FS) (*Encoder, error) {
	file, err := fs.ReadFile(fsys, File)
	if err != nil {
		return nil, fmt.Errorf("encoder: %w", err)
	}
	return Decode(file)
}

// Width returns the number of values of a vector.
func (m *Encoder) Width() int { return m.shape.width }

// Version identifies the weights.
func (m *Encoder) Version() string { return m.version }

// Head returns the tensor of a task, row by row, that is stored with the model under name; rows is 0 if there is none. A vector
// has one row. The caller must not change the values.
func (m *Encoder) Head(name string) (rows, cols int, values []float32) {
	t := m.heads[name]
	return t.rows, t.cols, t.values
}

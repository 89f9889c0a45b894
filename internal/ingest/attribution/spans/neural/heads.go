package neural

import (
	"fmt"
	"math"
	"slices"

	"graphd/internal/ingest/ling/encoder"
	"graphd/internal/ingest/ling/encoder/kernel"
)

// heads are the task heads. They are immutable. Layers on the vectors of words are quantised as the encoder's own are.
type heads struct {
	width   int // values of a vector
	hidden  int // values of the hidden layer for roles
	product int // values of a key and of a query for one role
	reach   int // distance from a cue from which on distances are not distinguished

	tags     *kernel.Matrix // of a word: its tags and its labels of names
	words    *kernel.Matrix // of a word: its part of the hidden layer, and a key for each role
	cues     *kernel.Matrix // of a cue's word: its part of the hidden layer, and a query for each role
	tagBias  []float32
	cueBias  []float32 // of the hidden layer
	distance []float32 // the hidden layer's part for each distance from -reach to reach
	role     []float32 // roleCount rows of hidden weights
	roleBias []float32

	queryScale float32 // 1/√product
}

// weightLevel is the largest absolute value of a quantised weight of the heads. 11 bits lose nothing that can be measured, and
// leave enough bits for the vectors.
const weightLevel = 1023

// newHeads returns the heads that are stored with e. The error names a tensor that is missing or has another shape.
func newHeads(e *encoder.Encoder) (*heads, error) {
	h := &heads{width: e.Width()}
	hidden, _, _ := e.Head("word.weight")
	keys, _, _ := e.Head("key.weight")
	distances, _, _ := e.Head("distance.weight")
	h.hidden, h.product, h.reach = hidden, keys/roleCount, distances/2
	h.queryScale = float32(1 / math.Sqrt(float64(h.product)))
	t := tensors{from: e}
	tags := slices.Concat(t.get("tags.weight", tagCount, h.width), t.get("names.weight", nameCount, h.width))
	words := slices.Concat(t.get("word.weight", hidden, h.width), t.get("key.weight", keys, h.width))
	cues := slices.Concat(t.get("cue.weight", hidden, h.width), t.get("query.weight", keys, h.width))
	h.tagBias = slices.Concat(t.get("tags.bias", 1, tagCount), t.get("names.bias", 1, nameCount))
	h.cueBias = t.get("cue.bias", 1, hidden)
	h.distance = t.get("distance.weight", 2*h.reach+1, hidden)
	h.role, h.roleBias = t.get("role.weight", roleCount, hidden), t.get("role.bias", 1, roleCount)
	if t.err != nil {
		return nil, t.err
	}
	h.tags, h.words, h.cues = h.matrix(tags), h.matrix(words), h.matrix(cues)
	return h, nil
}

// matrix returns the quantised matrix of a layer on vectors.
func (h *heads) matrix(rows []float32) *kernel.Matrix {
	m := new(kernel.Matrix)
	m.SetColumns(rows, h.width, len(rows)/h.width, weightLevel)
	return m
}

// projected returns the number of values of the projection of a word for roles, and of that of a cue's word.
func (h *heads) projected() int { return h.hidden + roleCount*h.product }

// tensors takes tensors from an encoder's model and keeps the first error.
type tensors struct {
	from *encoder.Encoder
	err  error
}

func (t *tensors) get(name string, rows, cols int) []float32 {
	r, c, values := t.from.Head(name)
	if (r != rows || c != cols || r*c == 0) && t.err == nil {
		t.err = fmt.Errorf("the encoder's tensor heads.%s is %d×%d, expected %d×%d", name, r, c, rows, cols)
	}
	return values
}

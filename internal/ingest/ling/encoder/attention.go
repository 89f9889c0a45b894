package encoder

import (
	"math"

	"graphd/internal/ingest/ling/encoder/kernel"
)

// keyLevel is what the largest value of the keys of a head is quantised to. Queries get the rest of the range of int32: 13 bits each
// for heads 32 wide.
const keyLevel = 8191

// valueLevel is what the largest value of the values of a head is quantised to.
const valueLevel = 1<<15 - 1

// attentionScratch is the memory for one attention head.
type attentionScratch struct {
	projected     []float32 // queries, keys, or values
	queries       kernel.Activations
	keys, values  kernel.Matrix
	scores        []float32 // of a chunk of queries
	probabilities kernel.Activations
}

func newAttentionScratch(n int, s shape) attentionScratch {
	keys := kernel.PaddedCols(n)
	a := attentionScratch{
		projected:     make([]float32, n*s.headWidth()),
		queries:       newRows(n, s.headWidth()),
		scores:        make([]float32, chunk*keys),
		probabilities: newRows(chunk, keys),
	}
	for i := range a.probabilities.Scales {
		a.probabilities.Scales[i] = kernel.ProbabilityScale
	}
	return a
}

// attend sets the changes to what the attention heads gather from all states.
func (m *Encoder) attend(s *scratch, l *layer) {
	quantise(s.quantised, s.states, len(s.pieces), m.shape.width)
	for head := range m.shape.attention {
		m.project(s, l, head)
		m.gather(s, head)
	}
}

// mix adds to each state what a dense layer makes of its changes.
func (m *Encoder) mix(s *scratch, l *layer) {
	w := m.shape.width
	quantise(s.quantised, s.changes, s.rows, w)
	l.output.Multiply(s.changes, w, s.quantised, s.rows)
	addNorm(s.states, s.changes, s.rows, w, l.outputNorm)
}

// project computes the queries, keys and values of an attention head.
func (m *Encoder) project(s *scratch, l *layer, head int) {
	n, w, d, a := len(s.pieces), m.shape.width, m.shape.headWidth(), &s.attention
	part := func(i int) []float32 {
		columns := l.attention.Columns(i*w+head*d, d)
		columns.Multiply(a.projected, d, s.quantised, n)
		return a.projected[:n*d]
	}
	scale := kernel.Quantise(a.queries.Values[:n*d], part(0), kernel.Level(d, keyLevel))
	for i := range n {
		a.queries.Scales[i] = scale * float32(1/math.Sqrt(float64(d)))
	}
	a.keys.SetColumns(part(1), d, n, keyLevel)
	a.values.SetRows(part(2), n, d, valueLevel)
}

// gather writes the means of the values, weighted by the scaled dot products of queries and keys (Vaswani et al. 2017), to the
// columns of the changes that belong to the attention head.
func (m *Encoder) gather(s *scratch, head int) {
	n, w, a := len(s.pieces), m.shape.width, &s.attention
	keys := kernel.PaddedCols(n)
	a.probabilities.Stride = keys
	for start := 0; start < n; start += chunk {
		rows := min(chunk, n-start)
		a.keys.Multiply(a.scores, keys, a.queries.From(start), rows)
		for i := range rows {
			kernel.Softmax(a.probabilities.Values[i*keys:][:keys], a.scores[i*keys:][:keys], n)
		}
		a.values.Multiply(s.changes[start*w+head*m.shape.headWidth():], w, a.probabilities, rows)
	}
}

package encoder

import (
	"math"

	"graphd/internal/ingest/ling/encoder/kernel"
)

// keyLevel is what the largest value of a key is quantised to. Queries get the rest of the range of int32: 13 bits each for heads
// 32 wide.
const keyLevel = 8191

// valueLevel is what the largest value of a column of values is quantised to.
const valueLevel = 1<<15 - 1

// attentionScratch is the memory for one attention head.
type attentionScratch struct {
	queries, probabilities kernel.Activations
	keys, values           kernel.Matrix
	scores                 []float32 // of a chunk of queries
}

func newAttentionScratch(n int, s shape) attentionScratch {
	keys := kernel.PaddedCols(n)
	a := attentionScratch{
		queries:       newRows(n, s.headWidth()),
		probabilities: newRows(chunk, keys),
		scores:        make([]float32, chunk*keys),
	}
	for i := range a.probabilities.Scales {
		a.probabilities.Scales[i] = kernel.ProbabilityScale
	}
	return a
}

// attend adds to each state what the attention heads gather from all of them.
func (m *Encoder) attend(s *scratch, l *layer) {
	n, w := len(s.pieces), m.shape.width
	quantise(s.rows, s.states, n, w)
	l.attention.Multiply(s.projected, 3*w, s.rows, n)
	for head := range m.shape.attention {
		m.attendHead(s, head*m.shape.headWidth())
	}
	quantise(s.rows, s.changes, n, w)
	l.output.Multiply(s.changes, w, s.rows, n)
	addNorm(s.states, s.changes, n, w, l.outputNorm)
}

// attendHead writes the context of one attention head, whose queries, keys and values begin at column, to the changes.
func (m *Encoder) attendHead(s *scratch, column int) {
	n, w, d, a := len(s.pieces), m.shape.width, m.shape.headWidth(), &s.attention
	factor := float32(1 / math.Sqrt(float64(d)))
	level := kernel.Level(d, keyLevel)
	for i := range n {
		query := s.projected[i*3*w+column:][:d]
		a.queries.Scales[i] = kernel.Quantise(a.queries.Values[i*d:][:d], query, level) * factor
	}
	a.keys.SetColumns(s.projected[w+column:], 3*w, d, n, keyLevel)
	a.values.SetRows(s.projected[2*w+column:], 3*w, n, d, valueLevel)
	keys := kernel.PaddedCols(n)
	a.probabilities.Stride = keys
	for start := 0; start < n; start += chunk {
		rows := min(chunk, n-start)
		a.keys.Multiply(a.scores, keys, a.queries.From(start), rows)
		for i := range rows {
			kernel.Softmax(a.probabilities.Values[i*keys:][:keys], a.scores[i*keys:][:keys], n)
		}
		a.values.Multiply(s.changes[start*w+column:], w, a.probabilities, rows)
	}
}

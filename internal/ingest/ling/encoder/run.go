package encoder

import "graphd/internal/ingest/ling/encoder/kernel"

// chunk is the number of rows of the feed-forward layer that are computed at once, so that their inner values stay in the cache of a
// core. It is a multiple of kernel.TileRows.
const chunk = 48

// scratch is the memory in which one sequence is computed.
type scratch struct {
	pieces []int32
	first  []int // for each word, the position of its first piece
	rows   int   // states in use: one for each piece, or in the last layer, for each word

	states    []float32 // the vector at each position
	changes   []float32 // what a sublayer adds to the states
	inner     []float32 // the inner values of a chunk of positions
	quantised kernel.Activations
	innerRows kernel.Activations
	attention attentionScratch
}

// takeScratch returns scratch memory from the pool, of the size of the longest sequence.
func (m *Encoder) takeScratch() *scratch {
	if s, ok := m.scratch.Get().(*scratch); ok {
		return s
	}
	n, w := kernel.PaddedRows(longest), m.shape.width
	return &scratch{
		states:    make([]float32, n*w),
		changes:   make([]float32, n*w),
		inner:     make([]float32, chunk*m.shape.inner),
		quantised: newRows(n, w),
		innerRows: newRows(chunk, m.shape.inner),
		attention: newAttentionScratch(n, m.shape),
	}
}

func newRows(n, width int) kernel.Activations {
	return kernel.Activations{Values: make([]int16, n*width), Stride: width, Scales: make([]float32, n)}
}

// run computes the vectors of the words in s: the states of their first pieces. They are valid until the next call. What follows
// the attention of the last layer is computed for these states only.
func (m *Encoder) run(s *scratch) []float32 {
	m.embed(s)
	for i := range m.layers {
		l := &m.layers[i]
		m.attend(s, l)
		if i == len(m.layers)-1 {
			s.keepFirst(m.shape.width)
		}
		m.mix(s, l)
		m.feedForward(s, l)
	}
	return s.states[:s.rows*m.shape.width]
}

// keepFirst leaves only the first pieces of words: the states and changes of all others are overwritten.
func (s *scratch) keepFirst(width int) {
	for to, from := range s.first {
		copy(s.states[to*width:][:width], s.states[from*width:])
		copy(s.changes[to*width:][:width], s.changes[from*width:])
	}
	s.rows = len(s.first)
}

// embed sets the states to the sums of the vectors of pieces and positions, normalised.
func (m *Encoder) embed(s *scratch) {
	w, e := m.shape.width, &m.embedding
	s.rows = len(s.pieces)
	for i, piece := range s.pieces {
		row := e.pieces[int(piece)*w:][:w]
		state, position := s.states[i*w:][:w], e.positions[i*w:][:w]
		scale := e.scales[piece]
		for j, x := range row {
			state[j] = float32(float32(x) * scale)
		}
		kernel.AddNorm(state, position, e.norm.weight, e.norm.bias)
	}
}

// feedForward adds to each state what the two dense layers make of it, chunk by chunk.
func (m *Encoder) feedForward(s *scratch, l *layer) {
	w, inner := m.shape.width, m.shape.inner
	for start := 0; start < s.rows; start += chunk {
		n := min(chunk, s.rows-start)
		states, changes := s.states[start*w:], s.changes[start*w:]
		quantise(s.quantised, states, n, w)
		l.grow.Multiply(s.inner, inner, s.quantised, n)
		kernel.GELU(s.inner[:n*inner])
		quantise(s.innerRows, s.inner, n, inner)
		l.shrink.Multiply(changes, w, s.innerRows, n)
		addNorm(states, changes, n, w, l.norm)
	}
}

// quantise quantises n rows of width values.
func quantise(dst kernel.Activations, values []float32, n, width int) {
	level := kernel.Level(width, kernel.MaxWeight)
	for i := range n {
		dst.Scales[i] = kernel.Quantise(dst.Values[i*dst.Stride:][:width], values[i*width:][:width], level)
	}
}

// addNorm adds n rows of changes to states and normalises them.
func addNorm(states, changes []float32, n, width int, by norm) {
	for i := range n {
		kernel.AddNorm(states[i*width:][:width], changes[i*width:][:width], by.weight, by.bias)
	}
}

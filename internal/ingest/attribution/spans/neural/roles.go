package neural

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/encoder/kernel"
)

// The projections of words for roles are computed in blocks and kept for the cues that follow: windows of successive cues
// overlap.
const (
	keptWords  = 128 // words of a block
	keptBlocks = 4   // as many as a window can touch
)

// RoleScorer computes the roles of words for one cue after the other, in text order. It is working memory for one text at a
// time, which [RoleScorer.Turn] starts.
type RoleScorer struct {
	*Reading
	blocks  [keptBlocks]int // index of the block that is kept in each place, plus 1
	kept    [keptBlocks][]float32
	cue     []float32 // the projection of the cue: the mean of those of its words
	sum     []float32 // the hidden layer of a word
	scratch []float32
}

// Turn starts a text.
func (s *RoleScorer) Turn(r *Reading) {
	s.Reading = r
	clear(s.blocks[:])
}

// Roles appends to out the roles of the words of window for a cue. A window has at most 384 words.
func (s *RoleScorer) Roles(out []Roles, cue, window ling.Range) []Roles {
	h := s.heads
	s.projectCue(cue)
	s.sum = grown(s.sum, h.hidden)
	for i := window.From; i < window.To; i++ {
		word := s.projectionOf(i)
		distance := h.distanceOf(i, cue)
		for k := range s.sum {
			s.sum[k] = max(0, word[k]+s.cue[k]+distance[k])
		}
		var roles Roles
		for r := range roles {
			at := h.hidden + r*h.product
			roles[r] = h.roleBias[r] + dot(h.role[r*h.hidden:(r+1)*h.hidden], s.sum) + dot(word[at:at+h.product], s.cue[at:at+h.product])
		}
		normalise(roles[:])
		out = append(out, roles)
	}
	return out
}

// projectCue computes the projection of a cue. Queries are divided by the square root of their length.
func (s *RoleScorer) projectCue(cue ling.Range) {
	h := s.heads
	stride := h.projected()
	s.scratch = grown(s.scratch, kernel.PaddedRows(cue.Len())*stride)
	h.cues.Multiply(s.scratch, stride, s.rows.From(cue.From), cue.Len())
	s.cue = grown(s.cue, stride)
	copy(s.cue, h.cueBias)
	clear(s.cue[h.hidden:])
	for n := range cue.Len() {
		for k, v := range s.scratch[n*stride : (n+1)*stride] {
			s.cue[k] += v / float32(cue.Len())
		}
	}
	for k := h.hidden; k < stride; k++ {
		s.cue[k] *= h.queryScale
	}
}

// projectionOf returns the projection of word i.
func (s *RoleScorer) projectionOf(i int) []float32 {
	stride := s.heads.projected()
	block, place := i/keptWords, i/keptWords%keptBlocks
	if s.blocks[place] != block+1 {
		from := block * keptWords
		s.kept[place] = grown(s.kept[place], kernel.PaddedRows(keptWords)*stride)
		s.heads.words.Multiply(s.kept[place], stride, s.rows.From(from), min(keptWords, len(s.Words)-from))
		s.blocks[place] = block + 1
	}
	at := i % keptWords * stride
	return s.kept[place][at : at+stride]
}

// distanceOf returns the hidden layer's part for the distance of word i from a cue: negative before it, 0 in it.
func (h *heads) distanceOf(i int, cue ling.Range) []float32 {
	d := 0
	switch {
	case i < cue.From:
		d = max(i-cue.From, -h.reach)
	case i >= cue.To:
		d = min(i-cue.To+1, h.reach)
	}
	d += h.reach
	return h.distance[d*h.hidden : (d+1)*h.hidden]
}

// dot returns the inner product of two vectors of the same length, a multiple of 4. Four sums are independent, so that the
// processor computes them at the same time.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	for i := 0; i+4 <= len(a); i += 4 {
		x, y := a[i:i+4:i+4], b[i:i+4:i+4]
		s0 += x[0] * y[0]
		s1 += x[1] * y[1]
		s2 += x[2] * y[2]
		s3 += x[3] * y[3]
	}
	return (s0 + s1) + (s2 + s3)
}

// grown returns a slice of length n in the memory of s if that suffices.
func grown(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}

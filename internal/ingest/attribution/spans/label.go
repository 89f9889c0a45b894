package spans

import (
	"slices"

	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/attribution/spans/neural"
	"graphd/internal/ingest/ling"
)

// likelyCues returns the cues of the most probable candidates, without overlaps.
func likelyCues(candidates []candidate) []ling.Range {
	const least = 0.4 // chosen by hand
	var out []ling.Range
	for i := range candidates {
		c := &candidates[i]
		if c.probability < least {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Overlaps(c.cue) {
			continue // probabilities of overlapping candidates add up to at most 1, so the one dropped is not much more probable
		}
		out = append(out, c.cue)
	}
	return out
}

// rivals marks the words of likely cues. Cues that overlap a candidate are unmarked while it is labelled.
type rivals struct {
	cues []ling.Range
	mark []bool
}

// newRivals marks the words of the likely cues among candidates.
func newRivals(p *feature.HashedText, candidates []candidate) *rivals {
	r := &rivals{cues: likelyCues(candidates), mark: make([]bool, len(p.Hashed))}
	for _, x := range r.cues {
		r.set(x, true)
	}
	return r
}

func (r *rivals) set(x ling.Range, v bool) {
	for i := x.From; i < x.To; i++ {
		r.mark[i] = v
	}
}

// without calls f while the likely cues that overlap cue are unmarked.
func (r *rivals) without(cue ling.Range, f func(mark []bool)) {
	at, _ := slices.BinarySearchFunc(r.cues, cue.From, func(x ling.Range, from int) int {
		if x.To <= from {
			return -1
		}
		return 1
	})
	to := at
	for to < len(r.cues) && r.cues[to].From < cue.To {
		r.set(r.cues[to], false)
		to++
	}
	f(r.mark)
	for _, x := range r.cues[at:to] {
		r.set(x, true)
	}
}

// label infers the source and the content of every candidate.
func label(w *findScratch, p *feature.HashedText, candidates []candidate, field *crf.Model) {
	r := newRivals(p, candidates)
	for i := range candidates {
		c := &candidates[i]
		c.window = windowOf(p, c.head)
		c.window.From, c.window.To = min(c.window.From, c.cue.From), max(c.window.To, c.cue.To)
		c.roles = rolesOf(w, p, c.cue, c.window)
		r.without(c.cue, func(mark []bool) { w.slot.Turn(p, c.cue, c.head, c.window, mark, c.roles) })
		w.given = givenCue(w.given[:0], c.cue, c.window)
		field.Read(&w.lattice, c.window.Len(), w.given, func(buffer []uint32, n int) []uint32 {
			return w.slot.At(buffer, c.window.From+n)
		})
		c.read(&w.lattice)
	}
}

// rolesOf returns the roles of the words of a window for a cue, nil without an encoder.
func rolesOf(w *findScratch, p *feature.HashedText, cue, window ling.Range) []neural.Roles {
	if p.Neural == nil {
		return nil
	}
	if w.roles.Reading != p.Neural {
		w.roles.Turn(p.Neural)
	}
	return w.roles.Roles(make([]neural.Roles, 0, window.Len()), cue, window)
}

// givenCue appends the known labels of a window: those of the cue.
func givenCue(out []int8, cue, window ling.Range) []int8 {
	for i := window.From; i < window.To; i++ {
		if cue.Has(i) {
			out = append(out, slotCue)
		} else {
			out = append(out, crf.Free)
		}
	}
	return out
}

// read takes the labels, the marginals and the hypotheses of a candidate from the lattice of its window.
func (c *candidate) read(z *crf.Lattice) {
	n := c.window.Len()
	c.labels = z.Best(make([]int8, 0, n))
	c.inSource, c.inContent = make([]float32, n), make([]float32, n)
	for i := range n {
		c.inSource[i] = float32(z.Marginal(i, sourceBegin) + z.Marginal(i, sourceIn))
		c.inContent[i] = float32(z.Marginal(i, contentBegin) + z.Marginal(i, contentIn))
	}
	c.best = z.LogProbability(c.labels)
	c.hypothesize(z)
}

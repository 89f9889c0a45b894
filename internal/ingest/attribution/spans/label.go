package spans

import (
	"slices"

	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/ling"
)

// likelyCues are the most probable of candidates that do not overlap.
func likelyCues(candidates []candidate) []ling.Range {
	const least = 0.4
	var out []ling.Range
	for i := range candidates {
		c := &candidates[i]
		if c.chance < least {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Overlaps(c.cue) {
			continue // of two that overlap one has less than least, or both have about as much
		}
		out = append(out, c.cue)
	}
	return out
}

// rivals marks the words of likely cues. Those that a candidate overlaps are left out while it is looked at.
type rivals struct {
	cues []ling.Range
	mark []bool
}

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

// without calls f while the likely cues that overlap cue are not marked.
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

// label finds what is likely to be the source and the content of every candidate.
func label(w *scratch, p *feature.HashedText, candidates []candidate, field *crf.Model) {
	r := newRivals(p, candidates)
	for i := range candidates {
		c := &candidates[i]
		c.window = windowOf(p, c.head)
		c.window.From, c.window.To = min(c.window.From, c.cue.From), max(c.window.To, c.cue.To)
		r.without(c.cue, func(mark []bool) { w.slot.Turn(p, c.cue, c.head, c.window, mark) })
		w.given = givenCue(w.given[:0], c.cue, c.window)
		field.Read(&w.lattice, c.window.Len(), w.given, func(buffer []uint32, n int) []uint32 {
			return w.slot.At(buffer, c.window.From+n)
		})
		c.read(&w.lattice)
	}
}

// givenCue is the labels that are known of a window: those of the cue.
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

// read takes over what the slot field says of a candidate's window.
func (c *candidate) read(z *crf.Lattice) {
	n := c.window.Len()
	c.labels = z.Best(make([]int8, 0, n))
	c.inSource, c.inContent = make([]float32, n), make([]float32, n)
	for i := range n {
		c.inSource[i] = float32(z.Chance(i, sourceBegin) + z.Chance(i, sourceIn))
		c.inContent[i] = float32(z.Chance(i, contentBegin) + z.Chance(i, contentIn))
	}
	c.best = z.LogChance(c.labels)
	c.hypothesize(z)
}

package spans

import (
	"slices"

	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/ling"
)

// Bounds on cue candidates.
const (
	leastCue   = 0.03
	longestCue = 14 // words
)

// scout finds the stretches that may be cues, in order, and the chance of every word of being in one.
func scout(w *scratch, p *feature.HashedText, cues *crf.Model) (chances []float32, out []candidate) {
	chances = make([]float32, len(p.Hashed))
	for _, s := range p.Sentences {
		w.cue.Turn(p, s)
		cues.Read(&w.lattice, s.Len(), nil, func(buffer []uint32, i int) []uint32 { return w.cue.At(buffer, s.From+i) })
		for i := range s.Len() {
			chances[s.From+i] = float32(1 - w.lattice.Chance(i, cueOut))
		}
		w.segments = w.lattice.Segments(w.segments[:0], cueBegin, cueIn, longestCue, leastCue)
		for _, x := range dense(w.segments, s.Len()) {
			cue := ling.Between(s.From+x.From, s.From+x.To)
			out = append(out, candidate{cue: cue, head: headOf(p, cue), chance: x.Chance})
		}
	}
	return chances, out
}

// dense leaves out the least likely of segments that stand too thick to be looked at one by one: more than one for two words.
func dense(segments []crf.Segment, words int) []crf.Segment {
	most := 4 + words/2
	if len(segments) <= most {
		return segments
	}
	slices.SortStableFunc(segments, func(a, b crf.Segment) int {
		switch {
		case a.Chance > b.Chance:
			return -1
		case a.Chance < b.Chance:
			return 1
		}
		return 0
	})
	segments = segments[:most]
	slices.SortStableFunc(segments, func(a, b crf.Segment) int { return a.From - b.From })
	return segments
}

package spans

import (
	"slices"

	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/ling"
)

// Bounds on candidates for cues. In PolNeAR train, candidates of probability 0.03 and more contain 89% of the cues.
// The maximum length was chosen by hand.
const (
	leastCue   = 0.03
	longestCue = 14 // in words
)

// scout finds the ranges of words that may be cues, in order, and the marginal probability of every word of being in a cue.
func scout(w *findScratch, p *feature.HashedText, cues *crf.Model) (marginals []float32, out []candidate) {
	marginals = make([]float32, len(p.Hashed))
	for _, s := range p.Sentences {
		w.cue.Turn(p, s)
		cues.Read(&w.lattice, s.Len(), nil, func(buffer []uint32, i int) []uint32 { return w.cue.At(buffer, s.From+i) })
		for i := range s.Len() {
			marginals[s.From+i] = float32(1 - w.lattice.Marginal(i, cueOut))
		}
		w.segments = w.lattice.Segments(w.segments[:0], cueBegin, cueIn, longestCue, leastCue)
		for _, x := range mostProbable(w.segments, s.Len()) {
			cue := ling.Between(s.From+x.From, s.From+x.To)
			out = append(out, candidate{cue: cue, head: headOf(p, cue), probability: x.Probability})
		}
	}
	return marginals, out
}

// mostProbable returns at most 4 segments plus one for every two words, the most probable ones, in text order. The bound, chosen by
// hand, limits the work of later steps.
func mostProbable(segments []crf.Segment, words int) []crf.Segment {
	most := 4 + words/2
	if len(segments) <= most {
		return segments
	}
	slices.SortStableFunc(segments, func(a, b crf.Segment) int {
		switch {
		case a.Probability > b.Probability:
			return -1
		case a.Probability < b.Probability:
			return 1
		}
		return 0
	})
	segments = segments[:most]
	slices.SortStableFunc(segments, func(a, b crf.Segment) int { return a.From - b.From })
	return segments
}

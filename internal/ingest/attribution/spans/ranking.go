package spans

import (
	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/ling"
)

// ranking holds the candidates of one text, in the order of their cues, for comparison with each other.
type ranking struct {
	text        *feature.HashedText
	lex         feature.Rater
	cueMarginal []float32 // by word: marginal probability of being in a cue
	candidates  []candidate
	again       bool // the candidates have scores of an earlier round
	speakers    map[uint64]float64
	here        map[speakerAt]float64
}

// speakerAt is the head word of a speaker in one sentence.
type speakerAt struct {
	lemma    uint64
	sentence int32
}

// countSpeakers sums up the probability that each head word of a source speaks, counting every sentence once.
func (k *ranking) countSpeakers() {
	k.speakers, k.here = map[uint64]float64{}, map[speakerAt]float64{}
	for i := range k.candidates {
		c := &k.candidates[i]
		if at, ok := k.speakerOf(c); ok {
			probability := c.probability
			if k.again {
				probability = c.score
			}
			k.here[at] = max(k.here[at], probability)
		}
	}
	for at, probability := range k.here {
		k.speakers[at.lemma] += probability
	}
}

// speakerOf returns the head word of the source of c; false if c has no source.
func (k *ranking) speakerOf(c *candidate) (speakerAt, bool) {
	x, ok := c.source()
	if !ok {
		return speakerAt{}, false
	}
	w := &k.text.Hashed[k.text.HeadOfNominal(x)]
	return speakerAt{w.Lemma, w.Sentence}, true
}

// maxNeighbours is the number of candidates on either side that a candidate is compared with. Chosen by hand.
const maxNeighbours = 40

// neighbours returns the range of candidates around candidate i whose windows may overlap its own.
func (k *ranking) neighbours(i int) (from, to int) {
	c := &k.candidates[i]
	from, to = i, i+1
	for from > 0 && i-from < maxNeighbours && k.candidates[from-1].cue.To+windowBehind > c.window.From {
		from--
	}
	for to < len(k.candidates) && to-i < maxNeighbours && k.candidates[to].cue.From-windowBehind < c.window.To {
		to++
	}
	return from, to
}

// sharedWords returns the number of words of mine that are in the content of o.
func sharedWords(mine []ling.Range, o *candidate) float64 {
	n := 0
	for _, x := range mine {
		for i := max(x.From, o.window.From); i < min(x.To, o.window.To); i++ {
			if isContent(o.labels[i-o.window.From]) {
				n++
			}
		}
	}
	return float64(n)
}

// rank scores all candidates.
func (k *ranking) rank(w *findScratch, ranker *boost.Ensemble, round int) {
	k.again = round > 0
	k.countSpeakers()
	scores := make([]float64, len(k.candidates))
	for i := range k.candidates {
		k.describe(&w.row, i)
		scores[i] = ranker.Probability(w.row.values)
	}
	for i := range k.candidates {
		k.candidates[i].score = scores[i]
	}
	k.again = true
}

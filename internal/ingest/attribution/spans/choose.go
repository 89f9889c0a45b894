package spans

import (
	"cmp"
	"slices"

	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/attribution/spans/neural"
	"graphd/internal/ingest/ling"
)

// choose returns the candidates to report, in the order of their cues. It takes candidates with a score of at least threshold
// greedily, the best first. It drops candidates without content, candidates whose cue overlaps one already taken, candidates
// whose cue is in the content of another one unless each is in the other's, and the second of two cues around the same
// quotation.
func (k *ranking) choose(threshold float64) []int {
	var order []int
	for i := range k.candidates {
		if c := &k.candidates[i]; c.score >= threshold && len(c.content()) > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(k.candidates[b].score, k.candidates[a].score) })
	taken := make([]bool, len(k.text.Hashed))
	chosen := make([]bool, len(k.candidates))
	for _, i := range order {
		if c := &k.candidates[i]; !slices.Contains(taken[c.cue.From:c.cue.To], true) {
			chosen[i] = true
			for w := c.cue.From; w < c.cue.To; w++ {
				taken[w] = true
			}
		}
	}
	var out []int
	for i := range k.candidates {
		if !chosen[i] || k.isWithin(i, chosen) {
			continue
		}
		if n := len(out); n > 0 && k.encloses(&k.candidates[out[n-1]], &k.candidates[i]) {
			continue // the first one usually names the speaker
		}
		out = append(out, i)
	}
	return out
}

// encloses reports whether two cues are on either side of one quotation that is the content of both.
func (k *ranking) encloses(before, behind *candidate) bool {
	a, b := before.content(), behind.content()
	return slices.Equal(a, b) && k.text.Hashed[a[0].From].Opens && before.cue.To <= a[0].From && a[len(a)-1].To <= behind.cue.From
}

// isWithin reports whether the cue of candidate i is in the content of another chosen candidate whose own cue is not in the
// content of i.
func (k *ranking) isWithin(i int, chosen []bool) bool {
	c := &k.candidates[i]
	from, to := k.neighbours(i)
	for j := from; j < to; j++ {
		if o := &k.candidates[j]; j != i && chosen[j] && o.holds(c.cue.From) && !c.holds(o.cue.From) {
			return true
		}
	}
	return false
}

// blank returns a text of one word, with or without a reading by an encoder.
func blank(encoder bool) *feature.HashedText {
	p := feature.Blank()
	if encoder {
		p.Neural = neural.Blank()
	}
	return p
}

// columns returns the number of columns of the ranker of a round.
func columns(round int, encoder bool) int {
	k := ranking{text: blank(encoder), lex: feature.Rates{}, cueMarginal: make([]float32, 1), again: round > 0}
	k.candidates = []candidate{{cue: ling.Between(0, 1), window: ling.Between(0, 1), labels: []int8{slotCue}, inSource: make([]float32, 1), inContent: make([]float32, 1), roles: make([]neural.Roles, 1)}}
	var r row
	k.describe(&r, 0)
	return len(r.values)
}

// slotColumns returns the number of columns of the rerankers of contents and of sources.
func slotColumns(encoder bool) (contents, sources int) {
	x := []hypothesis{{runs: []ling.Range{ling.Between(0, 1)}}}
	c := candidate{cue: ling.Between(0, 1), window: ling.Between(0, 1), inSource: make([]float32, 1), inContent: make([]float32, 1), roles: make([]neural.Roles, 1), contents: x, sources: x}
	var v slotView
	var r row
	v.turn(&ranking{text: blank(encoder), lex: feature.Rates{}, cueMarginal: make([]float32, 1)}, &c)
	v.describeContent(&r, 0)
	contents = len(r.values)
	v.describeSource(&r, 0)
	return contents, len(r.values)
}

package spans

import (
	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/attribution/spans/neural"
	"graphd/internal/ingest/ling"
)

// candidate is a range of words that may be a cue, with what the models infer about the words around it.
type candidate struct {
	cue         ling.Range
	head        int     // the cue's head word
	probability float64 // probability that the range is a cue, by the cue model

	window    ling.Range // the words that are labelled
	labels    []int8
	inSource  []float32 // by word of the window: marginal probability of being in the source
	inContent []float32
	best      float64 // log probability of the labels

	// Until a hypothesis is chosen for each slot:
	roles    []neural.Roles // by word of the window; nil without an encoder
	contents []hypothesis   // the best first
	sources  []hypothesis

	// From then on:
	sourceFit, contentFit slotFit
	ofContent             float64 // score of the content among its hypotheses
	ofSource              float64
	score                 float64 // probability that the cue is right, by the ranker
}

// holds reports whether word i is in the content of c.
func (c *candidate) holds(i int) bool {
	return c.window.Has(i) && isContent(c.labels[i-c.window.From])
}

// runs returns the ranges of the window that begin with label begin and continue with label in.
func (c *candidate) runs(begin, in int8) []ling.Range {
	var out []ling.Range
	for i := 0; i < len(c.labels); i++ {
		if c.labels[i] != begin {
			continue
		}
		j := i + 1
		for j < len(c.labels) && c.labels[j] == in {
			j++
		}
		out = append(out, ling.Between(c.window.From+i, c.window.From+j))
		i = j - 1
	}
	return out
}

// source returns the range labelled as source that is nearest to the cue.
func (c *candidate) source() (ling.Range, bool) {
	var nearest ling.Range
	least := -1
	for _, r := range c.runs(sourceBegin, sourceIn) {
		gap := r.From - c.head
		if gap < 0 {
			gap = c.head - r.To
		}
		if least < 0 || gap < least {
			nearest, least = r, gap
		}
	}
	return nearest, least >= 0
}

// content returns the ranges labelled as content.
func (c *candidate) content() []ling.Range { return c.runs(contentBegin, contentIn) }

// dropIntroduction removes from the content of a cue that follows a quotation the words that introduce that quotation with a
// colon: in "She wrote: “…,” the minister said", the words "She wrote" are not part of the content.
func (c *candidate) dropIntroduction(p *feature.HashedText) {
	for n := len(c.labels) - 2; n >= 0; n-- {
		i := c.window.From + n
		w := &p.Hashed[i+1]
		if i >= c.cue.From || p.Hashed[i].Lower != feature.Colon || !w.Opens || int(w.QuoteTo) > c.cue.From || !isContent(c.labels[n]) || !isContent(c.labels[n+1]) {
			continue
		}
		c.labels[n+1] = contentBegin
		for ; n >= 0; n-- {
			if isContent(c.labels[n]) {
				c.labels[n] = slotOut
			}
		}
	}
}

// headOf returns the head word of a cue: the first verb whose head is outside of the cue, or else the first word, apart from
// punctuation, whose head is outside, or else the last word.
func headOf(p *feature.HashedText, cue ling.Range) int {
	head := -1
	for i := cue.From; i < cue.To; i++ {
		w := &p.Hashed[i]
		if w.Head >= 0 && cue.Has(int(w.Head)) {
			continue
		}
		if w.IsVerb {
			return i
		}
		if head < 0 || p.Hashed[head].Rel == feature.RelPunct {
			head = i
		}
	}
	if head < 0 {
		return cue.To - 1
	}
	return head
}

// Number of words of a cue's paragraph before and after its head that are labelled. Chosen by hand.
const (
	windowBefore = 120
	windowBehind = 160
)

// windowOf returns the words around head whose labels are inferred.
func windowOf(p *feature.HashedText, head int) ling.Range {
	x := p.ParagraphOf(head)
	return ling.Between(max(x.From, head-windowBefore), min(x.To, head+windowBehind))
}

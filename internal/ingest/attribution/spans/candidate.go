package spans

import (
	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/ling"
)

// candidate is a stretch of words that may be a cue, and what is made of the words around it.
type candidate struct {
	cue    ling.Range
	head   int     // the cue's head word
	chance float64 // that the stretch is a cue, as the cue field has it

	window    ling.Range // the words that were labelled
	labels    []int8
	inSource  []float32 // by word of the window: the chance of being in the source
	inContent []float32
	best      float64      // log chance of the labels
	contents  []hypothesis // of what fills its slots, the best first; until it is settled
	sources   []hypothesis
	ofContent float64 // how far the content stands out among its hypotheses
	ofSource  float64
	score     float64 // that the cue is right, as the ranker has it
}

func (c *candidate) holds(i int) bool {
	return c.window.Has(i) && isContent(c.labels[i-c.window.From])
}

// runs are the stretches of the window that begin with one label and go on with another.
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

// source is the stretch labelled as source that is nearest to the cue.
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

func (c *candidate) content() []ling.Range { return c.runs(contentBegin, contentIn) }

// leaveIntroduction takes out of the content of a cue that follows a quotation what introduces that quotation with a colon:
// in "She wrote: “…,” the minister said" she wrote is not what the minister said.
func (c *candidate) leaveIntroduction(p *feature.HashedText) {
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

// headOf is the head word of a cue: the first verb that hangs on a word outside, else the first word that does and is no
// punctuation, else the last.
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

// How many words of a cue's paragraph are looked at before its head and behind it.
const (
	windowBefore = 120
	windowBehind = 160
)

func windowOf(p *feature.HashedText, head int) ling.Range {
	x := p.ParagraphOf(head)
	return ling.Between(max(x.From, head-windowBefore), min(x.To, head+windowBehind))
}

package spans

import (
	"math"

	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/attribution/spans/neural"
	"graphd/internal/ingest/ling"
)

// The columns of this file describe what the encoder's heads say about a hypothesis or a candidate. There are none without an
// encoder.

// slotRoles are the roles of the words of a slot.
type slotRoles struct{ begin, in int }

var (
	sourceRoles  = slotRoles{neural.RoleSourceBegin, neural.RoleSourceIn}
	contentRoles = slotRoles{neural.RoleContentBegin, neural.RoleContentIn}
)

// wordFit holds what a word's roles say about its being in a slot.
type wordFit struct {
	in, out     float64 // log probabilities that it is in the slot, and that it is not
	probability float64 // that it is
}

// fit appends the fits of words with the given roles.
func (s slotRoles) fit(fits []wordFit, roles []neural.Roles) []wordFit {
	for i := range roles {
		r := &roles[i]
		in := math.Log(math.Exp(float64(r[s.begin])) + math.Exp(float64(r[s.in])) + tiny)
		probability := math.Exp(in)
		fits = append(fits, wordFit{in, math.Log1p(-min(probability, 1-tiny)), probability})
	}
	return fits
}

// slotFit holds what the roles of the words of a window say about a slot as it is filled: the mean log probability of the words
// in it, and the sum of the probabilities of the words outside of it.
type slotFit struct{ mean, left float64 }

// describeRoles adds the log probability of a hypothesis by the roles of its words, alone and relative to the first hypothesis,
// and the roles at its edges.
func (v *slotView) describeRoles(r *row, runs, first []ling.Range, s slotRoles, fits []wordFit) {
	if v.c.roles == nil || v.text.Neural == nil {
		return
	}
	own := v.fit(runs, fits)
	r.add("roles", own)
	r.add("roles over first", own-v.fit(first, fits))
	x := spread(runs)
	at := func(i, role int) float64 {
		if !v.c.window.Has(i) {
			return -10
		}
		return feature.LogOdds(v.c.roles[i-v.c.window.From][role])
	}
	if x.Len() == 0 {
		for _, name := range []string{"role begins", "role continues before", "role of last", "role after", "role begins after"} {
			r.add(name, -11)
		}
		return
	}
	r.add("role begins", at(x.From, s.begin))
	r.add("role continues before", at(x.From, s.in))
	r.add("role of last", at(x.To-1, s.in))
	r.add("role after", at(x.To, s.in))
	r.add("role begins after", at(x.To, s.begin))
}

// fit returns the log probability that exactly the words of runs are in a slot, as if the words were independent.
func (v *slotView) fit(runs []ling.Range, fits []wordFit) float64 {
	sum := 0.0
	at := 0
	for n := range fits {
		i := v.c.window.From + n
		if v.c.cue.Has(i) {
			continue
		}
		for at < len(runs) && i >= runs[at].To {
			at++
		}
		if at < len(runs) && i >= runs[at].From {
			sum += fits[n].in
		} else {
			sum += fits[n].out
		}
	}
	return sum
}

// keepFits keeps in the candidate how the roles of its words fit its labels, in place of the roles.
func (v *slotView) keepFits() {
	v.c.sourceFit = v.c.fitOf(v.sourceFits, isSource)
	v.c.contentFit = v.c.fitOf(v.contentFits, isContent)
	v.c.roles = nil
}

// fitOf returns the fit of a slot.
func (c *candidate) fitOf(fits []wordFit, in func(int8) bool) slotFit {
	n, mean, left := 0.0, 0.0, 0.0
	for i := range fits {
		switch label := c.labels[i]; {
		case in(label):
			mean += fits[i].in
			n++
		case label != slotCue:
			left += fits[i].probability
		}
	}
	if n == 0 {
		return slotFit{-11, left}
	}
	return slotFit{mean / n, left}
}

// describeReading adds the tags of the cue's words and their neighbours, and the roles of the words of its source and content.
func (k *ranking) describeReading(r *row, c *candidate) {
	if k.text.Neural == nil {
		return
	}
	tag := func(i, tag int) float64 {
		if i < 0 || i >= len(k.text.Neural.Words) {
			return -10
		}
		return feature.LogOdds(k.text.Neural.Words[i][tag])
	}
	r.add("cue begins", tag(c.cue.From, neural.CueBegin))
	r.add("cue begins later", tag(c.cue.From+1, neural.CueBegin))
	r.add("cue begins before", tag(c.cue.From-1, neural.CueBegin))
	r.add("cue continues", tag(c.cue.From, neural.CueIn))
	r.add("cue continues after", tag(c.cue.To, neural.CueIn))
	least, content := 10.0, -10.0
	for i := c.cue.From; i < c.cue.To; i++ {
		least = min(least, -tag(i, neural.CueOut))
		content = max(content, -tag(i, neural.ContentOut))
	}
	r.add("cue least", least)
	r.add("head is cue", -tag(c.head, neural.CueOut))
	r.add("cue as content", content)
	r.add("source roles", c.sourceFit.mean)
	r.add("source roles left out", c.sourceFit.left)
	r.add("content roles", c.contentFit.mean)
	r.add("content roles left out", c.contentFit.left)
}

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

// filled returns the log probability that a word with roles r is in the slot.
func (s slotRoles) filled(r *neural.Roles) float64 {
	return math.Log(math.Exp(float64(r[s.begin])) + math.Exp(float64(r[s.in])) + tiny)
}

// describeRoles adds the log probability of a hypothesis by the roles of its words, alone and relative to the first hypothesis,
// and the roles at its edges.
func (v *slotView) describeRoles(r *row, runs, first []ling.Range, s slotRoles) {
	if v.c.roles == nil || v.text.Neural == nil {
		return
	}
	own := v.fit(runs, s)
	r.add("roles", own)
	r.add("roles over first", own-v.fit(first, s))
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
func (v *slotView) fit(runs []ling.Range, s slotRoles) float64 {
	sum := 0.0
	at := 0
	for n := range v.c.roles {
		i := v.c.window.From + n
		if v.c.cue.Has(i) {
			continue
		}
		for at < len(runs) && i >= runs[at].To {
			at++
		}
		q := s.filled(&v.c.roles[n])
		if at < len(runs) && i >= runs[at].From {
			sum += q
		} else {
			sum += math.Log1p(-min(math.Exp(q), 1-tiny))
		}
	}
	return sum
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
	sourceMean, sourceLeft := k.slotRolesOf(c, isSource, sourceRoles)
	r.add("source roles", sourceMean)
	r.add("source roles left out", sourceLeft)
	contentMean, contentLeft := k.slotRolesOf(c, isContent, contentRoles)
	r.add("content roles", contentMean)
	r.add("content roles left out", contentLeft)
}

// slotRolesOf returns the mean log probability of the words of a slot by their roles, and the sum of the probabilities of
// the words outside of it.
func (k *ranking) slotRolesOf(c *candidate, in func(int8) bool, s slotRoles) (mean, left float64) {
	n := 0.0
	for i, label := range c.labels {
		switch q := s.filled(&c.roles[i]); {
		case in(label):
			mean += q
			n++
		case label != slotCue:
			left += math.Exp(q)
		}
	}
	if n == 0 {
		return -11, left
	}
	return mean / n, left
}

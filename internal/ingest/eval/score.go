package eval

import (
	"slices"

	"graphd/internal/ingest/text"
)

// A Count holds the counts of one measure: how many attributions of the system and of the gold standard there are, and
// how many of them are right.
type Count struct{ RightSystem, System, RightGold, Gold int }

// Precision returns the share of the system's attributions that are right, from 0 to 1.
func (c Count) Precision() float64 { return share(c.RightSystem, c.System) }

// Recall returns the share of the gold attributions that were found, from 0 to 1.
func (c Count) Recall() float64 { return share(c.RightGold, c.Gold) }

// F1 returns the harmonic mean of precision and recall.
func (c Count) F1() float64 {
	p, r := c.Precision(), c.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// Scores holds the measures of one system on one gold standard. The zero value is ready to use.
type Scores struct {
	Documents            int
	Source, Cue, Content Count // exact
	Triple               Count
	Stretches            Stretches
	ByForm               map[string]*Count // triples: direct, indirect, mixed
	ByPhenomenon         map[string]*Count // triples
}

// Forms holds the keys of Scores.ByForm in the order of reports.
var Forms = []string{"direct", "indirect", "mixed"}

// Add counts one document. It does not count system attributions if the annotators discarded at least half of their
// content.
func (s *Scores) Add(d GoldDocument, system []MarkedAttribution) {
	p := tokenizeText(d.Text)
	s.Documents++
	system = p.kept(system, d.Discard)
	s.Stretches.add(p, d.Attributions, system)
	gold := p.tokenizeAll(d.Attributions)
	found := p.tokenizeAll(system)
	for slot, count := range []*Count{sourceSlot: &s.Source, cueSlot: &s.Cue, contentSlot: &s.Content} {
		count.addExact(gold, found, slot)
	}
	s.addTriples(attributionSet{p, d.Attributions, gold}, attributionSet{p, system, found})
}

// An attributionSet holds the attributions of the system or of the gold standard, as spans and as tokens.
type attributionSet struct {
	text      *tokenizedText
	marked    []MarkedAttribution
	tokenized []tokenizedAttribution
}

// kinds returns the form and the phenomena of an attribution.
func (x attributionSet) kinds(i int) (form string, phenomena []string) {
	return x.tokenized[i].form, x.text.shows(x.marked[i], x.tokenized[i])
}

func (p *tokenizedText) tokenizeAll(ms []MarkedAttribution) []tokenizedAttribution {
	out := make([]tokenizedAttribution, len(ms))
	for i, m := range ms {
		out[i] = p.tokenize(m)
	}
	return out
}

// kept returns the attributions that the annotators did not discard.
func (p *tokenizedText) kept(system []MarkedAttribution, discard []text.Span) []MarkedAttribution {
	discarded := p.words(discard, false)
	if len(discarded) == 0 {
		return system
	}
	return slices.DeleteFunc(slices.Clone(system), func(m MarkedAttribution) bool {
		c := p.words(m.Content, false)
		return len(c) > 0 && 2*shared(c, discarded) >= len(c)
	})
}

// addExact counts the slots that have the same tokens, each of them once.
func (c *Count) addExact(gold, system []tokenizedAttribution, slot int) {
	left := map[string]int{}
	for _, g := range gold {
		if k := g.keys[slot]; k != "" {
			left[k]++
			c.Gold++
		}
	}
	for _, s := range system {
		k := s.keys[slot]
		if k == "" {
			continue
		}
		c.System++
		if left[k] > 0 {
			left[k]--
			c.RightSystem++
			c.RightGold++
		}
	}
}

// addTriples counts the triples.
func (s *Scores) addTriples(gold, system attributionSet) {
	if s.ByForm == nil {
		s.ByForm, s.ByPhenomenon = counts(Forms), counts(Phenomena)
	}
	s.each(gold, func(int) bool { return true }, func(c *Count) { c.Gold++ })
	s.each(system, func(int) bool { return true }, func(c *Count) { c.System++ })
	rightGold, rightSystem := map[int]bool{}, map[int]bool{}
	for _, m := range pair(gold.tokenized, system.tokenized) {
		g, x := gold.tokenized[m.gold], system.tokenized[m.system]
		if dice(g.content, x.content) >= 0.5 && sameSource(g, x) {
			rightGold[m.gold], rightSystem[m.system] = true, true
		}
	}
	s.each(gold, func(i int) bool { return rightGold[i] }, func(c *Count) { c.RightGold++ })
	s.each(system, func(i int) bool { return rightSystem[i] }, func(c *Count) { c.RightSystem++ })
}

func counts(names []string) map[string]*Count {
	out := map[string]*Count{}
	for _, n := range names {
		out[n] = &Count{}
	}
	return out
}

// each calls add with every count to which the attributions for which included is true belong.
func (s *Scores) each(x attributionSet, included func(i int) bool, add func(*Count)) {
	for i := range x.tokenized {
		if !included(i) {
			continue
		}
		form, phenomena := x.kinds(i)
		add(&s.Triple)
		add(s.ByForm[form])
		for _, p := range phenomena {
			add(s.ByPhenomenon[p])
		}
	}
}

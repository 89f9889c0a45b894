package eval

import (
	"slices"

	"graphd/internal/ingest/text"
)

// Count is what one measure counted: how many of the system's and of gold's attributions were right, of how many.
type Count struct{ RightSystem, System, RightGold, Gold int }

// Precision is the share of what the system found that is right, 0 to 1.
func (c Count) Precision() float64 { return share(c.RightSystem, c.System) }

// Recall is the share of gold that the system found, 0 to 1.
func (c Count) Recall() float64 { return share(c.RightGold, c.Gold) }

// F1 is the harmonic mean of precision and recall.
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

// Scores are the measures of one system on one gold set. The zero value is ready to use.
type Scores struct {
	Documents            int
	Source, Cue, Content Count // exact
	Triple               Count
	Stretches            Stretches
	ByForm               map[string]*Count // triples: direct, indirect, mixed
	ByPhenomenon         map[string]*Count // triples
}

// Forms are the keys of Scores.ByForm, in the order in which they are reported.
var Forms = []string{"direct", "indirect", "mixed"}

// Add counts one document. System attributions of which half the content or more was set aside are left out.
func (s *Scores) Add(d Document, system []Marked) {
	p := newPage(d.Text)
	s.Documents++
	system = p.kept(system, d.Discard)
	s.Stretches.add(p, d.Attributions, system)
	gold := p.candidates(d.Attributions)
	found := p.candidates(system)
	for slot, count := range []*Count{sourceSlot: &s.Source, cueSlot: &s.Cue, contentSlot: &s.Content} {
		count.addExact(gold, found, slot)
	}
	s.addTriples(side{p, d.Attributions, gold}, side{p, system, found})
}

// side is gold or the system: attributions as marked, and as candidates.
type side struct {
	page       *page
	marked     []Marked
	candidates []candidate
}

// kinds are under which an attribution is counted: its form and the phenomena that it shows.
func (x side) kinds(i int) (form string, phenomena []string) {
	return x.candidates[i].form, x.page.shows(x.marked[i], x.candidates[i])
}

func (p *page) candidates(ms []Marked) []candidate {
	out := make([]candidate, len(ms))
	for i, m := range ms {
		out[i] = p.candidate(m)
	}
	return out
}

func (p *page) kept(system []Marked, discard []text.Span) []Marked {
	away := p.words(discard, false)
	if len(away) == 0 {
		return system
	}
	return slices.DeleteFunc(slices.Clone(system), func(m Marked) bool {
		c := p.words(m.Content, false)
		return len(c) > 0 && 2*shared(c, away) >= len(c)
	})
}

// addExact counts slots with the same tokens, each used once.
func (c *Count) addExact(gold, system []candidate, slot int) {
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

func (s *Scores) addTriples(gold, system side) {
	if s.ByForm == nil {
		s.ByForm, s.ByPhenomenon = counts(Forms), counts(Phenomena)
	}
	s.each(gold, func(int) bool { return true }, func(c *Count) { c.Gold++ })
	s.each(system, func(int) bool { return true }, func(c *Count) { c.System++ })
	rightGold, rightSystem := map[int]bool{}, map[int]bool{}
	for _, m := range pair(gold.candidates, system.candidates) {
		g, x := gold.candidates[m.gold], system.candidates[m.system]
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

// each calls add with every count that those of one side's attributions that are meant belong to.
func (s *Scores) each(x side, meant func(i int) bool, add func(*Count)) {
	for i := range x.candidates {
		if !meant(i) {
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

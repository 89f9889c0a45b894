package eval

import (
	"cmp"
	"slices"

	"graphd/internal/ingest/text"
)

// Stretches counts as the evaluation of CofeNet does (Wang et al. 2022): the contiguous stretches of one slot within a
// paragraph, each on its own, regardless of the attribution that they belong to.
type Stretches struct{ Source, Cue, Content Count }

// A tokenRange is a half-open range of tokens.
type tokenRange struct{ from, to int }

// add counts one document.
func (s *Stretches) add(p *tokenizedText, gold, system []MarkedAttribution) {
	for _, x := range []struct {
		count *Count
		slot  func(MarkedAttribution) []text.Span
	}{
		{&s.Source, func(m MarkedAttribution) []text.Span { return m.Source }},
		{&s.Cue, func(m MarkedAttribution) []text.Span { return m.Cue }},
		{&s.Content, func(m MarkedAttribution) []text.Span { return m.Content }},
	} {
		g, f := p.stretches(gold, x.slot), p.stretches(system, x.slot)
		x.count.Gold += len(g)
		x.count.System += len(f)
		for _, one := range f {
			if _, ok := slices.BinarySearchFunc(g, one, tokenRange.compare); ok {
				x.count.RightGold++
				x.count.RightSystem++
			}
		}
	}
}

func (s tokenRange) compare(o tokenRange) int {
	return cmp.Or(cmp.Compare(s.from, o.from), cmp.Compare(s.to, o.to))
}

// stretches returns the stretches of one slot in order. Of overlapping stretches it returns the first.
func (p *tokenizedText) stretches(ms []MarkedAttribution, slot func(MarkedAttribution) []text.Span) []tokenRange {
	var all []tokenRange
	for _, m := range ms {
		for _, span := range slot(m) {
			all = p.cut(all, p.words([]text.Span{span}, true))
		}
	}
	slices.SortFunc(all, tokenRange.compare)
	out := all[:0]
	for _, x := range all {
		if n := len(out); n == 0 || x.from >= out[n-1].to {
			out = append(out, x)
		}
	}
	return out
}

// cut appends stretches of the tokens to out. A stretch ends at the end of a line.
func (p *tokenizedText) cut(out []tokenRange, tokens []int) []tokenRange {
	for i, t := range tokens {
		if i > 0 && !p.lineEnds(tokens[i-1], t) {
			out[len(out)-1].to = t + 1
			continue
		}
		out = append(out, tokenRange{t, t + 1})
	}
	return out
}

// lineEnds reports whether a line ends between token a and a later token b.
func (p *tokenizedText) lineEnds(a, b int) bool {
	return a < b && slices.Contains(p.runes[p.tokens[a].End:p.tokens[b].Start], '\n')
}

package eval

import (
	"cmp"
	"slices"

	"graphd/internal/ingest/text"
)

// Stretches counts as the table published with CofeNet does (Wang et al. 2022): the contiguous stretches of one slot
// within a paragraph, each by itself, whatever attribution they belong to.
type Stretches struct{ Source, Cue, Content Count }

// stretch is the first token of one and the token behind its last.
type stretch struct{ from, to int }

// addStretches counts one document.
func (s *Stretches) add(p *page, gold, system []Marked) {
	for _, x := range []struct {
		count *Count
		slot  func(Marked) []text.Span
	}{
		{&s.Source, func(m Marked) []text.Span { return m.Source }},
		{&s.Cue, func(m Marked) []text.Span { return m.Cue }},
		{&s.Content, func(m Marked) []text.Span { return m.Content }},
	} {
		g, f := p.stretches(gold, x.slot), p.stretches(system, x.slot)
		x.count.Gold += len(g)
		x.count.System += len(f)
		for _, one := range f {
			if _, ok := slices.BinarySearchFunc(g, one, stretch.compare); ok {
				x.count.RightGold++
				x.count.RightSystem++
			}
		}
	}
}

func (s stretch) compare(o stretch) int {
	return cmp.Or(cmp.Compare(s.from, o.from), cmp.Compare(s.to, o.to))
}

// stretches are those of one slot in order. Of those that overlap the first stands.
func (p *page) stretches(ms []Marked, slot func(Marked) []text.Span) []stretch {
	var all []stretch
	for _, m := range ms {
		for _, span := range slot(m) {
			all = p.cut(all, p.words([]text.Span{span}, true))
		}
	}
	slices.SortFunc(all, stretch.compare)
	out := all[:0]
	for _, x := range all {
		if n := len(out); n == 0 || x.from >= out[n-1].to {
			out = append(out, x)
		}
	}
	return out
}

// cut appends tokens as stretches that end where a line does.
func (p *page) cut(out []stretch, tokens []int) []stretch {
	for i, t := range tokens {
		if i > 0 && !p.lineEnds(tokens[i-1], t) {
			out[len(out)-1].to = t + 1
			continue
		}
		out = append(out, stretch{t, t + 1})
	}
	return out
}

// lineEnds reports whether a line ends between token a and a later token b.
func (p *page) lineEnds(a, b int) bool {
	return a < b && slices.Contains(p.runes[p.tokens[a].End:p.tokens[b].Start], '\n')
}

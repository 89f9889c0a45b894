package ling

import (
	"cmp"
	"slices"
)

// pairing matches the quotation marks of one paragraph like brackets.
type pairing struct {
	open  []mark
	count [families]int // number of open marks of each family
	pairs []pair
}

// pair is an opening mark and the closing one that matches it. An unmatched opener has a close of width 0.
type pair struct{ open, close mark }

// pairMarks determines the role of every mark of p and returns its quotations. An unmatched opener counts only if its
// quotation runs to the end of the paragraph. next is the mark that the next paragraph begins with, nil if there is none.
func (p *paragraph) pairMarks(marks []mark, next *mark) []pair {
	if len(marks) == 0 {
		return nil
	}
	var s pairing
	for _, m := range marks {
		switch {
		case s.closes(m):
			s.close(m)
		case m.mayOpen && (!m.apostrophe || m.closerAhead || m.at == 0):
			s.open = append(s.open, m)
			s.count[m.family]++
		}
	}
	s.runOn(p, next)
	slices.SortFunc(s.pairs, func(a, b pair) int { return cmp.Compare(a.open.at, b.open.at) })
	p.assign(marks, s.pairs)
	return s.pairs
}

// closes reports whether m closes a quotation here.
func (s *pairing) closes(m mark) bool {
	if !m.mayClose || s.count[m.family] == 0 || m.possessive && m.closerAhead {
		return false
	}
	return !m.mayOpen || s.open[len(s.open)-1].family == m.family
}

// close pairs m with the last opener of its family. Openers in between are no quotation marks.
func (s *pairing) close(m mark) {
	for {
		top := s.open[len(s.open)-1]
		s.open = s.open[:len(s.open)-1]
		s.count[top.family]--
		if top.family == m.family {
			s.pairs = append(s.pairs, pair{top, m})
			return
		}
	}
}

// runOn keeps the first unmatched opener if its quotation may run to the end of the paragraph.
func (s *pairing) runOn(p *paragraph, next *mark) {
	if len(s.open) == 0 {
		return
	}
	o := s.open[0]
	answered := slices.ContainsFunc(s.pairs, func(q pair) bool { return q.open.at > o.at && q.open.family == o.family })
	takenUp := next != nil && next.family == o.family
	if takenUp || o.at == 0 && !answered && !o.apostrophe {
		s.pairs = append(s.pairs, pair{open: o, close: mark{at: len(p.runes)}})
	}
}

// assign sets the role of each mark for the tokenizer. A mark in no pair opens or closes as its context suggests, unless it
// may be an apostrophe.
func (p *paragraph) assign(marks []mark, pairs []pair) {
	p.roles = make([]role, len(p.runes))
	for _, m := range marks {
		switch {
		case m.apostrophe:
		case m.mayOpen:
			p.set(m, opens)
		default:
			p.set(m, closes)
		}
	}
	for _, q := range pairs {
		p.set(q.open, opens)
		if q.close.width > 0 {
			p.set(q.close, closes)
		}
	}
}

func (p *paragraph) set(m mark, r role) {
	p.roles[m.at] = r
	if m.width == 2 {
		p.roles[m.at+1] = markTail
	}
}

// opener returns the mark at the beginning of a paragraph, given all of its marks; nil if there is none.
func opener(marks []mark) *mark {
	if len(marks) == 0 || !marks[0].mayOpen || marks[0].at != 0 {
		return nil
	}
	return &marks[0]
}

// quotes converts pairs, ordered by their openers, to quotations with their depth.
func (p paragraph) quotes(pairs []pair, continues bool) []Quote {
	out := make([]Quote, 0, len(pairs))
	var ends []int
	for i, q := range pairs {
		for len(ends) > 0 && ends[len(ends)-1] <= q.open.at {
			ends = ends[:len(ends)-1]
		}
		end := q.close.at + q.close.width
		out = append(out, Quote{
			Span:      p.span(q.open.at, end),
			Inner:     p.span(q.open.at+q.open.width, max(q.close.at, q.open.at+q.open.width)),
			Closed:    q.close.width > 0,
			Continues: continues && i == 0 && q.open.at == 0,
			Depth:     len(ends),
		})
		ends = append(ends, end)
	}
	return out
}

// quotePass determines the marks and quotations of all paragraphs of a text.
func quotePass(ps []paragraph) []Quote {
	var out []Quote
	marks := make([][]mark, len(ps))
	for i := range ps {
		marks[i] = ps[i].marks()
	}
	leftOpen := false
	for i := range ps {
		var next *mark
		if i+1 < len(ps) {
			next = opener(marks[i+1])
		}
		pairs := ps[i].pairMarks(marks[i], next)
		out = append(out, ps[i].quotes(pairs, leftOpen)...)
		leftOpen = next != nil && slices.ContainsFunc(pairs, func(q pair) bool { return q.close.width == 0 })
	}
	return out
}

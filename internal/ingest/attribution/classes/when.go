package classes

import (
	"graphd/internal/ingest/date"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// When is the time of the saying as the text states it. The zero When means that the text states none.
type When struct {
	Span text.Span
	date.Expression
}

// when returns the time in the occasion or in the clause of the cue that is nearest to the cue.
func (r *Rules) when(f frame, occasion ling.Range) When {
	if f.head < 0 {
		return When{}
	}
	var best When
	nearest := maxDistance
	sentence := r.sentenceOf(f.head)
	for k := max(sentence.From, f.head-maxDistance); k < min(sentence.To, f.head+maxDistance); k++ {
		e, n := r.timeAt(k)
		if n == 0 {
			continue
		}
		x := ling.Between(k, k+n)
		if r.isSayingTime(f, x, occasion) && distance(f.head, x) < nearest {
			best, nearest = When{r.SpanOf(x), e}, distance(f.head, x)
		}
		k += n - 1
	}
	return best
}

// timeAt returns the time expression that begins with word k and its number of words, 0 if there is none. A bare number is a
// year only in a context where years occur.
func (r *Rules) timeAt(k int) (date.Expression, int) {
	const longest = 5
	if k >= len(r.Words) {
		return date.Expression{}, 0
	}
	words := make([]string, 0, longest)
	for j := k; j < min(r.sentenceOf(k).To, k+longest); j++ {
		words = append(words, r.Words[j].Form)
	}
	e, n := date.Match(words)
	if n == 1 && r.Words[k].XPOS == ud.CD && !r.isYear(k) {
		return date.Expression{}, 0
	}
	if n == 1 && r.Words[k].XPOS == ud.MD {
		return date.Expression{}, 0
	}
	return e, n
}

// isYear reports whether a bare number occurs in a context of years: "in 1963", "a 1963 speech".
func (r *Rules) isYear(k int) bool {
	if k == 0 {
		return false
	}
	switch r.Words[k-1].Lower {
	case "in", "since", "during", "of", "a", "the", "late", "early", "back", "'s":
		return true
	}
	return false
}

// isSayingTime reports whether x is the time of the saying.
func (r *Rules) isSayingTime(f frame, x, occasion ling.Range) bool {
	if occasion.Contains(x) || r.isCueTime(f, x) {
		return true
	}
	for i := x.From; i < x.To; i++ {
		if f.holds(i) || !r.outside(i) {
			return false
		}
	}
	if r.isBoundary(x) || x.To < len(r.Words) && r.Words[x.To].XPOS == ud.POS {
		return false
	}
	return r.isAdjacent(f, x) || r.modifiesCue(f, r.topOf(x))
}

// isCueTime reports whether x is part of the cue: "said on Monday that", where all of it is marked as the cue.
func (r *Rules) isCueTime(f frame, x ling.Range) bool {
	for _, c := range f.cue {
		if c.Contains(x) {
			return true
		}
	}
	return false
}

// isBoundary reports whether the time x is a boundary of a period or of another event: "since Monday", "by early May", "ahead
// of last week's vote".
func (r *Rules) isBoundary(x ling.Range) bool {
	k := x.From - 1
	if k >= 0 && partial[r.Words[k].Lower] {
		k--
	}
	if k >= 0 && r.Words[k].Lower == "of" {
		k--
	}
	return k >= 0 && boundaryPrepositions[r.Words[k].Lower]
}

// boundaryPrepositions precede times that begin or end something other than the saying.
var boundaryPrepositions = lists.Set("bounding preposition")

var partial = lists.Set("part of period")

// isAdjacent reports whether x directly follows the cue or its addressee, or opens the clause directly before the source.
func (r *Rules) isAdjacent(f frame, x ling.Range) bool {
	from := x.From
	if from > 0 && (r.Words[from-1].XPOS == ud.IN || r.Words[from-1].XPOS == ud.TO) {
		from--
	}
	last := f.last() + 1
	if from == last {
		return true
	}
	start := f.start()
	for _, s := range f.source {
		if s.From == x.To || s.From == x.To+1 && r.Words[x.To].Lower == "," {
			return r.startsSentence(from, r.sentenceOf(from))
		}
		if s.To == from && start < last {
			return true
		}
	}
	return false
}

// topOf returns the highest word of x in the tree.
func (r *Rules) topOf(x ling.Range) int {
	return r.highest([]ling.Range{x}, func(int) bool { return true })
}

package classes

import (
	"graphd/internal/ingest/date"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// When is what the text says of the time of the saying. The zero When says nothing.
type When struct {
	Span text.Span
	date.Expression
}

// when is the time that the clause of the cue states, in the occasion or beside it; of several the nearest to the cue.
func (r *Rules) when(f frame, occasion ling.Range) When {
	if f.head < 0 {
		return When{}
	}
	var best When
	nearest := farthest
	sentence := r.sentenceOf(f.head)
	for k := max(sentence.From, f.head-farthest); k < min(sentence.To, f.head+farthest); k++ {
		e, n := r.timeAt(k)
		if n == 0 {
			continue
		}
		x := ling.Between(k, k+n)
		if r.dates(f, x, occasion) && distance(f.head, x) < nearest {
			best, nearest = When{r.SpanOf(x), e}, distance(f.head, x)
		}
		k += n - 1
	}
	return best
}

// timeAt is the time expression that begins with word k and how many words it has. A bare year counts only where something
// says that it is one.
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

// isYear reports whether a bare number stands where years do: "in 1963", "a 1963 speech".
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

// dates reports whether the time x is that of the saying.
func (r *Rules) dates(f frame, x, occasion ling.Range) bool {
	if occasion.Contains(x) || r.isCueTime(f, x) {
		return true
	}
	for i := x.From; i < x.To; i++ {
		if f.holds(i) || !r.outside(i) {
			return false
		}
	}
	if r.isBounding(x) || x.To < len(r.Words) && r.Words[x.To].XPOS == ud.POS {
		return false
	}
	return r.isBeside(f, x) || r.belongs(f, r.topOf(x))
}

// isCueTime reports whether x lies within the cue: "said on Monday that", where all of it is marked as the cue.
func (r *Rules) isCueTime(f frame, x ling.Range) bool {
	for _, c := range f.cue {
		if c.Contains(x) {
			return true
		}
	}
	return false
}

// isBounding reports whether the time x begins or ends something else: "since Monday", "by early May", "ahead of last
// week's vote".
func (r *Rules) isBounding(x ling.Range) bool {
	k := x.From - 1
	if k >= 0 && partial[r.Words[k].Lower] {
		k--
	}
	if k >= 0 && r.Words[k].Lower == "of" {
		k--
	}
	return k >= 0 && bounding[r.Words[k].Lower]
}

// bounding are prepositions of times that begin or end something else than a saying.
var bounding = lists.Set("bounding preposition")

var partial = lists.Set("part of period")

// isBeside reports whether x stands right after the cue or its addressee, or opens the clause right before the source.
func (r *Rules) isBeside(f frame, x ling.Range) bool {
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

// topOf is the word of x that the others hang on.
func (r *Rules) topOf(x ling.Range) int {
	return r.top([]ling.Range{x}, func(int) bool { return true })
}

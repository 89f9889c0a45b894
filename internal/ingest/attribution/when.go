package attribution

import (
	"graphd/internal/ingest/date"
	"graphd/internal/ingest/text"
)

// When is what the text says of the time of the saying. The zero When says nothing.
type When struct {
	Span text.Span
	date.Expression
}

// when is the time that the clause of the cue states, in the occasion or beside it; of several the nearest to the cue.
func (r *reading) when(f finding, occasion run) When {
	if f.head < 0 {
		return When{}
	}
	var best When
	nearest := farthest
	sentence := r.sentenceOf(f.head)
	for k := max(sentence.from, f.head-farthest); k < min(sentence.to, f.head+farthest); k++ {
		e, n := r.timeAt(k)
		if n == 0 {
			continue
		}
		x := run{k, k + n}
		if r.dates(f, x, occasion) && distance(f.head, x) < nearest {
			best, nearest = When{r.span(x), e}, distance(f.head, x)
		}
		k += n - 1
	}
	return best
}

// timeAt is the time expression that begins with word k and how many words it has. A bare year counts only where something
// says that it is one.
func (r *reading) timeAt(k int) (date.Expression, int) {
	const longest = 5
	if k >= len(r.words) {
		return date.Expression{}, 0
	}
	words := make([]string, 0, longest)
	for j := k; j < min(r.sentenceOf(k).to, k+longest); j++ {
		words = append(words, r.words[j].Form)
	}
	e, n := date.Match(words)
	if n == 1 && r.words[k].XPOS == "CD" && !r.isYear(k) {
		return date.Expression{}, 0
	}
	if n == 1 && r.words[k].XPOS == "MD" {
		return date.Expression{}, 0
	}
	return e, n
}

// isYear reports whether a bare number stands where years do: "in 1963", "a 1963 speech".
func (r *reading) isYear(k int) bool {
	if k == 0 {
		return false
	}
	switch r.words[k-1].lower {
	case "in", "since", "during", "of", "a", "the", "late", "early", "back", "'s":
		return true
	}
	return false
}

// dates reports whether the time x is that of the saying.
func (r *reading) dates(f finding, x, occasion run) bool {
	if occasion.contains(x) || r.isCueTime(f, x) {
		return true
	}
	for i := x.from; i < x.to; i++ {
		if f.holds(i) || !r.outside(i) {
			return false
		}
	}
	if r.isBounding(x) || x.to < len(r.words) && r.words[x.to].XPOS == "POS" {
		return false
	}
	return r.isBeside(f, x) || r.belongs(f, r.topOf(x))
}

// isCueTime reports whether x lies within the cue: "said on Monday that", where all of it is marked as the cue.
func (r *reading) isCueTime(f finding, x run) bool {
	for _, c := range f.cue {
		if c.contains(x) {
			return true
		}
	}
	return false
}

// isBounding reports whether the time x begins or ends something else: "since Monday", "by early May", "ahead of last
// week's vote".
func (r *reading) isBounding(x run) bool {
	k := x.from - 1
	if k >= 0 && partial[r.words[k].lower] {
		k--
	}
	if k >= 0 && r.words[k].lower == "of" {
		k--
	}
	return k >= 0 && bounding[r.words[k].lower]
}

// bounding are prepositions of times that begin or end something else than a saying.
var bounding = set("since until till by from through to before after between ahead starting beginning")

var partial = set("early late mid the")

// isBeside reports whether x stands right after the cue or its addressee, or opens the clause right before the source.
func (r *reading) isBeside(f finding, x run) bool {
	from := x.from
	if from > 0 && (r.words[from-1].XPOS == "IN" || r.words[from-1].XPOS == "TO") {
		from--
	}
	last := f.last() + 1
	if from == last {
		return true
	}
	start := f.start()
	for _, s := range f.source {
		if s.from == x.to || s.from == x.to+1 && r.words[x.to].lower == "," {
			return r.startsSentence(from, r.sentenceOf(from))
		}
		if s.to == from && start < last {
			return true
		}
	}
	return false
}

// topOf is the word of x that the others hang on.
func (r *reading) topOf(x run) int { return r.top([]run{x}, func(int) bool { return true }) }

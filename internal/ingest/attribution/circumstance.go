package attribution

import (
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/text"
)

// onBehalf is whom a spokesperson source speaks for: "the Foreign Office" in "a spokesman for the Foreign Office",
// "the Prime Minister" in "the Prime Minister's official spokesman", "Home Office" in "a Home Office spokesman".
func (r *reading) onBehalf(f finding) text.Span {
	for _, source := range f.source {
		for k := source.from; k < source.to; k++ {
			if spokespeople[r.words[k].lower] {
				return r.span(r.spokenFor(f, k, source))
			}
		}
	}
	return text.Span{}
}

func (r *reading) spokenFor(f finding, k int, source run) run {
	if p := r.dependent(k, "nmod:poss"); p >= 0 && source.has(p) {
		return r.trim(r.withoutPossessive(r.subtree(p)))
	}
	if x := r.possessiveBefore(k, source); !x.empty() {
		return x
	}
	for _, preposition := range []string{"for", "of", "with", "at"} {
		if o := r.oblique(k, preposition); o >= 0 && source.has(o) {
			return r.spokenName(o, source.to)
		}
	}
	if o := r.leftOut(f, k, source); o >= 0 {
		return r.spokenName(o, r.nextHeld(f, o))
	}
	return r.compoundsBefore(k, source)
}

// leftOut is the word that "for" governs right behind a source which was cut short at its word k: "a spokesman" without
// "for the campaign". It is -1 where there is none.
func (r *reading) leftOut(f finding, k int, source run) int {
	next := source.to
	if k+1 != next || !r.sentenceOf(k).has(next) || r.words[next].lower != "for" || r.words[next].rel != "case" {
		return -1
	}
	o := r.words[next].governor
	if o < next || f.holds(next) || f.holds(o) {
		return -1
	}
	return o
}

// nextHeld is the first word behind word i that is in a slot of f or in another sentence.
func (r *reading) nextHeld(f finding, i int) int {
	end := i + 1
	for end < r.sentenceOf(i).to && !f.holds(end) {
		end++
	}
	return end
}

// spokenName is the phrase of word o behind its preposition, up to word end, with the rest of a name that the tree hangs
// elsewhere: "Transport" for "Transport for the North".
func (r *reading) spokenName(o, end int) run {
	x := run{r.preposition(o) + 1, min(r.words[o].last+1, end)}
	for n := r.nameGoesOn(x.to, end); n > 0; n = r.nameGoesOn(x.to, end) {
		x.to += n
	}
	return r.trim(x)
}

// nameGoesOn is how many words at i, before end, go on a name that ends there: "for the North", "of Birds".
func (r *reading) nameGoesOn(i, end int) int {
	if i >= end || !nameLinks[r.words[i].lower] || !r.isCapital(i-1) {
		return 0
	}
	from := i + 1
	if from < end && r.words[from].lower == "the" {
		from++
	}
	to := from
	for to < end && r.isCapital(to) {
		to++
	}
	if to == from {
		return 0
	}
	return to - i
}

// isCapital reports whether word i begins with a capital, whatever its tag: "Better" in a name.
func (r *reading) isCapital(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.words[i].Form)
	return unicode.IsUpper(c)
}

// nameLinks join the parts of a body's name.
var nameLinks = set("for of")

var spokespeople = list("spokesperson")

func (r *reading) withoutPossessive(x run) run {
	if !x.empty() && r.words[x.to-1].XPOS == "POS" {
		x.to--
	}
	return x
}

// possessiveBefore is what a source says before the last possessive mark that stands before its word k.
func (r *reading) possessiveBefore(k int, source run) run {
	for j := k - 1; j > source.from; j-- {
		if r.words[j].XPOS == "POS" {
			return r.trim(run{source.from, j})
		}
	}
	return run{}
}

// compoundsBefore is the run of names right before word k.
func (r *reading) compoundsBefore(k int, within run) run {
	from := k
	for from > within.from && r.isName(from-1) {
		from--
	}
	return run{from, k}
}

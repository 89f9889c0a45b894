package classes

import (
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// onBehalf returns the span of the person or organization that a spokesperson speaks for: "the Foreign Office" in "a
// spokesman for the Foreign Office", "the Prime Minister" in "the Prime Minister's official spokesman", "Home Office" in "a
// Home Office spokesman". It returns the zero Span where the source is no spokesperson.
func (r *Rules) onBehalf(f frame) text.Span {
	for _, source := range f.source {
		for k := source.From; k < source.To; k++ {
			if spokespeople[r.Words[k].Lower] {
				return r.SpanOf(r.spokenFor(f, k, source))
			}
		}
	}
	return text.Span{}
}

func (r *Rules) spokenFor(f frame, k int, source ling.Range) ling.Range {
	if p := r.Dependent(k, ud.NmodPoss); p >= 0 && source.Has(p) {
		return r.trim(r.withoutPossessive(r.subtree(p)))
	}
	if x := r.possessiveBefore(k, source); !x.Empty() {
		return x
	}
	for _, preposition := range []string{"for", "of", "with", "at"} {
		if o := r.oblique(k, preposition); o >= 0 && source.Has(o) {
			return r.spokenName(o, source.To)
		}
	}
	if o := r.cutComplement(f, k, source); o >= 0 {
		return r.spokenName(o, r.endOfFree(f, o))
	}
	return r.compoundsBefore(k, source)
}

// cutComplement returns the object of a "for" that follows the source directly, where the source was cut short after its word
// k: "a spokesman" without "for the campaign". It returns -1 where there is none.
func (r *Rules) cutComplement(f frame, k int, source ling.Range) int {
	next := source.To
	if k+1 != next || !r.sentenceOf(k).Has(next) || r.Words[next].Lower != "for" || r.Words[next].Deprel != ud.Case {
		return -1
	}
	o := r.Words[next].Head
	if o < next || f.holds(next) || f.holds(o) {
		return -1
	}
	return o
}

// endOfFree returns the first word after word i that belongs to a slot of f or to another sentence.
func (r *Rules) endOfFree(f frame, i int) int {
	end := i + 1
	for end < r.sentenceOf(i).To && !f.holds(end) {
		end++
	}
	return end
}

// spokenName returns the phrase of word o after its preposition, up to word end, including the rest of a name that the tree
// attaches elsewhere: "Transport" and then "for the North".
func (r *Rules) spokenName(o, end int) ling.Range {
	x := ling.Between(r.preposition(o)+1, min(r.Words[o].Last+1, end))
	for n := r.nameRest(x.To, end); n > 0; n = r.nameRest(x.To, end) {
		x.To += n
	}
	return r.trim(x)
}

// nameRest returns how many words from i on, before end, continue a name: "for the North", "of Birds".
func (r *Rules) nameRest(i, end int) int {
	if i >= end || !nameLinks[r.Words[i].Lower] || !r.isCapital(i-1) {
		return 0
	}
	from := i + 1
	if from < end && r.Words[from].Lower == "the" {
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

// isCapital reports whether word i begins with a capital letter, whatever its tag: "Better" in a name.
func (r *Rules) isCapital(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.Words[i].Form)
	return unicode.IsUpper(c)
}

// nameLinks join the parts of an organization's name.
var nameLinks = lists.Set("name link")

var spokespeople = lists.Set("spokesperson")

func (r *Rules) withoutPossessive(x ling.Range) ling.Range {
	if !x.Empty() && r.Words[x.To-1].XPOS == ud.POS {
		x.To--
	}
	return x
}

// possessiveBefore returns the words of source before the last possessive mark that precedes word k.
func (r *Rules) possessiveBefore(k int, source ling.Range) ling.Range {
	for j := k - 1; j > source.From; j-- {
		if r.Words[j].XPOS == ud.POS {
			return r.trim(ling.Between(source.From, j))
		}
	}
	return ling.Range{}
}

// compoundsBefore returns the names directly before word k.
func (r *Rules) compoundsBefore(k int, within ling.Range) ling.Range {
	from := k
	for from > within.From && r.isName(from-1) {
		from--
	}
	return ling.Between(from, k)
}

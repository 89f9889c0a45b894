package classes

import (
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// onBehalf is whom a spokesperson source speaks for: "the Foreign Office" in "a spokesman for the Foreign Office",
// "the Prime Minister" in "the Prime Minister's official spokesman", "Home Office" in "a Home Office spokesman".
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
	if o := r.leftOut(f, k, source); o >= 0 {
		return r.spokenName(o, r.nextHeld(f, o))
	}
	return r.compoundsBefore(k, source)
}

// leftOut is the word that "for" governs right behind a source which was cut short at its word k: "a spokesman" without
// "for the campaign". It is -1 where there is none.
func (r *Rules) leftOut(f frame, k int, source ling.Range) int {
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

// nextHeld is the first word behind word i that is in a slot of f or in another sentence.
func (r *Rules) nextHeld(f frame, i int) int {
	end := i + 1
	for end < r.sentenceOf(i).To && !f.holds(end) {
		end++
	}
	return end
}

// spokenName is the phrase of word o behind its preposition, up to word end, with the rest of a name that the tree hangs
// elsewhere: "Transport" for "Transport for the North".
func (r *Rules) spokenName(o, end int) ling.Range {
	x := ling.Between(r.preposition(o)+1, min(r.Words[o].Last+1, end))
	for n := r.nameGoesOn(x.To, end); n > 0; n = r.nameGoesOn(x.To, end) {
		x.To += n
	}
	return r.trim(x)
}

// nameGoesOn is how many words at i, before end, go on a name that ends there: "for the North", "of Birds".
func (r *Rules) nameGoesOn(i, end int) int {
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

// isCapital reports whether word i begins with a capital, whatever its tag: "Better" in a name.
func (r *Rules) isCapital(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.Words[i].Form)
	return unicode.IsUpper(c)
}

// nameLinks join the parts of a body's name.
var nameLinks = lists.Set("name link")

var spokespeople = lists.Set("spokesperson")

func (r *Rules) withoutPossessive(x ling.Range) ling.Range {
	if !x.Empty() && r.Words[x.To-1].XPOS == ud.POS {
		x.To--
	}
	return x
}

// possessiveBefore is what a source says before the last possessive mark that stands before its word k.
func (r *Rules) possessiveBefore(k int, source ling.Range) ling.Range {
	for j := k - 1; j > source.From; j-- {
		if r.Words[j].XPOS == ud.POS {
			return r.trim(ling.Between(source.From, j))
		}
	}
	return ling.Range{}
}

// compoundsBefore is the range of names right before word k.
func (r *Rules) compoundsBefore(k int, within ling.Range) ling.Range {
	from := k
	for from > within.From && r.isName(from-1) {
		from--
	}
	return ling.Between(from, k)
}

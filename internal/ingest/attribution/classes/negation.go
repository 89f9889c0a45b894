package classes

import (
	"strings"

	"graphd/internal/ingest/ling/ud"
)

// polarity returns Negative where the text reports that the source did not say it.
func (r *Rules) polarity(f frame) Polarity {
	if f.head < 0 || r.isAffirmed(f) {
		return Positive
	}
	for _, k := range r.verbGroup(f) {
		if negations[r.Words[k].Lower] && !r.isAdditive(k) && !r.isPlea(k) && !undoneAdverbs[r.wordBefore(k)] {
			return Negative
		}
	}
	switch {
	case r.isNegated(f.head) && !r.isAdditive(r.negation(f.head)), r.isDenied(f), r.isWithheld(f), r.isUnsaid(f):
		return Negative
	case r.isNobody(f), r.isSomeOnly(f), r.isNegatedBefore(f), r.isNegatedAcross(f), r.isNotWho(f):
		return Negative
	}
	return Positive
}

var (
	negations = lists.Set("negation")
	nobody    = lists.Set("nobody")
)

// negation returns the dependent that negates word i, -1 if there is none.
func (r *Rules) negation(i int) int {
	for _, d := range r.Words[i].Dependents {
		if negations[r.Words[d].Lower] {
			return d
		}
	}
	return -1
}

// isAdditive reports whether the negation at k is part of "not only", "not just", "not until" and the like, which do not negate.
func (r *Rules) isAdditive(k int) bool {
	if k < 0 || k+1 >= len(r.Words) {
		return false
	}
	return additive[r.Words[k+1].Lower]
}

var additive = lists.Set("additive")

// isPlea reports whether the negation at k belongs to the plea "not guilty".
func (r *Rules) isPlea(k int) bool {
	return k > 0 && k+1 < len(r.Words) && r.Words[k+1].Lower == "guilty" && r.Words[k-1].Lemma == "plead"
}

// isDenied reports whether a noun of the cue is negated: "provided no details about", "had no comment on".
func (r *Rules) isDenied(f frame) bool {
	for _, x := range f.cue {
		for k := x.From; k < x.To; k++ {
			if r.Words[k].Lower == "no" && r.Words[k].Head >= 0 && has(f.cue, r.Words[k].Head) {
				return true
			}
		}
	}
	return false
}

// isWithheld reports whether the cue is something that its source has not done: "yet to confirm", "refused to say", "without
// saying".
func (r *Rules) isWithheld(f frame) bool {
	if m := r.infinitiveMark(f.head); m > 0 && r.Words[m-1].Lower == "yet" {
		return true
	}
	if m := r.Dependent(f.head, ud.Mark, ud.Case); m >= 0 && r.Words[m].Lower == "without" {
		return true
	}
	g := r.Words[f.head].Head
	if g < 0 || g > f.head || has(f.content, g) || !withholding[r.Words[g].Lemma] || r.isNegated(g) {
		return false
	}
	switch r.Words[f.head].Deprel {
	case ud.Xcomp:
		return true
	case ud.Obl, ud.Advcl, ud.Dep:
		return f.head-g <= longestWithholding
	}
	return false
}

// longestWithholding is the largest distance in words of a cue from the verb that withholds it, as in "stopped well short of
// saying". Chosen by hand.
const longestWithholding = 5

var withholding = lists.Set("withholding")

// isNobody reports whether the source is nobody: "No one", "None of the wardens", "Not a single resident".
func (r *Rules) isNobody(f frame) bool {
	if len(f.source) == 0 {
		return false
	}
	first := f.source[0].From
	if nobody[r.Words[first].Lower] {
		return true
	}
	next := r.afterNot(f)
	return next >= 0 && single[r.Words[next].Lower]
}

// isSomeOnly reports whether the source is a part of a group of which the others do not say it: "Not everyone", "Few experts".
func (r *Rules) isSomeOnly(f frame) bool {
	if len(f.source) == 0 {
		return false
	}
	if few[r.Words[f.source[0].From].Lower] {
		return true
	}
	next := r.afterNot(f)
	return next >= 0 && everyone[r.Words[next].Lower]
}

// afterNot returns the word after the "not" with which the source begins, or that directly precedes it; -1 if there is none.
func (r *Rules) afterNot(f frame) int {
	first := f.source[0].From
	switch {
	case r.Words[first].Lower == "not" && first+1 < len(r.Words):
		return first + 1
	case r.wordBefore(first) == "not":
		return first
	}
	return -1
}

var (
	single   = lists.Set("single")
	everyone = lists.Set("everyone")
	few      = lists.Set("few")
)

// isNegatedBefore reports whether a negation that opens the clause negates the cue: "At no point did she say", "Nothing she said
// suggested". What only sets a time does not: "Not until Monday did she say".
func (r *Rules) isNegatedBefore(f frame) bool {
	if len(f.source) == 0 || f.source[0].From > f.head {
		return false
	}
	k, from := f.source[0].From-1, r.sentenceOf(f.head).From
	if k < from || r.IsQuoted(k) {
		return false
	}
	if r.Words[k].Lower == "nothing" {
		return true
	}
	if !auxiliaries[r.Words[k].Lower] || r.Words[r.sentenceOf(f.head).To-1].Lower == "?" {
		return false
	}
	for k--; k >= from && !r.Words[k].IsPunctuation(); k-- {
		if w := r.Words[k].Lower; negations[w] || w == "no" || nobody[w] {
			return !r.isAdditive(k)
		}
	}
	return false
}

// isNegatedAcross reports whether the auxiliary directly after the source is negated and words in between separate it from the cue:
// "Horn did not, in any of four interviews, say".
func (r *Rules) isNegatedAcross(f frame) bool {
	if len(f.source) == 0 || f.source[len(f.source)-1].To > f.head {
		return false
	}
	aux := f.source[len(f.source)-1].To
	if !auxiliaries[r.Words[aux].Lower] || aux+2 >= f.head || r.Words[aux].Sentence != r.Words[f.head].Sentence {
		return false
	}
	not := aux + 1
	if !negations[r.Words[not].Lower] || r.isAdditive(not) {
		return false
	}
	head := r.Words[f.head]
	isInfinitive := head.Lower == strings.ToLower(head.Lemma) && r.Words[f.head-1].XPOS != ud.TO
	isParticiple := r.Words[aux].Lemma == "have" && (head.XPOS == ud.VBN || head.XPOS == ud.VBD)
	if !isInfinitive && !isParticiple {
		return false
	}
	if r.Words[not+1].Lower == "," {
		k := f.head - 1
		for k > not+1 && isAdverb(r.Words[k]) {
			k--
		}
		return k > not+1 && r.Words[k].Lower == ","
	}
	for k := not + 1; k < f.head; k++ {
		if w := r.Words[k]; w.XPOS.IsFinite() || w.IsPunctuation() || w.Lower == "but" || w.Lower == "and" {
			return false
		}
	}
	return true
}

var auxiliaries = lists.Set("auxiliary")

// isAffirmed reports whether the cue negates a word that would withhold it: "did not hesitate to say", "made no secret of".
func (r *Rules) isAffirmed(f frame) bool {
	negated := false
	for _, x := range f.cue {
		for k := x.From; k < x.To; k++ {
			w := r.Words[k]
			if negated && affirming[w.Lemma] && k != f.head {
				return true
			}
			negated = negated || negations[w.Lower] || w.Lower == "no"
		}
	}
	return false
}

var affirming = lists.Set("affirming if negated")

// isNotWho reports whether the source is the pronoun of "It was not Hall who said".
func (r *Rules) isNotWho(f frame) bool {
	if len(f.source) == 0 || r.Words[f.source[0].From].XPOS != ud.WP {
		return false
	}
	from := r.sentenceOf(f.head).From
	for k := f.source[0].From - 1; k > from+1; k-- {
		if negations[r.Words[k].Lower] {
			return r.Words[k-1].Lemma == "be" && r.Words[k-2].Lower == "it"
		}
		if r.isVerb(k) || r.Words[k].IsPunctuation() {
			return false
		}
	}
	return false
}

// IsNegation reports whether a word, in lower case, negates its clause: "not", "never".
func IsNegation(word string) bool { return negations[word] }

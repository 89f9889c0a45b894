package classes

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// polarity returns Negative where the text reports that the source did not say it.
func (r *Rules) polarity(f frame) Polarity {
	if f.head < 0 {
		return Positive
	}
	for _, k := range r.verbGroup(f) {
		if negations[r.Words[k].Lower] && !r.isAdditive(k) {
			return Negative
		}
	}
	switch {
	case r.isNegated(f.head) && !r.isAdditive(r.negation(f.head)), r.isDenied(f), r.isWithheld(f), r.isUnsaid(f):
		return Negative
	case len(f.source) > 0 && nobody[r.Words[f.source[0].From].Lower]:
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

// isAdditive reports whether the negation at k is part of "not only", "not just" and the like, which do not negate.
func (r *Rules) isAdditive(k int) bool {
	if k < 0 || k+1 >= len(r.Words) {
		return false
	}
	switch r.Words[k+1].Lower {
	case "only", "just", "merely", "simply":
		return true
	}
	return false
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

// certainty returns how much the document vouches for the report.
func (r *Rules) certainty(f frame) Certainty {
	if f.head < 0 {
		return Certain
	}
	out := Certain
	for _, k := range append(r.verbGroup(f), r.clauseAdverbs(f)...) {
		switch w := r.Words[k]; {
		case possibly[w.Lower], w.Lower == "can" && r.form(f) != Direct:
			return Possible
		case probably[w.Lower] || hearsay[w.Lower] || w.Deprel != ud.Mark && seeming[w.Lemma]:
			out = Probable
		case w.Deprel == ud.Mark && (w.Lower == "if" || w.Lower == "unless" || w.Lower == "whether"):
			return Possible
		}
	}
	if r.isQueried(f) || r.isInvertedCondition(f) || f.head > 0 && isAdverb(r.Words[f.head-1]) && possibly[r.wordBefore(f.head)] {
		return Possible
	}
	if r.isHearsay(f) {
		return Probable
	}
	return out
}

var (
	possibly = lists.Set("possible")
	probably = lists.Set("probable")
	seeming  = lists.Set("seeming")
)

// isQueried reports whether the cue belongs to a question, outside quotations, about what the source says: "Did she say that it
// was safe?"
func (r *Rules) isQueried(f frame) bool {
	sentence := r.sentenceOf(f.head)
	if r.IsQuoted(f.head) || r.Words[sentence.To-1].Lower != "?" || !r.outside(sentence.To-1) || len(f.source) == 0 {
		return false
	}
	if k := f.source[0].From - 1; k == sentence.From && f.source[0].From < f.head && inverting[r.Words[k].Lower] {
		return true // "Was she right to say that it was safe?"
	}
	for _, d := range r.Words[f.head].Dependents {
		if r.isAuxiliary(d) && d < f.source[0].From && f.source[0].From < f.head {
			return true
		}
	}
	return false
}

// clauseAdverbs returns the adverbs that open the clause of the cue directly before its source: "Perhaps he thinks …".
func (r *Rules) clauseAdverbs(f frame) []int {
	k := f.start() - 1
	if k < 0 || k < r.sentenceOf(f.start()).From || !isAdverb(r.Words[k]) && r.Words[k].Lower != "," {
		return nil
	}
	if r.Words[k].Lower == "," {
		k--
	}
	if k < r.sentenceOf(f.start()).From || !isAdverb(r.Words[k]) {
		return nil
	}
	return []int{k}
}

// isAdverb reports whether w is an adverb.
func isAdverb(w ling.TreeWord) bool {
	return w.XPOS == ud.RB || w.Lower == "maybe" || w.Lower == "perhaps"
}

// isHearsay reports whether the cue is a passive without a source: "it is understood that", "is said to owe".
func (r *Rules) isHearsay(f frame) bool {
	if len(f.source) > 0 {
		return false
	}
	return hearsayClasses[f.entry.class] && r.isPassive(f.head)
}

var hearsayClasses = lists.Set("hearsay class")

// tense returns Future where the speech is still to come.
func (r *Rules) tense(f frame) Tense {
	if f.head < 0 {
		return NonFuture
	}
	for _, k := range r.verbGroup(f) {
		switch w := r.Words[k]; {
		case w.Lower == "will" && w.XPOS == ud.MD, w.Lower == "shall", w.Lower == "'ll", w.Lower == "wo" && w.XPOS == ud.MD:
			return Future
		}
	}
	if r.isExpected(f.head) || r.isExpectedByPlace(f) || r.isHeadlineFuture(f) {
		return Future
	}
	return NonFuture
}

var hearsay = lists.Set("hearsay")

package classes

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// certainty returns how much the document vouches for the report.
func (r *Rules) certainty(f frame) Certainty {
	if f.head < 0 {
		return Certain
	}
	out := Certain
	for _, k := range append(r.verbGroup(f), r.clauseAdverbs(f)...) {
		switch w := r.Words[k]; {
		case w.Lower == "would" && k+1 < len(r.Words) && r.Words[k+1].Lower == "only":
			// "would only say that" states what was said
		case possibly[w.Lower], w.Lower == "can" && r.form(f) != Direct:
			return Possible
		case probably[w.Lower] || hearsay[w.Lower] || w.Deprel != ud.Mark && seeming[w.Lemma], k < f.head && attempts[w.Lemma] && f.entry.kind == Speech:
			out = Probable
		case w.Deprel == ud.Mark && (w.Lower == "if" || w.Lower == "unless" || w.Lower == "whether"):
			return Possible
		}
	}
	if r.isSomeOnly(f) || r.isQueried(f) || r.isInvertedCondition(f) || f.head > 0 && isAdverb(r.Words[f.head-1]) && possibly[r.wordBefore(f.head)] {
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
	attempts = lists.Set("attempt")
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

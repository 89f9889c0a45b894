package classes

import "graphd/internal/ingest/ling/ud"

// isExpectation reports whether word i states that what follows is still to come: "is expected to say", "is due to say".
func (r *Rules) isExpectation(i int) bool {
	if i < 0 || !expectations[r.Words[i].Lemma] {
		return false
	}
	// "goes on to say" is not future; "is going to say" is.
	return r.Words[i].Lemma != "go" || r.Words[i].Lower == "going"
}

var expectations = lists.Set("expectation")

// isExpected reports whether word i is an infinitive that depends on an expectation.
func (r *Rules) isExpected(i int) bool {
	g := r.Words[i].Head
	return g >= 0 && g < i && r.Words[i].Deprel == ud.Xcomp && r.infinitiveMark(i) >= 0 && r.isExpectation(g)
}

// isExpectedByPlace reports whether an expectation directly precedes the cue's infinitive, whatever the tree.
func (r *Rules) isExpectedByPlace(f frame) bool {
	k := f.head - 1
	for k > 0 && isAdverb(r.Words[k]) {
		k--
	}
	return k > 0 && r.Words[k].XPOS == ud.TO && r.sentenceOf(k).Has(k-1) && r.isExpectation(k-1)
}

// isHeadlineFuture reports whether the cue is the infinitive that headlines use as a future: "Walker to Speak".
func (r *Rules) isHeadlineFuture(f frame) bool {
	first := f.cue[0].From
	if r.Words[first].XPOS != ud.TO || len(f.source) == 0 || r.Words[f.head].Head >= 0 && r.isVerb(r.Words[f.head].Head) {
		return false
	}
	return f.source[len(f.source)-1].To == first && r.Words[f.head].Deprel != ud.Acl && r.Words[f.head].Deprel != ud.Xcomp
}

// isUnsaid reports whether the text around the cue states that its source did not say it: "denied saying", "far from saying",
// "almost said", "it is untrue that she said", "was wrongly quoted as saying". It goes by the place of words, whatever the tree.
func (r *Rules) isUnsaid(f frame) bool {
	return r.isUndone(f) || undoneAdverbs[r.wordBefore(f.head)] || r.isUntrue(f) || r.isMisreported(f)
}

var (
	undoneAdverbs = lists.Set("undone adverb")
	undoings      = lists.Set("undoing")
	undoingPhrase = lists.Set("undoing phrase")
	undoingDegree = lists.Set("undoing degree")
	untrue        = lists.Set("untrue")
	truths        = lists.Set("true")
	falsely       = lists.Set("false adverb")
)

// wordBefore returns the word before word i of its sentence, in lower case, not counting "ever"; "" if there is none.
func (r *Rules) wordBefore(i int) string {
	k, from := i-1, r.sentenceOf(i).From
	if k >= from && r.Words[k].Lower == "ever" {
		k--
	}
	if k < from {
		return ""
	}
	return r.Words[k].Lower
}

// isUndone reports whether a word or phrase that precludes the cue, or the verb at its end, directly precedes it: "denied saying",
// "rather than say", "warned against believing". The phrase is not negated.
func (r *Rules) isUndone(f frame) bool {
	for _, i := range []int{f.head, f.last()} {
		w, from := &r.Words[i], r.sentenceOf(i).From
		if i-2 >= from && w.XPOS.IsAdjective() && undoingDegree[r.Words[i-2].Lower+" "+r.Words[i-1].Lower] {
			return true // "far from certain"
		}
		if i-3 >= from && r.Words[i-1].XPOS == ud.TO && r.Words[i-3].Lower == "too" && r.Words[i-2].XPOS.IsAdjective() {
			return true // "too polite to say"
		}
		if i-1 < from || w.XPOS != ud.VBG && w.XPOS != ud.VB {
			continue
		}
		if b := &r.Words[i-1]; undoings[b.Lemma] && w.XPOS == ud.VBG && !r.isNegated(i-1) {
			return true
		}
		if i-2 >= from && undoingPhrase[r.Words[i-2].Lemma+" "+r.Words[i-1].Lower] && !r.isNegated(i-2) {
			return true
		}
	}
	return false
}

// isUntrue reports whether the clause of the report is what the text calls untrue: "It is a myth that she said", "The claim that
// she said … is false".
func (r *Rules) isUntrue(f frame) bool {
	k := f.cue[0].From
	if len(f.source) > 0 {
		k = min(k, f.source[0].From)
	}
	k -= 2
	if k < r.sentenceOf(f.head).From || r.Words[k+1].Lower != "that" {
		return false
	}
	if end := r.sentenceOf(f.head).To - 2; isNoun(r.Words[k]) && !untrue[r.Words[k].Lower] && end > f.head && r.Words[end-1].Lemma == "be" {
		k = end // "The claim that … is false"
	}
	negated := r.isNegated(k) || negations[r.wordBefore(k)]
	return untrue[r.Words[k].Lower] && !negated || truths[r.Words[k].Lower] && negated
}

// isMisreported reports whether a false report by others precedes the head of the cue or is it: "was wrongly reported to have said".
func (r *Rules) isMisreported(f frame) bool {
	from := r.sentenceOf(f.head).From
	if len(f.source) > 0 {
		from = f.source[len(f.source)-1].To // that of "was wrongly quoted by the Herald" is no victim of it
	}
	for k := max(from, f.head-longestMisreport); k < f.head; k++ {
		if falsely[r.Words[k].Lower] && k > 0 && r.Words[k-1].Lemma == "be" && r.Words[k+1].XPOS == ud.VBN && !has(f.content, k) {
			return true
		}
	}
	return false
}

// longestMisreport is the largest distance in words of the head of a cue from the adverb that calls it false. Chosen by hand.
const longestMisreport = 6

// isInvertedCondition reports whether the cue belongs to a condition without "if": "Had she said that it was safe, …".
func (r *Rules) isInvertedCondition(f frame) bool {
	if len(f.source) == 0 || f.source[0].From > f.head {
		return false
	}
	k, from := f.source[0].From-1, r.sentenceOf(f.head).From
	if k < from || !conditional[r.Words[k].Lower] {
		return false
	}
	return k == from || r.Words[k-1].Lower == "," || r.Words[k-1].XPOS == ud.CC
}

var conditional = lists.Set("inverted condition")

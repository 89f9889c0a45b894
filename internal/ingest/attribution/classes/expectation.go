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

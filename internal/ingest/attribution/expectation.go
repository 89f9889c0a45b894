package attribution

// isExpectation reports whether word i says that what follows is yet to come: "is expected to say", "is due to say".
func (r *reading) isExpectation(i int) bool {
	if i < 0 || !expectations[r.words[i].Lemma] {
		return false
	}
	// "goes on to say" says it now; "is going to say" does not.
	return r.words[i].Lemma != "go" || r.words[i].lower == "going"
}

var expectations = set("expect plan intend go schedule due set likely poise about ready")

// isExpected reports whether word i is an infinitive that hangs on an expectation.
func (r *reading) isExpected(i int) bool {
	g := r.words[i].governor
	return g >= 0 && g < i && r.words[i].rel == "xcomp" && r.infinitiveMark(i) >= 0 && r.isExpectation(g)
}

// isExpectedByPlace reports whether an expectation stands right before the cue's infinitive, whatever the tree says.
func (r *reading) isExpectedByPlace(f finding) bool {
	k := f.head - 1
	for k > 0 && r.words[k].isAdverb() {
		k--
	}
	return k > 0 && r.words[k].XPOS == "TO" && r.sentenceOf(k).has(k-1) && r.isExpectation(k-1)
}

// isHeadlineFuture reports whether the cue is the infinitive that a headline has for a future: "Walker to Speak".
func (r *reading) isHeadlineFuture(f finding) bool {
	first := f.cue[0].from
	if r.words[first].XPOS != "TO" || len(f.source) == 0 || r.words[f.head].governor >= 0 && r.isVerb(r.words[f.head].governor) {
		return false
	}
	return f.source[len(f.source)-1].to == first && r.words[f.head].rel != "acl" && r.words[f.head].rel != "xcomp"
}

package attribution

// isExpectation reports whether word i says that what follows is yet to come: "is expected to say", "is due to say".
func (r *reading) isExpectation(i int) bool {
	return i >= 0 && expectations[r.words[i].Lemma]
}

var expectations = set("expect plan intend go schedule due set likely poise")

// isExpected reports whether word i is an infinitive that hangs on an expectation.
func (r *reading) isExpected(i int) bool {
	g := r.words[i].governor
	return g >= 0 && g < i && r.words[i].rel == "xcomp" && r.infinitiveMark(i) >= 0 && r.isExpectation(g)
}

// withExpectation is the cue of verb i with the expectation right before it.
func (r *reading) withExpectation(i int, group run) run {
	if !r.isExpected(i) || !speaking[r.words[i].Lemma] {
		return group
	}
	if g := r.words[i].governor; g == group.from-1 {
		group.from = r.cueGroup(g, g).from
	}
	return group
}

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

// plain is the least chance that a plain form of words gives a report: a finite verb of a speech act between its own
// subject and its object, "the union demanded guarantees", or a saying that is expected. It is 0 for all others.
func (r *reading) plain(rep report) float64 {
	if rep.cue < 0 || rep.source.empty() || rep.quotation < 0 && !r.outside(rep.cue) {
		return 0
	}
	switch rep.frame {
	case object:
		if !performatives[r.words[rep.cue].Lemma] {
			return 0
		}
	case gerund:
		if !performatives[r.words[rep.cue].Lemma] {
			return 0
		}
	case clauseAfter, infinitive:
		if !r.isExpected(rep.cue) {
			return 0
		}
	default:
		return 0
	}
	if r.isExpected(rep.cue) && speaking[r.words[rep.cue].Lemma] || r.isFinite(rep.cue) && (!rep.borrowed || r.sharesSubject(rep.cue)) {
		return plainAct
	}
	return 0
}

// plainAct is the least chance of a speech act in its plainest form.
const plainAct = 0.4

// performatives are verbs whose object, where it is a nominal, is what their subject says: "announced a review".
var performatives = list("performative")

// sharesSubject reports whether verb i is joined to one of a speech act, whose subject it shares.
func (r *reading) sharesSubject(i int) bool {
	g := r.words[i].governor
	return g >= 0 && r.words[i].rel == "conj" && r.subject(g) >= 0 && (performatives[r.words[g].Lemma] || speaking[r.words[g].Lemma])
}

// isFinite reports whether verb i is finite itself or in the perfect.
func (r *reading) isFinite(i int) bool {
	switch r.words[i].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	case "VBN":
		a := r.dependent(i, "aux")
		return a >= 0 && r.words[a].Lemma == "have"
	}
	return false
}

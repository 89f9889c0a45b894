package attribution

// plain is the least chance that a plain form of words gives a report: 0 where it gives none.
func (r *reading) plain(rep report) float64 {
	if rep.cue < 0 || rep.source.empty() || !r.outside(rep.cue) || !r.isPlain(rep) {
		return 0
	}
	return plainAct
}

// isPlain reports whether a speech act stands between its own subject and what it says, "the union demanded
// guarantees", before a clause that its tree does not show, in its noun, "the union's demand for guarantees", in the
// passive, "they were told by him that …", or is expected, "he is due to say".
func (r *reading) isPlain(rep report) bool {
	lemma := r.words[rep.cue].Lemma
	expected := r.isExpected(rep.cue) && speaking[lemma]
	switch rep.frame {
	case object, gerund:
		own := r.isFinite(rep.cue) && (!rep.borrowed || r.sharesSubject(rep.cue))
		return performatives[lemma] && (own || expected)
	case nounClause, nounOf:
		return speechNouns[lemma] && rep.source.from < rep.cue && !rep.borrowed
	case rest:
		first := r.words[rep.content[0].from]
		return performatives[lemma] && !rep.borrowed && first.lower == "that" && r.isFinite(rep.cue)
	case phrase:
		return r.startsSentence(rep.group.from, r.sentenceOf(rep.cue)) && r.words[rep.cue].lower == "according"
	case clauseAfter:
		return expected || lemma == "tell" && r.isPassive(rep.cue) && r.agent(rep.cue) >= 0
	case infinitive:
		return expected
	}
	return false
}

// plainAct is the least chance of a speech act in its plainest form.
const plainAct = 0.4

// performatives are verbs whose object, where it is a nominal, is what their subject says: "announced a review";
// speechNouns are nouns for what somebody says.
var (
	performatives = list("performative")
	speechNouns   = list("speech-noun")
)

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

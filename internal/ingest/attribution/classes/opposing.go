package classes

import "graphd/internal/ingest/ling/ud"

// Reverses reports whether an act takes a stand against its content, so that the content is not what the source says: "denied
// that", "rejected", "doubts", "declined to", "withdrew".
func (a Act) Reverses() bool {
	switch a {
	case Deny, Reject, Doubt, Decline, Retract:
		return true
	}
	return false
}

// phraseActs are the acts of verbs with a particle or an object that have another sense than the verb: "rule out".
var phraseActs = []struct {
	phrases map[string]bool
	act     Act
}{
	{lists.Set("rejecting phrase"), Reject},
	{lists.Set("doubting phrase"), Doubt},
	{lists.Set("retracting phrase"), Retract},
	{lists.Set("declining phrase"), Decline},
}

// phraseAct returns the act of a phrase that the cue contains or begins, "" where there is none. The particle may be in the cue
// or directly after it.
func (r *Rules) phraseAct(f frame) Act {
	for _, x := range f.cue {
		for i := x.From; i < x.To && i+1 < len(r.Words); i++ {
			for _, p := range phraseActs {
				if p.phrases[r.Words[i].Lemma+" "+r.Words[i+1].Lower] {
					return p.act
				}
			}
		}
	}
	return ""
}

// isAgainst reports whether "against" ends the cue or begins the content of an act that it turns into a rejection: "voted
// against the bill", but not "warned against it".
func (r *Rules) isAgainst(f frame) bool {
	if f.head < 0 || len(f.content) == 0 || r.isDenied(f) || r.Words[f.last()].Lower != "against" && r.Words[f.content[0].From].Lower != "against" {
		return false
	}
	switch f.entry.act {
	case Warn, Accuse, Demand, Ask, Deny:
		return false
	}
	return true
}

// isRefusal reports whether the source refuses to say or do the content: "refused to answer", "declined to comment", "did not
// respond to a request for comment".
func (r *Rules) isRefusal(f frame) bool {
	for _, x := range f.cue {
		for i := x.From; i < x.To; i++ {
			if refusals[r.Words[i].Lemma] && !isNoun(r.Words[i]) {
				return !r.isNegated(i)
			}
		}
	}
	if f.head < 0 {
		return false
	}
	if r.isEvasion(f) {
		return true
	}
	if r.isUnwilling(f) {
		return true
	}
	if g := r.Words[f.head].Head; g >= 0 && r.Words[f.head].Deprel == ud.Xcomp && refusals[r.Words[g].Lemma] && !f.holds(g) {
		return !r.isNegated(g)
	}
	return answering[r.Words[f.head].Lemma] && r.polarity(f) == Negative && r.asksComment(f)
}

var (
	refusals  = lists.Set("refusal")
	answering = lists.Set("answering")
)

// isEvasion reports whether the cue evades a question: "dodged questions about", "ignored a reporter's question".
func (r *Rules) isEvasion(f frame) bool {
	evades := false
	for _, x := range f.cue {
		for i := x.From; i < x.To; i++ {
			evades = evades || evading[r.Words[i].Lemma] && r.isVerb(i) && !r.isNegated(i)
			if evades && r.Words[i].Lemma == "question" && isNoun(r.Words[i]) {
				return true
			}
		}
	}
	return evades && len(f.content) > 0 && r.Words[f.content[0].From].Lemma == "question"
}

var evading = lists.Set("evading")

// isUnwilling reports whether the cue is a negated "will" or "would" of speech: "would not say".
func (r *Rules) isUnwilling(f frame) bool {
	if f.entry.act != Assert && f.entry.act != Confirm || f.entry.kind != Speech || r.polarity(f) != Negative || r.isUnsaid(f) || r.isNobody(f) || r.isSomeOnly(f) {
		return false
	}
	for _, k := range r.verbGroup(f) {
		if r.Words[k].Lower == "nothing" {
			return false // "said nothing that would suggest"
		}
		if w := r.Words[k]; w.XPOS == ud.MD && (w.Lemma == "will" || w.Lemma == "would" || w.Lower == "wo") {
			return true
		}
	}
	return false
}

// asksComment reports whether the content is a request to comment.
func (r *Rules) asksComment(f frame) bool {
	requested := false
	for _, x := range f.content {
		for k := x.From; k < x.To; k++ {
			switch r.Words[k].Lemma {
			case "request", "call", "message", "inquiry", "enquiry", "email", "question":
				requested = true
			case "comment", "interview":
				if requested {
					return true
				}
			}
		}
	}
	return false
}

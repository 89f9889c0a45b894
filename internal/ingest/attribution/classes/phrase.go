package classes

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

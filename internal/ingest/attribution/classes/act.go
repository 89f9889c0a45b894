package classes

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// act returns the speech act. It is the act of the cue; where the cue only states that something was said, it is the act of
// the content.
func (r *Rules) act(f frame) Act {
	switch {
	case r.isRefusal(f):
		return Decline
	case r.isAgainst(f):
		return Reject
	case r.isDemanding(f), f.entry.class == "tell" && r.beginsInfinitive(f):
		return Demand
	case r.expressesHope(f):
		return Believe
	case f.head >= 0 && r.Words[f.head].Lemma == "plead" && !demanding["plead "+r.Words[f.last()].Lower] && !r.beginsInfinitive(f):
		return r.plea(f)
	}
	act := f.entry.act
	if phrase := r.phraseAct(f); phrase != "" {
		act = phrase
	}
	if act == Ask && r.Words[f.head].Lemma == "question" && r.isVerb(f.head) && r.form(f) != Direct && !r.isEmbeddedQuestion(f) {
		act = Doubt // "questioned the figures"
	}
	if act == Accuse && f.entry.class == "criticize" && r.namesClaim(f) {
		act = Reject // "challenged her claim that"
	}
	if act == "" || act == Promise && r.isOfWords(f) {
		act = Assert
	}
	if act == Assert && r.kind(f) == Speech {
		if asked := r.openingAct(f); asked != "" {
			return asked
		}
		return r.contentAct(f)
	}
	return act
}

// isOfWords reports whether the content names words or grounds, which one states and does not promise: "offered his apologies", "offers no
// evidence that".
func (r *Rules) isOfWords(f frame) bool {
	if len(f.content) == 0 || r.Words[f.head].Lemma != "offer" || r.IsQuoted(f.content[0].From) {
		return false
	}
	end := f.content[0].From
	for end < f.content[0].To && r.isInNominal(end) {
		end++
	}
	return end > f.content[0].From && offeredWords[r.Words[end-1].Lemma]
}

var offeredWords = lists.Set("offered words")

// namesClaim reports whether the content is a claim and what it claims: "her claim that it was safe".
func (r *Rules) namesClaim(f frame) bool {
	if len(f.content) == 0 || r.IsQuoted(f.content[0].From) {
		return false
	}
	for k := f.content[0].From; k+1 < f.content[0].To && !r.isVerb(k); k++ {
		if relayed[r.Words[k].Lemma] && r.isComplementiser(k+1) {
			return true
		}
	}
	return false
}

// plea returns the act of a cue "plead" without a demand: Deny or Confirm for an answer to a charge, Demand for an appeal.
func (r *Rules) plea(f frame) Act {
	for _, k := range r.verbGroup(f) {
		if r.isPlea(k) {
			return Deny
		}
	}
	for _, k := range r.verbGroup(f) {
		if w := r.Words[k].Lower; w == "guilty" || w == "to" && k > f.head {
			return Confirm
		}
	}
	return Demand
}

// openingAct returns the act that the content itself begins with: "wrote a letter asking …", "emailed them for help". It
// returns "" where the content begins with none.
func (r *Rules) openingAct(f frame) Act {
	if len(f.content) == 0 || !r.outside(f.content[0].From) {
		return ""
	}
	first := f.content[0].From
	if e, ok := cues().find(r.Words[first].Lemma, verb); ok && r.Words[first].XPOS == ud.VBG {
		switch e.act {
		case Ask, Demand, Warn, Promise, Accuse, Praise, Recommend, Reject:
			return e.act
		}
	}
	if r.Words[first].Lower == "for" && f.head >= 0 && messaging[r.Words[f.head].Lemma] {
		return Ask
	}
	return ""
}

// expressesHope reports whether a cue of intention has a clause as its content, which the source then believes will happen:
// "they are hoping that she will help".
func (r *Rules) expressesHope(f frame) bool {
	if f.entry.class != "intend" || len(f.content) == 0 || r.beginsInfinitive(f) {
		return false
	}
	x := f.content[0]
	top := r.highest([]ling.Range{x}, r.isVerb)
	return top >= 0 && r.isVerb(top) && r.Words[top].XPOS != ud.VBG && r.subject(top) >= x.From
}

// isDemanding reports whether a cue is a demand because of the preposition or infinitive after its verb: "called for",
// "called on", "calling to".
func (r *Rules) isDemanding(f frame) bool {
	if f.head < 0 {
		return false
	}
	lemma := r.Words[f.head].Lemma
	return demanding[lemma+" "+r.Words[f.last()].Lower] || lemma == "call" && r.beginsInfinitive(f)
}

var demanding = lists.Set("demanding phrase")

// beginsInfinitive reports whether the content begins with "to" and a verb.
func (r *Rules) beginsInfinitive(f frame) bool {
	if len(f.content) == 0 {
		return false
	}
	x := f.content[0]
	return x.Len() > 1 && r.Words[x.From].Lower == "to" && r.Words[x.From+1].XPOS.IsVerb() && r.Words[x.From+1].XPOS != ud.VBG
}

// contentAct returns the act of an assertion by its content: Recommend for "should", Demand for "must", Ask for a question,
// else Assert. Only modals of a main clause of the content count.
func (r *Rules) contentAct(f frame) Act {
	if r.isQuestion(f) {
		return Ask
	}
	if r.isEmbeddedQuestion(f) {
		return Assert // "discussed how it should be done"
	}
	for _, x := range f.content {
		for k := x.From; k < x.To; k++ {
			g := r.Words[k].Head
			if r.Words[k].Lemma == "need" && r.Words[k].XPOS.IsVerb() {
				g = k
			}
			if g < 0 || r.Words[k].XPOS != ud.MD && g != k || r.firstPerson(g) || !r.isMain(f.content, g) {
				continue
			}
			switch w := r.Words[k].Lower; {
			case (w == "should" || w == "ought") && !r.isEvident(g), g == k && r.isNeeded(k):
				return Recommend
			case w == "must" && !r.hasPerfect(g) && r.Words[min(k+1, len(r.Words)-1)].Lemma != "have":
				return Demand
			}
		}
	}
	return Assert
}

// isMain reports whether word i is the head of a main clause of the content: its own head is outside of the content or
// coordinated with it.
func (r *Rules) isMain(content []ling.Range, i int) bool {
	for step := 0; step < 8; step++ {
		g := r.Words[i].Head
		if g < 0 || !has(content, g) {
			return true
		}
		switch r.Words[i].Deprel {
		case ud.Conj, ud.Parataxis, ud.Ccomp, ud.Dep:
			i = g
		default:
			return false
		}
	}
	return false
}

// isNeeded reports whether verb k expresses a need with a passive infinitive: "it needs to be changed".
func (r *Rules) isNeeded(k int) bool {
	x := r.Dependent(k, ud.Xcomp)
	return x > k && r.isPassive(x)
}

// isEvident reports whether word i makes "should be" mean likelihood, not obligation: "should be obvious".
func (r *Rules) isEvident(i int) bool { return evident[r.Words[i].Lower] }

var evident = lists.Set("evident")

// isQuestion reports whether the content is one sentence that ends with a question mark and begins like a question.
func (r *Rules) isQuestion(f frame) bool {
	if len(f.content) != 1 {
		return false
	}
	x := r.trim(f.content[0])
	if x.Empty() || r.Words[x.From].Sentence != r.Words[x.To-1].Sentence || r.Words[min(x.To, len(r.Words)-1)].Lower != "?" {
		return false
	}
	first := r.Words[x.From]
	return first.XPOS.IsInterrogative() || first.XPOS == ud.MD || inverting[first.Lower]
}

var inverting = lists.Set("inverting")

func (r *Rules) firstPerson(verb int) bool {
	s := r.subject(verb)
	return s >= 0 && (r.Words[s].Lower == "i" || r.Words[s].Lower == "we")
}

func (r *Rules) hasPerfect(verb int) bool {
	a := r.Dependent(verb, ud.Aux)
	return a >= 0 && r.Words[a].Lemma == "have" || r.Words[verb].Lemma == "have"
}

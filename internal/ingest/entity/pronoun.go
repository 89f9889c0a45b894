package entity

// Weights of the antecedents of a pronoun, set by hand. Being the subject is not enough to tell one of two apart; being the
// latest source is.
const (
	sameSentence   = 2.2
	sentenceBefore = 2.0
	perSentence    = 0.5 // lost for each further sentence back
	reach          = 6   // sentences back; nothing further is looked at
	depth          = 200 // mentions back; nothing further is looked at
	asSubject      = 0.9
	asSource       = 1.0
	asTopic        = 0.25 // for each mention so far, up to four
	knownGender    = 0.6
	asDocument     = -1.0 // unless it is a source already
	asTheirs       = -1.5 // somebody's mother, where somebody may be meant as well
	otherVoice     = -1.0 // one within quotation marks, the other without
	enough         = 3.0  // score below which a pronoun stays unresolved
	enoughForThing = 3.6  // the same for "it" and "they", which are more often something that nobody names
	clear          = 0.95 // lead over the runner-up below which it does
)

// pronoun finds the entity that a pronoun in narration refers to.
func (l *linker) pronoun(c *candidate) (int, float64) {
	p := pronouns[c.noun]
	w := &l.words[c.head]
	if p.open || w.quoted || !c.speaker && (p.thing || p.number == plural) && !p.relative {
		return none, 0 // most of "it" and "they" are nobody that could speak
	}
	if p.relative {
		return l.before(c)
	}
	best, second, bestScore := none, 0.0, 0.0
	for e, score := range l.antecedents(c, p) {
		if score > bestScore || score == bestScore && best != none && l.last(e) > l.last(best) {
			best, second, bestScore = e, bestScore, score
		} else if score > second {
			second = score
		}
	}
	least := float64(enough)
	if p.thing || p.number == plural {
		least = enoughForThing
	}
	if best == none || bestScore < least || bestScore-second < clear {
		return none, 0
	}
	return best, min(0.9, 0.55+0.12*(bestScore-second))
}

// before is the entity of the phrase that a relative pronoun follows.
func (l *linker) before(c *candidate) (int, float64) {
	at := c.from
	if at > 0 && l.words[at-1].Form == "," {
		at--
	}
	if m, ok := l.endsAt[at]; ok {
		return l.mentions[m].Entity, 0.85
	}
	return none, 0
}

// antecedents scores every entity that a pronoun may refer to.
func (l *linker) antecedents(c *candidate, p pronoun) map[int]float64 {
	scores := map[int]float64{}
	here := l.words[c.head].sentence
	for i := len(l.mentions) - 1; i >= max(0, len(l.mentions)-depth); i-- {
		m := l.made[i]
		back := here - l.words[m.head].sentence
		if back > reach {
			break
		}
		e := l.mentions[i].Entity
		if m.to > c.from || !l.agrees(e, p) {
			continue
		}
		if score := l.salience(m, c, back); score > scores[e] {
			scores[e] = score
		}
	}
	for e := range scores {
		scores[e] += asTopic * float64(min(4, l.entities[e].count))
		if p.gender != "" && l.entities[e].gender == p.gender {
			scores[e] += knownGender
		}
	}
	return scores
}

func (l *linker) salience(m, c *candidate, back int) float64 {
	score := float64(sameSentence)
	if back > 0 {
		score = sentenceBefore - perSentence*float64(back-1)
	}
	if l.isSubject(m) {
		score += asSubject
	}
	if m.speaker && !m.inside {
		score += asSource
	}
	if m.form == Nominal && !m.speaker && (back > 1 || !l.isSubject(m)) && l.isTheirs(m) {
		score += asTheirs
	}
	if m.kind == Document && !m.speaker {
		score += asDocument
	}
	if l.words[m.head].quoted != l.words[c.head].quoted {
		score += otherVoice
	}
	return score
}

// isTheirs reports whether a nominal begins with a possessive pronoun: "her mother", "your girl".
func (l *linker) isTheirs(m *candidate) bool {
	switch l.words[m.from].lower {
	case "her", "his", "their", "your", "my", "our", "its":
		return true
	}
	return false
}

// agrees reports whether entity e may stand behind the pronoun, by number, gender and kind.
func (l *linker) agrees(e int, p pronoun) bool {
	x := l.entities[e]
	switch {
	case p.number == plural:
		return x.plural || x.kind == Group || x.kind == Body
	case x.plural || x.kind == Group:
		return false
	case p.thing:
		return x.kind == Body || x.kind == Document || x.isThing()
	case x.kind == Body || x.kind == Document:
		return false
	}
	if x.gender != "" && x.gender != p.gender {
		return false
	}
	return x.human || x.kind == Person || x.kind == Office || x.kind == "" && x.surname != ""
}

// isSubject reports whether a mention is the subject of its clause: by the tree where there is one, else by place.
func (l *linker) isSubject(m *candidate) bool {
	switch rel := l.words[m.head].Deprel; {
	case rel.IsSubject():
		return true
	case rel == "":
		return m.from == l.sentences[l.words[m.head].sentence].from
	}
	return false
}

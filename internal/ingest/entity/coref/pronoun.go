package coref

import (
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
)

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
func (l *linker) linkPronoun(c *mention.Candidate) (int, float64) {
	p := lexicon.Pronouns[c.Noun]
	if p.Open || l.IsQuoted(c.Head) || !c.IsSource && (p.Thing || p.Number == lexicon.Plural) && !p.Relative {
		return none, 0 // most of "it" and "they" are nobody that could speak
	}
	if p.Relative {
		return l.linkRelative(c)
	}
	best, second, bestScore := none, 0.0, 0.0
	for e, score := range l.antecedents(c, p) {
		if score > bestScore || score == bestScore && best != none && l.lastHead(e) > l.lastHead(best) {
			best, second, bestScore = e, bestScore, score
		} else if score > second {
			second = score
		}
	}
	least := float64(enough)
	if p.Thing || p.Number == lexicon.Plural {
		least = enoughForThing
	}
	if best == none || bestScore < least || bestScore-second < clear {
		return none, 0
	}
	return best, min(0.9, 0.55+0.12*(bestScore-second))
}

// before is the entity of the phrase that a relative pronoun follows.
func (l *linker) linkRelative(c *mention.Candidate) (int, float64) {
	at := c.From
	if at > 0 && l.Words[at-1].Form == "," {
		at--
	}
	if m, ok := l.mentionEndingAt[at]; ok {
		return l.mentions[m].Entity, 0.85
	}
	return none, 0
}

// antecedents scores every entity that a pronoun may refer to.
func (l *linker) antecedents(c *mention.Candidate, p lexicon.PronounSense) map[int]float64 {
	scores := map[int]float64{}
	here := l.Words[c.Head].Sentence
	for i := len(l.mentions) - 1; i >= max(0, len(l.mentions)-depth); i-- {
		m := l.mentionCandidates[i]
		back := here - l.Words[m.Head].Sentence
		if back > reach {
			break
		}
		e := l.mentions[i].Entity
		if m.To > c.From || !l.agreesWith(e, p) {
			continue
		}
		if score := l.salience(m, c, back); score > scores[e] {
			scores[e] = score
		}
	}
	for e := range scores {
		scores[e] += asTopic * float64(min(4, l.entities[e].mentionCount))
		if p.Gender != "" && l.entities[e].gender == p.Gender {
			scores[e] += knownGender
		}
	}
	return scores
}

func (l *linker) salience(m, c *mention.Candidate, back int) float64 {
	score := float64(sameSentence)
	if back > 0 {
		score = sentenceBefore - perSentence*float64(back-1)
	}
	if l.isSubject(m) {
		score += asSubject
	}
	if m.IsSource && !m.IsPrincipal {
		score += asSource
	}
	if m.Form == entity.Nominal && !m.IsSource && (back > 1 || !l.isSubject(m)) && l.hasPossessivePronoun(m) {
		score += asTheirs
	}
	if m.Kind == entity.Document && !m.IsSource {
		score += asDocument
	}
	if l.IsQuoted(m.Head) != l.IsQuoted(c.Head) {
		score += otherVoice
	}
	return score
}

// isTheirs reports whether a nominal begins with a possessive pronoun: "her mother", "your girl".
func (l *linker) hasPossessivePronoun(m *mention.Candidate) bool {
	switch l.Words[m.From].Lower {
	case "her", "his", "their", "your", "my", "our", "its":
		return true
	}
	return false
}

// agrees reports whether entity e may stand behind the pronoun, by number, gender and kind.
func (l *linker) agreesWith(e int, p lexicon.PronounSense) bool {
	x := l.entities[e]
	switch {
	case p.Number == lexicon.Plural:
		return x.isPlural || x.kind == entity.Group || x.kind == entity.Body
	case x.isPlural || x.kind == entity.Group:
		return false
	case p.Thing:
		return x.kind == entity.Body || x.kind == entity.Document || x.mayBeBody()
	case x.kind == entity.Body || x.kind == entity.Document:
		return false
	}
	if x.gender != "" && x.gender != p.Gender {
		return false
	}
	return x.isHuman || x.kind == entity.Person || x.kind == entity.Office || x.kind == "" && x.surname != ""
}

// isSubject reports whether a mention is the subject of its clause: by the tree where there is one, else by place.
func (l *linker) isSubject(m *mention.Candidate) bool {
	switch rel := l.Words[m.Head].Deprel; {
	case rel.IsSubject():
		return true
	case rel == "":
		return m.From == l.Sentences[l.Words[m.Head].Sentence].From
	}
	return false
}

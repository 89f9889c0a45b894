package coref

import (
	"maps"
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
	"graphd/internal/ingest/ling/ud"
)

// Weights of a pronoun's antecedents, chosen by hand and checked on UD GUM (testdata/scores.golden). Being the subject alone
// does not give a clear lead; being the latest source does.
const (
	salienceSameSentence   = 2.2  // the antecedent is in the sentence of the pronoun
	salienceSentenceBefore = 2.0  // the antecedent is in the sentence before
	lossPerSentence        = 0.5  // for each further sentence back
	maxSentencesBack       = 6    // antecedents further back are not considered
	maxOpenBack            = 1    // the same for pronouns without antecedent
	maxMentionsBack        = 200  // bounds the time per pronoun
	bonusSubject           = 0.9  // the antecedent is a subject
	bonusSource            = 1.0  // the antecedent is a source
	bonusPerMention        = 0.25 // for each mention so far, up to maxTopicMentions
	maxTopicMentions       = 4
	bonusGender            = 0.6  // the antecedent is known to have the pronoun's gender
	penaltyDocument        = -1.0 // the antecedent is a document that is no source
	penaltyOwned           = -1.5 // "her mother": the owner may be meant as well
	penaltyOtherVoice      = -1.0 // one of the two is quoted, the other is not
	minSalience            = 3.0  // below it, a pronoun stays unresolved
	minSalienceAlone       = 2.5  // the same for the only antecedent, if it is known to have the pronoun's gender
	minSalienceThing       = 3.6  // the same for "it" and "they", which often refer to nothing that is named
	minLead                = 0.95 // lead over the runner-up below which a pronoun stays unresolved
)

// linkPronoun returns the antecedent of a pronoun outside quotations, with a confidence that grows with its lead over
// the runner-up, on a scale chosen by hand. It returns none if no antecedent has enough salience or a clear lead.
func (l *linker) linkPronoun(c *mention.Candidate) (int, float64) {
	p := lexicon.Pronouns[c.Noun]
	if p.Open || l.IsQuoted(c.Head) || !c.IsSource && (p.Thing || p.Number == lexicon.Plural) && !p.Relative {
		return none, 0 // "it" and "they" seldom refer to an actor unless they are sources
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
	if p.Gender != "" {
		second = max(second, l.openSalience(c, p))
	}
	least := float64(minSalience)
	switch {
	case p.Thing || p.Number == lexicon.Plural:
		least = minSalienceThing
	case best != none && second == 0 && p.Gender != "" && l.entities[best].gender == p.Gender:
		least = minSalienceAlone
	}
	if best == none || bestScore < least || bestScore-second < minLead {
		if p.Gender != "" {
			l.openPronouns = append(l.openPronouns, c)
		}
		return none, 0
	}
	return best, min(0.9, 0.55+0.12*(bestScore-second))
}

// linkRelative returns the entity of the phrase before a relative pronoun, with a confidence chosen by hand.
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

// antecedents returns the salience of every entity that a pronoun may refer to.
func (l *linker) antecedents(c *mention.Candidate, p lexicon.PronounSense) map[int]float64 {
	scores, excluded := map[int]float64{}, map[int]bool{}
	here := l.Words[c.Head].Sentence
	for i := len(l.mentions) - 1; i >= max(0, len(l.mentions)-maxMentionsBack); i-- {
		m := l.mentionCandidates[i]
		back := here - l.Words[m.Head].Sentence
		if back > maxSentencesBack {
			break
		}
		e := l.mentions[i].Entity
		if m.To > c.From || !l.agreesWith(e, p) {
			continue
		}
		excluded[e] = excluded[e] || l.isSubjectOver(m, c)
		if score := l.salience(m, c, back); score > scores[e] {
			scores[e] = score
		}
	}
	maps.DeleteFunc(scores, func(e int, _ float64) bool { return excluded[e] })
	for e := range scores {
		scores[e] += bonusPerMention * float64(min(maxTopicMentions, l.entities[e].mentionCount))
		if p.Gender != "" && l.entities[e].gender == p.Gender {
			scores[e] += bonusGender
		}
	}
	return scores
}

// genderOfGivenName returns the gender of a person who is called by one word that is a given name and no frequent surname, "" otherwise.
func (l *linker) genderOfGivenName(c *mention.Candidate) entity.Gender {
	w := &l.Words[c.Name.From]
	if c.Kind != entity.Person || l.lex.FrequentSurnames[w.Lower] {
		return ""
	}
	return l.lex.GivenNames[w.Form]
}

// isSubjectOver reports whether m is the subject of the verb on which the pronoun c depends, so that only a reflexive pronoun refers to
// it: "Ruiz asked her" (principle B of Chomsky 1981).
func (l *linker) isSubjectOver(m, c *mention.Candidate) bool {
	at, subject := &l.Words[c.Head], &l.Words[m.Head]
	return at.Head >= 0 && at.Head == subject.Head && subject.Deprel.IsSubject() && !at.Deprel.IsSubject() && at.Deprel != ud.NmodPoss &&
		!strings.HasSuffix(at.Lower, "self")
}

// openSalience returns the greatest salience of an earlier pronoun of c's gender without antecedent, 0 if there is none: both
// may refer to the same person, as in "She was praised by Ruiz, and she smiled".
func (l *linker) openSalience(c *mention.Candidate, p lexicon.PronounSense) float64 {
	most := 0.0
	for i := len(l.openPronouns) - 1; i >= max(0, len(l.openPronouns)-maxMentionsBack); i-- {
		o := l.openPronouns[i]
		back := l.Words[c.Head].Sentence - l.Words[o.Head].Sentence
		if back > maxOpenBack {
			break
		}
		if lexicon.Pronouns[o.Noun].Gender == p.Gender {
			most = max(most, l.salience(o, c, back)+bonusPerMention)
		}
	}
	return most
}

// salience returns the salience of mention m as antecedent of c, which lies back sentences later.
func (l *linker) salience(m, c *mention.Candidate, back int) float64 {
	score := float64(salienceSameSentence)
	if back > 0 {
		score = salienceSentenceBefore - lossPerSentence*float64(back-1)
	}
	if l.isSubject(m) {
		score += bonusSubject
	}
	if m.IsSource && !m.IsPrincipal {
		score += bonusSource
	}
	if m.Form == entity.Nominal && !m.IsSource && (back > 1 || !l.isSubject(m)) && l.hasPossessivePronoun(m) {
		score += penaltyOwned
	}
	if m.Kind == entity.Document && !m.IsSource {
		score += penaltyDocument
	}
	if l.IsQuoted(m.Head) != l.IsQuoted(c.Head) {
		score += penaltyOtherVoice
	}
	return score
}

// hasPossessivePronoun reports whether a nominal begins with a possessive pronoun: "her mother", "your girl".
func (l *linker) hasPossessivePronoun(m *mention.Candidate) bool {
	return lexicon.Determiners[l.Words[m.From].Lower] == lexicon.Possessive
}

// agreesWith reports whether entity e agrees with a pronoun in number, gender and kind.
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

// isSubject reports whether a mention is the subject of its clause, active or passive. Without a syntax tree, the
// phrase that begins a sentence counts as a subject.
func (l *linker) isSubject(m *mention.Candidate) bool {
	switch rel := l.Words[m.Head].Deprel; {
	case rel.IsSubject():
		return true
	case rel == "":
		return m.From == l.Sentences[l.Words[m.Head].Sentence].From
	}
	return false
}

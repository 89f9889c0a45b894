package coref

import (
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
)

// indexCompoundSurnames adds the name of c to byCompoundSurname under the surnames of several words that it may have:
// "ten Brink" for "Joost ten Brink". A surname of two persons refers to neither.
func (l *linker) indexCompoundSurnames(c *mention.Candidate) {
	if !c.IsNamed() || c.Kind != entity.Person && c.Kind != "" || c.NonActor || c.Name.Len() > mention.MaxNameWords {
		return
	}
	for from := c.Name.From + 1; from < c.Name.To-1; from++ {
		surname := strings.ToLower(l.Join(from, c.Name.To))
		if old, ok := l.byCompoundSurname[surname]; ok && (old == nil || !strings.EqualFold(l.NameOf(old), l.NameOf(c))) {
			l.byCompoundSurname[surname] = nil
		} else {
			l.byCompoundSurname[surname] = c
		}
	}
}

// isSurname reports whether a name of several words may be a surname alone: it begins with a particle, follows a title or
// begins with no given name, "Suu Kyi".
func (l *linker) isSurname(c *mention.Candidate) bool {
	_, isGiven := l.lex.GivenNames[l.Words[c.Name.From].Form]
	return lexicon.NameParticles[l.Words[c.Name.From].Lower] || len(c.Titles) > 0 || !isGiven && c.Kind != entity.Body
}

// beginsWithInitial reports whether a name begins with an initial: "J. Doe".
func (l *linker) beginsWithInitial(c *mention.Candidate) bool {
	form := l.Plain(c.Name.From)
	return len(form) == 2 && form[1] == '.' && lexicon.IsCapital(form)
}

// bearerOfInitial returns the only person with the surname of c and a given name that begins with its initial: "Jane Doe"
// for "J. Doe".
func (l *linker) bearerOfInitial(c *mention.Candidate) (int, bool) {
	if !l.beginsWithInitial(c) || c.Kind == entity.Body {
		return none, false
	}
	found := none
	for _, e := range l.bySurname[strings.ToLower(l.Plain(l.surnameAt(c)))] {
		x := l.entities[e]
		if x.given == "" || x.given[0] != l.Plain(c.Name.From)[0] || c.Gender != "" && x.gender != "" && c.Gender != x.gender {
			continue
		}
		if found != none {
			return none, false
		}
		found = e
	}
	return found, found != none
}

// Weights of the bearers of a surname in addition to those of antecedents of pronouns, chosen by hand.
const (
	bonusSurnameAlone = 1.0 // the document has used the surname alone for this person
	bonusTitle        = 2.0 // the title before the surname is one of this person
	bonusKnown        = 1.0 // the gazetteer knows this person
	bonusIntroduced   = 1.0 // the person has been mentioned before
	bonusSpoke        = 2.0 // the surname is a source, and so has the person been before
)

// salientBearer returns the only one of bearers, or the one that is more salient than the others by at least minLead; none if
// there is no such person.
func (l *linker) salientBearer(c *mention.Candidate, bearers []int) int {
	best, first, second := none, -1.0, -1.0
	for _, e := range bearers {
		switch score := l.bearerSalience(c, l.entities[e]); {
		case score > first:
			best, first, second = e, score, first
		case score > second:
			second = score
		}
	}
	if len(bearers) > 1 && first-second < minLead {
		return none
	}
	return best
}

// bearerSalience returns how likely c, a surname alone, refers to x: by the mentions so far, their distance and their role in
// the sentence, and by the title before c.
func (l *linker) bearerSalience(c *mention.Candidate, x *cluster) float64 {
	score := 0.0
	if x.mentionCount > 0 {
		back := l.Words[c.Head].Sentence - l.Words[x.lastHead].Sentence
		score += bonusIntroduced + bonusPerMention*float64(min(maxTopicMentions, x.mentionCount))
		score += max(0, salienceSentenceBefore-lossPerSentence*float64(max(0, back-1)))
		if l.Words[x.lastHead].Deprel.IsSubject() {
			score += bonusSubject
		}
	}
	if x.isSource && c.IsSource {
		score += bonusSpoke
	}
	if x.usesSurname {
		score += bonusSurnameAlone
	}
	if x.record != nil {
		score += bonusKnown
	}
	for _, t := range c.Titles {
		if x.nouns[t.Head] && t.Noun.Class != lexicon.Honorific {
			return score + bonusTitle
		}
	}
	return score
}

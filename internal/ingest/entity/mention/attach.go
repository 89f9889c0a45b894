package mention

import (
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
)

// attach sorts the candidates in text order and links each to its owner and to what it is an apposition to. It returns
// the new indexes of the candidates at.
func (s *detector) attach(at []int) []int {
	old := append([]*Candidate(nil), s.candidates...)
	sortCandidates(s.candidates)
	place := make(map[*Candidate]int, len(old))
	for i, c := range s.candidates {
		place[c] = i
	}
	out := make([]int, len(at))
	for i, j := range at {
		if out[i] = -1; j >= 0 {
			out[i] = place[old[j]]
		}
	}
	for _, c := range s.candidates {
		for i, j := range c.Conjuncts {
			c.Conjuncts[i] = place[old[j]]
		}
	}
	x := newCandidateIndex(s.candidates)
	for i, c := range s.candidates {
		s.attachOwner(c, x)
		s.attachApposition(i, c, x)
		s.attachCopula(c, x)
	}
	return out
}

// attachOwner finds the owner of a nominal: before a possessive ending, as a name before its noun, or after "of" or
// "for".
func (s *detector) attachOwner(c *Candidate, x candidateIndex) {
	if c.Form != entity.Nominal || c.Conjuncts != nil {
		return
	}
	for i := c.Head; i > c.From; i-- {
		if lexicon.IsPossessiveEnding(s.Words[i].Lower) {
			if j, ok := x.byEnd[i]; ok && s.candidates[j] != c {
				c.Owner = j
				return
			}
		}
		if j, ok := x.byEnd[i]; ok && s.candidates[j] != c && s.candidates[j].IsNamed() && s.candidates[j].From >= c.From {
			c.Owner = j
			return
		}
	}
	if c.To >= len(s.Words) || !lexicon.OwnerPrepositions[s.Words[c.To].Lower] {
		return
	}
	for next := c.To + 1; next <= c.To+2 && next < len(s.Words); next++ {
		if j, ok := x.byFrom[next]; ok && s.candidates[j] != c && s.Words[next].Sentence == s.Words[c.Head].Sentence {
			c.Owner = j
			return
		}
	}
}

// attachApposition links the two parts of an apposition, "Ana Ruiz, the city’s mayor" or "the city’s mayor, Ana Ruiz":
// the nominal to the name.
func (s *detector) attachApposition(i int, c *Candidate, x candidateIndex) {
	if c.Form == entity.Pronoun || c.Conjuncts != nil || c.Apposition >= 0 {
		return
	}
	if j, ok := s.nameAfter(c, x); ok {
		c.Apposition = j
		return
	}
	if c.To >= len(s.Words) || s.Words[c.To].Form != "," {
		return
	}
	j, ok := x.byFrom[c.To+1]
	if !ok || s.Words[c.To+1].Sentence != s.Words[c.Head].Sentence {
		return
	}
	d := s.candidates[j]
	if d.Conjuncts != nil || d.Apposition >= 0 || c.Kind == entity.Body && d.IsNamed() && d.Kind != entity.Body || d.Kind == entity.Group || !s.endsApposition(d) {
		return
	}
	switch {
	case c.IsNamed() && d.Form == entity.Nominal && d.Sense.IsPerson() && (c.Kind == entity.Person || c.Kind == ""):
		d.Apposition = i
	case c.IsNamed() && c.Kind == entity.Body && d.Form == entity.Nominal && !d.Plural && d.Determiner != lexicon.NoDeterminer && s.describesBody(d):
		d.Apposition = i
	case d.IsNamed() && c.Form == entity.Nominal && c.Sense.IsPerson() && d.Kind != entity.Body && c.Determiner != lexicon.Indefinite:
		c.Apposition = j
	}
}

// nameAfter returns the name that follows a nominal which describes it: directly, "security firm Kestrel Labs", or
// after a comma at the end of the caller's phrase, "a doctor at the hospital, Ana Ruiz,".
func (s *detector) nameAfter(c *Candidate, x candidateIndex) (int, bool) {
	if c.Form != entity.Nominal || c.Plural {
		return 0, false
	}
	if j, ok := x.byFrom[c.To]; ok && c.Sense.Class == lexicon.Body && s.canDescribe(c, s.candidates[j]) {
		return j, true
	}
	for at := c.PhraseEnd - 1; at > c.To; at-- {
		j, ok := x.byFrom[at]
		if !ok || s.Words[at-1].Form != "," || s.candidates[j].To != c.PhraseEnd {
			continue
		}
		return j, s.canDescribe(c, s.candidates[j])
	}
	return 0, false
}

// canDescribe reports whether nominal c can describe what d names.
func (s *detector) canDescribe(c, d *Candidate) bool {
	if !d.IsNamed() || d.NonActor || d.Apposition >= 0 || d.Conjuncts != nil || s.Words[d.Head].Sentence != s.Words[c.Head].Sentence {
		return false
	}
	if lexicon.PersonOrBodyNouns[c.Noun] || c.Sense.Class == "" {
		return true
	}
	return c.Sense.IsPerson() && d.Kind != entity.Body || c.Sense.Class == lexicon.Body && d.Kind != entity.Person
}

// describesBody reports whether a nominal in apposition to a body's name describes the body: "a steel company", "the
// plant’s owner".
func (s *detector) describesBody(d *Candidate) bool {
	if s.lowerAt(d.To, s.Sentences[s.Words[d.Head].Sentence]) == "and" {
		return false // an enumeration
	}
	return lexicon.PersonOrBodyNouns[d.Noun] && d.Determiner == lexicon.Possessive || d.Sense.Class == lexicon.Body && d.Determiner != lexicon.Definite
}

// endsApposition reports whether an apposition can end with d: d ends the sentence, or a word follows that cannot
// continue another phrase.
func (s *detector) endsApposition(d *Candidate) bool {
	if d.To >= len(s.Words) {
		return true
	}
	return lexicon.AppositionEnds[s.Words[d.To].Lower] || s.Words[d.To].Sentence != s.Words[d.Head].Sentence
}

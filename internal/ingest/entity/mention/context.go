package mention

import (
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// weighMention adds the clues around one mention of a name to v.
func (s *detector) weighMention(c *Candidate, x candidateIndex, v *votes) {
	if len(c.Titles) > 0 {
		v.add(withTitle)
	}
	if c.IsSource {
		v.add(asSource)
	}
	switch s.majorityNameKind(c.Name.From, c.Name.To) {
	case ling.Person:
		v.add(finderPerson)
	case ling.Organization:
		v.add(finderBody)
	case ling.Place, ling.OtherName:
		v.add(finderThing)
	}
	s.weighBefore(c, v)
	s.weighAfter(c, x, v)
	if s.isCompanyContext(c) {
		v.add(companyContext)
	}
	s.weighClause(c, v)
}

// weighBefore adds the clues of the word before a name, unless the name describes the noun after it.
func (s *detector) weighBefore(c *Candidate, v *votes) {
	i := c.From - 1
	if i < 0 || s.Words[i].Sentence != s.Words[c.From].Sentence || s.describesNext(c) {
		return
	}
	switch before := s.Words[i].Lower; {
	case s.Words[i].UPOS == ud.NUM && lexicon.ThingNouns[s.Words[c.Name.To-1].Lower]: // an address
		v.add(thingApposition)
	case s.Words[i].UPOS == ud.NOUN || lexicon.ThingNouns[before]:
		s.weighNounBefore(i, v)
	case before == "the" && !s.lex.Surnames[s.Words[c.Name.To-1].Lower]:
		v.add(articleBefore)
	case lexicon.PlacePrepositions[before] && len(c.Titles) == 0:
		v.add(placePreposition)
	}
}

// isCompanyContext reports whether the words around c show a company: "Acme’s shares", "a stake in Acme", "Hull-based Acme".
func (s *detector) isCompanyContext(c *Candidate) bool {
	st := s.SentenceOf(c.Head)
	if before := c.Name.From - 1; st.Has(before) && s.isOriginAdjective(s.Words[before].Lower) {
		return true
	}
	if lexicon.IsPossessiveEnding(s.lowerAt(c.To, st)) && st.Has(c.To+1) && lexicon.CompanyAssets[s.Words[c.To+1].Lemma] {
		return true
	}
	of := s.lowerAt(c.From-1, st)
	return (of == "in" || of == "of") && st.Has(c.From-2) && lexicon.CompanyAssets[s.Words[c.From-2].Lemma]
}

// weighNounBefore adds the clue of the noun at word i, which describes the name after it: "the software company Acme", "the
// film Winter Harbour".
func (s *detector) weighNounBefore(i int, v *votes) {
	w := &s.Words[i]
	switch n, _, _, ok := s.lex.Noun(w.Lower, w.Lemma); {
	case ok && n.Class == lexicon.Body && !lexicon.PersonOrBodyNouns[w.Lower] && !lexicon.ThingNouns[w.Lower]:
		v.add(bodyApposition)
	case lexicon.ThingNouns[w.Lower]:
		v.add(thingApposition)
	}
}

// describesNext reports whether a noun or a possessive ending follows c, so that c is not the head of its phrase.
func (s *detector) describesNext(c *Candidate) bool {
	if c.To >= len(s.Words) {
		return false
	}
	next := &s.Words[c.To]
	return next.UPOS == ud.NOUN || lexicon.IsPossessiveEnding(next.Lower)
}

// weighAfter adds the clues of the words after a name: "who", "which", an age, an apposition, a verb in the plural.
func (s *detector) weighAfter(c *Candidate, x candidateIndex, v *votes) {
	i := c.To
	if i >= len(s.Words) || s.Words[i].Sentence != s.Words[c.Head].Sentence {
		return
	}
	if lexicon.PluralVerbs[s.Words[i].Lower] && s.Words[c.From].Sentence == s.Words[i].Sentence && s.isWholeSubject(c) {
		v.add(pluralVerb)
		return
	}
	if s.Words[i].Form != "," && s.Words[i].Form != "(" || i+1 >= len(s.Words) {
		return
	}
	switch next := &s.Words[i+1]; {
	case next.Lower == "who" || next.Lower == "whose", IsAge(next.Form):
		v.add(whoFollows)
	case next.Lower == "which":
		v.add(whichFollows)
	default:
		s.weighApposition(i+1, x, v)
	}
}

// isWholeSubject reports whether c is not the last of several coordinated phrases, so that a plural verb after it
// agrees with c alone.
func (s *detector) isWholeSubject(c *Candidate) bool {
	st := s.Sentences[s.Words[c.Head].Sentence]
	before := s.lowerAt(c.From-1, st)
	return c.From == st.From || before != "and" && before != "," && before != "&" && before != "or" && before != "of"
}

// weighApposition adds the clue of the nominal at word i: "a baker from Hull", "the plant’s owner", "a city in Yemen".
func (s *detector) weighApposition(i int, x candidateIndex, v *votes) {
	if s.isThingPhrase(i) {
		v.add(thingApposition)
		return
	}
	j, ok := x.byFrom[i]
	if !ok {
		return
	}
	switch c := s.candidates[j]; {
	case c.Form != entity.Nominal || !s.endsApposition(c) || c.Plural:
	case lexicon.PersonOrBodyNouns[c.Noun]:
		if c.Determiner == lexicon.Possessive {
			v.add(ownerApposition)
		}
	case c.Sense.Class == lexicon.Body && c.Determiner != lexicon.NoDeterminer:
		v.add(bodyApposition)
	case c.Sense.IsPerson():
		v.add(personApposition)
	}
}

// isThingPhrase reports whether a nominal for a place, an event or a work begins at word i: "a small town", "the film".
func (s *detector) isThingPhrase(i int) bool {
	if s.determinerAt(i) == lexicon.NoDeterminer {
		return false
	}
	for i++; i < len(s.Words) && s.Words[i].UPOS == ud.ADJ; i++ {
	}
	return i+1 < len(s.Words) && lexicon.ThingNouns[s.Words[i].Lower] && s.Words[i].UPOS == ud.NOUN &&
		s.Words[i+1].UPOS != ud.NOUN && !lexicon.IsPossessiveEnding(s.Words[i+1].Lower)
}

// weighClause adds the clues of the clause around a name: its verb, and a pronoun that refers to it.
func (s *detector) weighClause(c *Candidate, v *votes) {
	w := &s.Words[c.Head]
	if w.Head < 0 || !w.Deprel.IsSubject() && w.Deprel != ud.Obj {
		return
	}
	if !w.Deprel.IsSubject() {
		if lexicon.PersonObjects[s.Words[w.Head].Lemma] {
			v.add(personVerb)
		}
		return
	}
	if lexicon.PersonVerbs[s.Words[w.Head].Lemma] {
		v.add(personVerb)
	}
	for i := c.To; i < s.SentenceOf(c.Head).To; i++ {
		next := &s.Words[i]
		if s.IsCapitalised(i) || s.IsQuoted(i) != s.IsQuoted(c.Head) || next.UPOS == ud.NOUN && i < w.Head {
			return // the pronoun may refer to somebody else
		}
		switch p, ok := lexicon.Pronouns[next.Lower]; {
		case !ok || p.Open || p.Relative || p.Number == lexicon.Plural:
		case p.Thing:
			v.add(pronounIt)
			return
		default:
			v.add(pronounHe)
			return
		}
	}
}

// IsAge reports whether s is a number from 10 to 99.
func IsAge(s string) bool {
	return len(s) == 2 && s[0] >= '1' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9'
}

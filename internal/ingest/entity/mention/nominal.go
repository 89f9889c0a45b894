package mention

import (
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// maxModifiers is the number of words before a noun that are searched for its determiner. Chosen by hand.
const maxModifiers = 6

// addNominal adds the nominal whose head noun is word head. It reads leftwards from there: "the Prime Minister’s
// official spokesman".
func (s *detector) addNominal(head int, n lexicon.Noun, lemma string, plural bool, st ling.Range) {
	c := &Candidate{
		To: head + 1, Head: head, Form: entity.Nominal, Noun: lemma, Sense: n, Plural: plural, Gender: n.Gender, Owner: -1, Apposition: -1,
	}
	c.From = head
	for i := head - 1; i >= st.From && head-i <= maxModifiers; i-- {
		w := &s.Words[i]
		if det := s.determinerAt(i); det != lexicon.NoDeterminer {
			c.From, c.Determiner = i, det
			break
		}
		if lexicon.IsPossessiveEnding(w.Lower) {
			c.From, c.Determiner = s.possessorStart(i, st), lexicon.Possessive
			break
		}
		if owner := s.byEnd[i+1]; owner != nil && owner.IsNamed() && owner.From >= st.From {
			c.From = owner.From
			c.Modifiers = append(c.Modifiers, i)
			c.Determiner = s.takeDeterminer(&c.From, st)
			break
		}
		if !s.modifies(i) {
			break
		}
		c.From = i
		c.Modifiers = append(c.Modifiers, i)
	}
	c.Kind = nominalKind(n, plural)
	s.add(c)
}

// possessorStart returns the first word of the phrase that ends with the possessive ending at i.
func (s *detector) possessorStart(i int, st ling.Range) int {
	if owner := s.byEnd[i]; owner != nil && owner.From >= st.From {
		return owner.From
	}
	from := i
	for from > st.From && i-from < 5 && (s.modifies(from-1) || s.IsCapitalised(from-1)) {
		from--
	}
	s.takeDeterminer(&from, st)
	return from
}

// takeDeterminer moves from to the determiner before it, if there is one, and returns its class.
func (s *detector) takeDeterminer(from *int, st ling.Range) lexicon.Determiner {
	det := s.determinerBefore(*from, st)
	if det != lexicon.NoDeterminer {
		*from--
	}
	return det
}

// determinerBefore returns the class of the determiner before word i.
func (s *detector) determinerBefore(i int, st ling.Range) lexicon.Determiner {
	if i <= st.From {
		return lexicon.NoDeterminer
	}
	return s.determinerAt(i - 1)
}

// determinerAt returns the class of word i as a determiner. It is NoDeterminer for a word that is tagged as something
// else, such as "that" before a clause.
func (s *detector) determinerAt(i int) lexicon.Determiner {
	switch w := &s.Words[i]; w.UPOS {
	case ud.SCONJ, ud.ADV, ud.ADP, ud.CCONJ, ud.INTJ, ud.VERB, ud.AUX:
		return lexicon.NoDeterminer
	case ud.PRON:
		if w.Lower == "that" || w.Lower == "this" {
			return lexicon.NoDeterminer
		}
		return lexicon.Determiners[w.Lower]
	default:
		return lexicon.Determiners[w.Lower]
	}
}

// isNoun reports whether word i is tagged as a noun or not tagged at all.
func (s *detector) isNoun(i int) bool {
	switch s.Words[i].UPOS {
	case "", ud.NOUN, ud.PROPN:
		return true
	}
	return false
}

// modifies reports whether word i may occur between a determiner and a noun.
func (s *detector) modifies(i int) bool {
	w := &s.Words[i]
	if !lexicon.IsWord(w.Form) || lexicon.FunctionWords[w.Lower] {
		return false
	}
	switch w.UPOS {
	case ud.ADJ, ud.NOUN, ud.PROPN, ud.NUM:
		return true
	case ud.VERB:
		return w.XPOS == ud.VBN || w.XPOS == ud.VBG
	case "":
		return i > 0 && !s.AtStart(i)
	}
	return false
}

// nominalKind returns the kind of entity that a nominal with noun n refers to.
func nominalKind(n lexicon.Noun, plural bool) entity.Kind {
	switch {
	case n.Class == lexicon.Collective || plural && n.Class != lexicon.Document:
		return entity.Group
	case n.IsPerson():
		return entity.Unnamed
	case n.Class == lexicon.Document:
		return entity.Document
	}
	return entity.Body
}

// startsTitle reports whether the noun at i is not the head of its phrase: another noun follows, or the name that it is
// a title of.
func (s *detector) startsTitle(i int, st ling.Range) bool {
	if i+1 >= st.To {
		return false
	}
	next := &s.Words[i+1]
	if n, ok := s.lex.Nouns[s.Words[i].Lower]; ok && n.CanLead() && s.capital[i+1] && !s.IsCapitalised(i) {
		return true
	}
	if next.UPOS == ud.NOUN || next.UPOS == ud.PROPN && !s.capital[i+1] {
		return true
	}
	if _, _, _, ok := s.lex.Noun(next.Lower, next.Lemma); ok && next.UPOS == "" {
		return true
	}
	return false
}

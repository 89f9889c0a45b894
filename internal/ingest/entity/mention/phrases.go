package mention

import (
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// align returns, for each phrase, the index of the candidate that contains its head, and -1 for a phrase without words. A
// phrase whose head is in no candidate gets a new one.
func (s *detector) align(phrases []text.Span) []int {
	x := newCandidateIndex(s.candidates)
	at := make([]int, len(phrases))
	for i, phrase := range phrases {
		at[i] = -1
		words := s.WordsIn(phrase)
		if words.Empty() {
			continue
		}
		at[i] = s.candidateFor(words.From, words.To, x)
		c := s.candidates[at[i]]
		c.IsSource, c.PhraseEnd = true, max(c.PhraseEnd, s.trimPunctuation(words.From, words.To))
	}
	s.markPrincipals(phrases, at)
	return at
}

// trimPunctuation returns the end of [from, to) without punctuation at its end.
func (s *detector) trimPunctuation(from, to int) int {
	for to > from && !lexicon.IsWord(s.Words[to-1].Form) {
		to--
	}
	return to
}

// candidateFor returns the index of the candidate for the phrase [from, to), which it adds if there is none.
func (s *detector) candidateFor(from, to int, x candidateIndex) int {
	if i, ok := s.oneOf(from, to, x); ok {
		return i
	}
	if i, ok := s.afterParent(from, to, x); ok {
		return i
	}
	end := s.nounPhraseEnd(from, to, x)
	if parts, isJoint := s.conjuncts(from, to, x); len(parts) > 1 && s.areOccupations(parts) {
		return parts[len(parts)-1]
	} else if len(parts) > 1 {
		for _, i := range parts {
			s.candidates[i].IsSource = s.candidates[i].IsSource || isJoint
		}
		return s.appendCandidate(&Candidate{
			From: from, To: to, Head: s.candidates[parts[0]].Head, Form: entity.Nominal, Plural: true, Kind: entity.Group,
			Conjuncts: parts, IsJoint: isJoint, Owner: -1, Apposition: -1,
		})
	}
	if i, ok := s.lastHeadIn(from, end, x); ok {
		s.setComplement(s.candidates[i], to)
		return i
	}
	if i, ok := x.byFrom[from]; ok && s.candidates[i].IsNamed() && len(s.candidates[i].Titles) > 0 && s.candidates[i].Name.From >= to {
		return i // the phrase is the title alone: "Ms" of "Ms Abara"
	}
	c := s.newUnlistedNominal(from, end)
	s.setComplement(c, to)
	return s.appendCandidate(c)
}

// oneOf returns the candidate for a phrase such as "one of his lawyers", which it adds, or for the name at the end of "one of
// his lawyers, Ana Ruiz,". It reports false for other phrases.
func (s *detector) oneOf(from, to int, x candidateIndex) (int, bool) {
	end := s.trimPunctuation(from, to)
	if from+2 >= end || s.Words[from].Lower != "one" || s.Words[from+1].Lower != "of" {
		return 0, false
	}
	for i := from + 2; i < end; i++ {
		if j, ok := x.byFrom[i]; ok && s.Words[i-1].Form == "," && s.candidates[j].IsNamed() && s.candidates[j].To == end {
			return j, true
		}
	}
	return s.appendCandidate(&Candidate{
		From: from, To: end, Head: from, Form: entity.Nominal, Noun: "one", Kind: entity.Unnamed, Determiner: lexicon.Indefinite, Owner: -1, Apposition: -1,
	}), true
}

// afterParent returns the candidate of the name at the end of a phrase such as "father of three Ana Ruiz".
func (s *detector) afterParent(from, to int, x candidateIndex) (int, bool) {
	if from+3 >= to || s.Words[from+1].Lower != "of" || s.Words[from+2].UPOS != ud.NUM {
		return 0, false
	}
	n, _, _, ok := s.lex.Noun(s.Words[from].Lower, s.Words[from].Lemma)
	j, isName := x.byFrom[from+3]
	return j, ok && n.Class == lexicon.Human && isName && s.candidates[j].IsNamed() && s.candidates[j].To == s.trimPunctuation(from, to)
}

// maxComplement is the number of words after which a complement describes an entity rather than identifies it. Chosen by
// hand.
const maxComplement = 6

// setComplement records the complement of c in a phrase that ends at word to, "an aide to the mayor", if it distinguishes
// one unnamed source from another.
func (s *detector) setComplement(c *Candidate, to int) {
	for to > c.To && (!lexicon.IsWord(s.Words[to-1].Form) || lexicon.IsPossessiveEnding(s.Words[to-1].Lower)) {
		to--
	}
	if c.Form != entity.Nominal || c.Plural || c.To+1 >= to || to-c.To > maxComplement || !lexicon.ComplementPrepositions[s.Words[c.To].Lower] {
		return
	}
	for i := c.To + 1; i < to; i++ {
		w := &s.Words[i]
		isPunctuation := !lexicon.IsWord(w.Form) && !lexicon.IsPossessiveEnding(w.Lower)
		if isPunctuation || w.UPOS == ud.VERB || w.UPOS == ud.AUX || lexicon.Pronouns[w.Lower].Relative {
			return
		}
	}
	c.ComplementEnd = to
}

// lastHeadIn returns the candidate whose head is the last in [from, end).
func (s *detector) lastHeadIn(from, end int, x candidateIndex) (int, bool) {
	for h := end - 1; h >= from; h-- {
		if i, ok := x.byHead[h]; ok && s.candidates[i].From < end && s.candidates[i].To >= end {
			return i, true
		}
		if !lexicon.IsPossessiveEnding(s.Words[h].Lower) && !lexicon.IsQuoteMark(s.Words[h].Form) && h == end-1 {
			if i, ok := x.byEnd[end]; ok && s.candidates[i].From >= from-1 {
				return i, true
			}
			return 0, false
		}
	}
	return 0, false
}

func (s *detector) appendCandidate(c *Candidate) int {
	s.candidates = append(s.candidates, c)
	return len(s.candidates) - 1
}

// nounPhraseEnd returns the end of the first noun phrase in [from, to): before a comma, a relative clause, a participle or
// a preposition that is not part of a name.
func (s *detector) nounPhraseEnd(from, to int, x candidateIndex) int {
	for i := from; i < to; i++ {
		if j, ok := x.byFrom[i]; ok && s.candidates[j].To > i+1 && s.candidates[j].To <= to {
			i = s.candidates[j].To - 1
			continue
		}
		if i > from && (lexicon.PhraseBreaks[s.Words[i].Lower] || s.isParticiple(i)) {
			return i
		}
	}
	end := to
	for end > from+1 && (!lexicon.IsWord(s.Words[end-1].Form) || lexicon.IsPossessiveEnding(s.Words[end-1].Lower)) {
		end--
	}
	return end
}

// isParticiple reports whether word i is a participle that modifies the noun before it: "a log seen by the jury".
func (s *detector) isParticiple(i int) bool {
	if u := s.Words[i-1].UPOS; u != ud.NOUN && u != ud.PROPN {
		return false
	}
	switch w := &s.Words[i]; w.UPOS {
	case ud.VERB:
		return w.XPOS == ud.VBN || w.XPOS == ud.VBG || w.XPOS == ud.VBD || lexicon.Participles[w.Lower]
	case ud.NOUN:
		return false
	default:
		return lexicon.Participles[w.Lower]
	}
}

// newUnlistedNominal returns a nominal for a phrase whose noun the lexicon may not contain: "the blaze", "two in five".
func (s *detector) newUnlistedNominal(from, to int) *Candidate {
	c := &Candidate{From: from, To: to, Head: to - 1, Form: entity.Nominal, Noun: s.Words[to-1].Lower, Kind: entity.Unnamed, Owner: -1, Apposition: -1}
	start := from
	if c.Determiner = s.determinerAt(from); c.Determiner != lexicon.NoDeterminer && start < to-1 {
		start++
	}
	for i := start; i < to-1; i++ {
		c.Modifiers = append(c.Modifiers, i)
	}
	c.Records = s.recordsOf(start, to)
	w := &s.Words[to-1]
	if n, head, plural, ok := s.lex.Noun(w.Lower, w.Lemma); ok {
		c.Noun, c.Sense, c.Plural, c.Gender, c.Kind = head, n, plural, n.Gender, nominalKind(n, plural)
	} else if w.XPOS == ud.NNS || w.XPOS == ud.NNPS {
		c.Plural, c.Kind = true, entity.Group
	}
	return c
}

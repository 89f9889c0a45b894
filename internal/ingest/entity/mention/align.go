package mention

import (
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/text"
)

// align ties each phrase to the candidate that holds its head, made anew where the scan found none there. The result
// has an index for each phrase, -1 where the phrase has no words. Candidates grow; their order is kept by place alone.
func (s *detector) align(phrases []text.Span) []int {
	x := newCandidateIndex(s.candidates)
	at := make([]int, len(phrases))
	for i, phrase := range phrases {
		at[i] = -1
		from, to := s.wordRange(phrase)
		if from >= to {
			continue
		}
		at[i] = s.candidateFor(from, to, x)
		c := s.candidates[at[i]]
		c.IsSource, c.PhraseEnd = true, max(c.PhraseEnd, s.trimPunctuation(from, to))
	}
	s.markPrincipals(phrases, at)
	return at
}

// withoutSigns is where [from, to) ends but for signs.
func (s *detector) trimPunctuation(from, to int) int {
	for to > from && !lexicon.IsWord(s.Words[to-1].Form) {
		to--
	}
	return to
}

func (s *detector) candidateFor(from, to int, x candidateIndex) int {
	end := s.nounPhraseEnd(from, to, x)
	if parts := s.conjuncts(from, to, x); len(parts) > 1 {
		return s.appendCandidate(&Candidate{
			From: from, To: to, Head: s.candidates[parts[0]].Head, Form: entity.Nominal, Determiner: lexicon.NoDeterminer, Plural: true, Kind: entity.Group,
			Conjuncts: parts, Owner: -1, Apposition: -1,
		})
	}
	if i, ok := s.lastHeadIn(from, end, x); ok {
		s.setComplement(s.candidates[i], to)
		return i
	}
	if i, ok := x.byFrom[from]; ok && s.candidates[i].IsNamed() && len(s.candidates[i].Titles) > 0 && s.candidates[i].Name[0] >= to {
		return i // "Ms" of "Ms Abara"
	}
	c := s.newUnlistedNominal(from, end)
	s.setComplement(c, to)
	return s.appendCandidate(c)
}

// complement notes what a phrase up to word to says after its noun, if that tells one unnamed source from another.
func (s *detector) setComplement(c *Candidate, to int) {
	for to > c.To && (!lexicon.IsWord(s.Words[to-1].Form) || lexicon.IsPossessiveEnding(s.Words[to-1].Lower)) {
		to--
	}
	if c.Form != entity.Nominal || c.Plural || c.To+1 >= to || to-c.To > longestComplement || !lexicon.ComplementPrepositions[s.Words[c.To].Lower] {
		return
	}
	for i := c.To + 1; i < to; i++ {
		if !lexicon.IsWord(s.Words[i].Form) && !lexicon.IsPossessiveEnding(s.Words[i].Lower) || s.Words[i].UPOS == "VERB" || s.Words[i].UPOS == "AUX" || lexicon.Pronouns[s.Words[i].Lower].Relative {
			return
		}
	}
	c.ComplementEnd = to
}

// longestComplement is the number of words after which a complement describes more than it names.
const longestComplement = 6

// lastIn is the candidate whose head stands last in [from, end).
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

// nounPhraseEnd is the end of the phrase's first noun phrase: before a comma, a relative clause or a preposition that is
// in no name.
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

// isParticiple reports whether word i says more of the noun before it: "a log seen by the jury".
func (s *detector) isParticiple(i int) bool {
	if u := s.Words[i-1].UPOS; u != "NOUN" && u != "PROPN" {
		return false
	}
	switch w := &s.Words[i]; w.UPOS {
	case "VERB":
		return w.XPOS == "VBN" || w.XPOS == "VBG" || w.XPOS == "VBD" || lexicon.Participles[w.Lower]
	case "NOUN":
		return false
	default:
		return lexicon.Participles[w.Lower]
	}
}

// joined are the candidates that "and" joins at the top of [from, to); none if "and" joins no two of them.
func (s *detector) conjuncts(from, to int, x candidateIndex) []int {
	var parts []int
	ands := 0
	for i := from; i < to; i++ {
		if j, ok := x.byFrom[i]; ok && s.candidates[j].To <= to {
			parts = append(parts, j)
			i = s.candidates[j].To - 1
			continue
		}
		switch w := s.Words[i].Lower; {
		case w == "and" || w == "&" || w == "nor" || w == "or":
			ands++
		case w == ",", w == "neither", w == "either", lexicon.Determiners[w] != lexicon.NoDeterminer:
		default:
			return nil
		}
	}
	if ands == 0 {
		return nil
	}
	return parts
}

// unlisted makes a nominal of a phrase whose noun no lexicon has: "the blaze", "two in five".
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
	} else if w.XPOS == "NNS" || w.XPOS == "NNPS" {
		c.Plural, c.Kind = true, entity.Group
	}
	return c
}

// markInside marks the phrases that lie within that of a spokesperson: they name the one spoken for.
func (s *detector) markPrincipals(phrases []text.Span, at []int) {
	spoken := map[int]bool{}
	for i, j := range at {
		if j >= 0 && s.isSpokesperson(s.candidates[j]) {
			for w, to := s.wordRange(phrases[i]); w < to; w++ {
				spoken[w] = true
			}
		}
	}
	for i, j := range at {
		if j >= 0 && !s.isSpokesperson(s.candidates[j]) {
			from, to := s.wordRange(phrases[i])
			s.candidates[j].InSpokesperson = spoken[from] && spoken[to-1]
		}
	}
}

func (s *detector) isSpokesperson(c *Candidate) bool {
	if c.Sense.Class == lexicon.Spokesperson {
		return true
	}
	for _, r := range c.Records {
		for _, n := range r.Nouns {
			if s.lex.Nouns[n].Class == lexicon.Spokesperson {
				return true
			}
		}
	}
	for _, t := range c.Titles {
		if t.Noun.Class == lexicon.Spokesperson {
			return true
		}
	}
	return false
}

package mention

import (
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/text"
)

// conjuncts returns the candidates that a conjunction joins if [from, to) consists of them, of conjunctions, commas and
// determiners; else nil. It reports whether the conjunction is "and".
func (s *detector) conjuncts(from, to int, x candidateIndex) (parts []int, isJoint bool) {
	conjunctions, alternatives := 0, 0
	for i := from; i < to; i++ {
		if j, ok := x.byFrom[i]; ok && s.candidates[j].To <= to {
			parts = append(parts, j)
			i = s.candidates[j].To - 1
			continue
		}
		switch w := s.Words[i].Lower; {
		case w == "and" || w == "&":
			conjunctions++
		case w == "nor" || w == "or":
			conjunctions++
			alternatives++
		case w == "neither", w == "either":
			alternatives++
		case w == ",", w == "both", lexicon.Determiners[w] != lexicon.NoDeterminer:
		default:
			return nil, false
		}
	}
	if conjunctions == 0 {
		return nil, false
	}
	return parts, alternatives == 0
}

// areOccupations reports whether coordinated candidates are the occupations of the person who is named last: "actor and director
// Ana Ruiz".
func (s *detector) areOccupations(parts []int) bool {
	last := s.candidates[parts[len(parts)-1]]
	for _, i := range parts[:len(parts)-1] {
		if c := s.candidates[i]; c.Form != entity.Nominal || c.Plural || c.Determiner != lexicon.NoDeterminer || !c.Sense.IsPerson() {
			return false
		}
	}
	return last.IsNamed() && len(last.Titles) > 0
}

// markPrincipals marks the phrases within the phrase of a spokesperson. They name the principal: whom the spokesperson
// speaks for.
func (s *detector) markPrincipals(phrases []text.Span, at []int) {
	inSpokesperson := map[int]bool{} // words
	for i, j := range at {
		if j >= 0 && s.isSpokesperson(s.candidates[j]) {
			words := s.WordsIn(phrases[i])
			for w := words.From; w < words.To; w++ {
				inSpokesperson[w] = true
			}
		}
	}
	for i, j := range at {
		if j >= 0 && !s.isSpokesperson(s.candidates[j]) {
			words := s.WordsIn(phrases[i])
			s.candidates[j].IsPrincipal = inSpokesperson[words.From] && inSpokesperson[words.To-1]
		}
	}
}

// isSpokesperson reports whether c is a spokesperson by its noun, its records or its titles.
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

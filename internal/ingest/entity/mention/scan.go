package mention

import (
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/gazetteer"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// detector finds the candidates of a document, sentence by sentence, from left to right.
type detector struct {
	*Surface
	lex        *lexicon.Lexicon
	gazetteer  *gazetteer.Names
	candidates []*Candidate
	byEnd      map[int]*Candidate // longest candidate by the word after it, for titles and nominals that it may own
	surnames   map[string]bool    // last words of full names of persons, as written
}

// Detection holds the candidates of one document.
type Detection struct {
	Surface    *Surface
	Candidates []*Candidate // in text order, the longer of two that begin together first
	Phrases    []int        // index in Candidates of each phrase that was asked for, -1 for a phrase without words
}

// Detect finds the candidates of a document. Each of phrases has one; its head may be that of a longer candidate.
func Detect(l *ling.Layout, g *gazetteer.Names, phrases []text.Span) Detection {
	s := scan(newSurface(l), g)
	at := s.align(phrases)
	s.weighKinds()
	s.trimToKnownNames()
	at = s.attach(at)
	return Detection{Surface: s.Surface, Candidates: s.candidates, Phrases: at}
}

// scan returns a detector that has found the candidates of p, in text order.
func scan(p *Surface, g *gazetteer.Names) *detector {
	s := &detector{Surface: p, lex: lexicon.Default(), gazetteer: g, byEnd: map[int]*Candidate{}, surnames: map[string]bool{}}
	s.findSurnames()
	for _, st := range p.Sentences {
		s.scanSentence(st)
	}
	sortCandidates(s.candidates)
	s.joinBracketedTitles()
	return s
}

// scanSentence adds the candidates of a sentence.
func (s *detector) scanSentence(st ling.Range) {
	for i := st.From; i < st.To; {
		if n := s.scanWord(i, st); n > i {
			i = n
		} else {
			i++
		}
	}
}

// scanWord adds the candidate that begins at word i or has its head there. It returns the word to continue with, i if
// it has added none.
func (s *detector) scanWord(i int, st ling.Range) int {
	w := &s.Words[i]
	if p, ok := lexicon.Pronouns[w.Lower]; ok && !s.isAcronym(i) {
		s.addPronoun(i, p)
		return i + 1
	}
	if to := s.nameEnd(i, st); to > i {
		if s.addName(i, to, st) {
			return to
		}
	}
	if n, head, plural, ok := s.lex.Noun(w.Lower, w.Lemma); ok && s.isNoun(i) && !s.startsTitle(i, st) {
		s.addNominal(i, n, head, plural, st)
	}
	return i
}

// isAcronym reports whether word i is an acronym rather than a pronoun: "US", not "us".
func (s *detector) isAcronym(i int) bool {
	f := s.Words[i].Form
	return len(f) > 1 && lexicon.IsAllCapitals(f) && !s.allCaps[s.Words[i].Sentence]
}

// add adds a candidate and makes it findable by its end.
func (s *detector) add(c *Candidate) {
	s.candidates = append(s.candidates, c)
	if old := s.byEnd[c.To]; old == nil || old.From > c.From {
		s.byEnd[c.To] = c
	}
}

// addPronoun adds the pronoun at word i.
func (s *detector) addPronoun(i int, p lexicon.PronounSense) {
	s.add(&Candidate{
		From: i, To: i + 1, Head: i, Form: entity.Pronoun, Gender: p.Gender, Plural: p.Number == lexicon.Plural, Noun: s.Words[i].Lower,
		Owner: -1, Apposition: -1,
	})
}

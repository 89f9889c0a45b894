package mention

import (
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/gazetteer"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// scanner finds the candidates of a page, sentence by sentence, left to right.
type detector struct {
	*Surface
	lex        *lexicon.Lexicon
	gazetteer  *gazetteer.Gazetteer
	candidates []*Candidate
	byEnd      map[int]*Candidate // candidates by the word after them, for titles and owners to their left
}

// Detection holds the candidates of one document.
type Detection struct {
	Surface    *Surface
	Candidates []*Candidate // in text order, the longer of two that begin together first
	Phrases    []int        // index in Candidates of each phrase that was asked for, -1 for a phrase without words
}

// Detect finds the candidates of an annotated document, among them one for each of phrases.
func Detect(l *ling.Layout, g *gazetteer.Gazetteer, phrases []text.Span) Detection {
	s := scan(newSurface(l), g)
	at := s.align(phrases)
	s.weighKinds()
	at = s.attach(at)
	return Detection{Surface: s.Surface, Candidates: s.candidates, Phrases: at}
}

// scan finds the candidates of a page, in text order.
func scan(p *Surface, g *gazetteer.Gazetteer) *detector {
	s := &detector{Surface: p, lex: lexicon.Default(), gazetteer: g, byEnd: map[int]*Candidate{}}
	for _, st := range p.Sentences {
		s.scanSentence(st)
	}
	sortCandidates(s.candidates)
	return s
}

func (s *detector) scanSentence(st ling.Range) {
	for i := st.From; i < st.To; {
		if n := s.scanWord(i, st); n > i {
			i = n
		} else {
			i++
		}
	}
}

// step reads what begins at word i, and returns where to go on; i itself where nothing begins.
func (s *detector) scanWord(i int, st ling.Range) int {
	w := &s.Words[i]
	if p, ok := lexicon.Pronouns[w.Lower]; ok && !s.isAcronymOf(i) {
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

// isAcronymOf tells "US" from "us" and "IT" from "it".
func (s *detector) isAcronymOf(i int) bool {
	f := s.Words[i].Form
	return len(f) > 1 && lexicon.IsAllCapitals(f) && !s.allCaps[s.Words[i].Sentence]
}

func (s *detector) add(c *Candidate) {
	s.candidates = append(s.candidates, c)
	if old := s.byEnd[c.To]; old == nil || old.From > c.From {
		s.byEnd[c.To] = c
	}
}

func (s *detector) addPronoun(i int, p lexicon.PronounSense) {
	s.add(&Candidate{
		From: i, To: i + 1, Head: i, Form: entity.Pronoun, Gender: p.Gender, Plural: p.Number == lexicon.Plural, Noun: s.Words[i].Lower,
		Owner: -1, Apposition: -1,
	})
}

// tagged is the kind of name that ling sees in words [from, to): of most of them, NoName if of none.
func (p *Surface) majorityNameKind(from, to int) ling.NameKind {
	var count [ling.OtherName + 1]int
	best := ling.NoName
	for _, w := range p.Words[from:to] {
		if k := w.Name.Kind; k != ling.NoName && k <= ling.OtherName {
			if count[k]++; best == ling.NoName || count[k] > count[best] {
				best = k
			}
		}
	}
	return best
}

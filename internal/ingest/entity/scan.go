package entity

import "graphd/internal/ingest/ling"

// scanner finds the candidates of a page, sentence by sentence, left to right.
type scanner struct {
	*page
	lex        *lexicon
	gazetteer  *Gazetteer
	candidates []*candidate
	byEnd      map[int]*candidate // candidates by the word after them, for titles and owners to their left
}

// scan finds the candidates, in the order of their first words.
func scan(p *page, g *Gazetteer) *scanner {
	s := &scanner{page: p, lex: words(), gazetteer: g, byEnd: map[int]*candidate{}}
	for _, st := range p.sentences {
		s.sentence(st)
	}
	order(s.candidates)
	return s
}

func (s *scanner) sentence(st stretch) {
	for i := st.from; i < st.to; {
		if n := s.step(i, st); n > i {
			i = n
		} else {
			i++
		}
	}
}

// step reads what begins at word i, and returns where to go on; i itself where nothing begins.
func (s *scanner) step(i int, st stretch) int {
	w := &s.words[i]
	if p, ok := pronouns[w.lower]; ok && !s.isAcronymOf(i) {
		s.pronoun(i, p)
		return i + 1
	}
	if to := s.nameEnd(i, st); to > i {
		if s.name(i, to, st) {
			return to
		}
	}
	if n, head, plural, ok := s.lex.noun(w.lower, w.Lemma); ok && s.isNoun(i) && !s.lex.startsTitle(s.page, i, st) {
		s.nominal(i, n, head, plural, st)
	}
	return i
}

// isAcronymOf tells "US" from "us" and "IT" from "it".
func (s *scanner) isAcronymOf(i int) bool {
	f := s.words[i].Form
	return len(f) > 1 && isAllCapitals(f) && !s.sentences[s.words[i].sentence].shouting
}

func (s *scanner) add(c *candidate) {
	s.candidates = append(s.candidates, c)
	if old := s.byEnd[c.to]; old == nil || old.from > c.from {
		s.byEnd[c.to] = c
	}
}

func (s *scanner) pronoun(i int, p pronoun) {
	s.add(&candidate{
		from: i, to: i + 1, head: i, form: Pronoun, gender: p.gender, plural: p.number == plural, noun: s.words[i].lower,
		owner: -1, same: -1,
	})
}

// tagged is the kind of name that ling sees in words [from, to): of most of them, NoName if of none.
func (p *page) tagged(from, to int) ling.NameKind {
	var count [ling.OtherName + 1]int
	best := ling.NoName
	for _, w := range p.words[from:to] {
		if k := w.Name.Kind; k != ling.NoName && k <= ling.OtherName {
			if count[k]++; best == ling.NoName || count[k] > count[best] {
				best = k
			}
		}
	}
	return best
}

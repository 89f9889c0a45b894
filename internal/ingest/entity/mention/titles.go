package mention

import (
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
)

// peel splits the run [from, to) into the titles before a name and where the name starts; start is to where the run is
// titles alone. "US Secretary of State Mike Pompeo" has one title of four words.
func (s *detector) splitTitles(from, to int) (titles []Title, start int) {
	if n, found := s.gazetteer.Match(s.Forms(from, to)); n == to-from && found[0].Kind != entity.Office {
		return nil, from
	}
	start = from
	for start < to {
		t, ok := s.nextTitle(start, to)
		if !ok {
			break
		}
		titles = append(titles, t)
		start = t.To
	}
	if len(titles) > 0 && start == to {
		return s.officeTitle(titles, from, to)
	}
	return titles, start
}

// nextTitle finds the title that ends first from start on: words up to a noun that can stand before a name.
func (s *detector) nextTitle(start, to int) (Title, bool) {
	if n, found := s.gazetteer.Match(s.Forms(start, to)); n > 0 && found[0].Kind == entity.Office && !s.titleContinues(start+n, to) {
		return s.titleOf(start, start+n), true
	}
	for i := start; i < to && i < start+5; i++ {
		w := &s.Words[i]
		if n, ok := s.lex.NameTitles[w.Lower]; ok && i == start {
			return s.honorific(start, to, n)
		}
		if s.isGivenName(w.Form) {
			break
		}
		if n, ok := s.lex.Nouns[w.Lower]; ok && n.CanLead() && s.capital[i] {
			if end := s.titleEnd(i, to); end > i {
				return Title{start, end, w.Lower, n}, true
			}
		}
		if _, ok := s.bodyNoun(i); ok && i+1 == to {
			break
		}
	}
	return Title{}, false
}

// goesOn reports whether a title is longer than what ends at i: "Secretary of State" in "Secretary of State for Industry".
func (s *detector) titleContinues(i, to int) bool {
	return i < to && (s.Words[i].Lower == "of" || s.Words[i].Lower == "for")
}

// titleEnd is where the title ends whose noun is at i; i where the noun is not its last: "Chief Constable",
// "President Administration". After "of" and "for" a title goes on to the given name of who holds it.
func (s *detector) titleEnd(i, to int) int {
	if i+1 >= to {
		return to
	}
	next := s.Words[i+1].Lower
	if n, ok := s.lex.Nouns[next]; ok && s.IsCapitalised(i+1) && (n.CanLead() || n.Class == lexicon.Body) {
		return i
	}
	if next != "of" && next != "for" {
		return i + 1
	}
	return s.holderAt(i+2, to)
}

// holderAt is where in [from, to) the name begins of who holds a title: at a given name, or else at what the name finder
// takes for a person's name of several words; to if there is none.
func (s *detector) holderAt(from, to int) int {
	for j := from; j < to; j++ {
		if s.isGivenName(s.Words[j].Form) {
			return j
		}
	}
	for j := from + 1; j < to-1; j++ {
		if name := s.Words[j].Name; name.Begin && name.Kind == ling.Person {
			return j
		}
	}
	return to
}

func (s *detector) honorific(start, to int, n lexicon.Noun) (Title, bool) {
	if n.Class == lexicon.Retained || start+1 >= to {
		return Title{}, false
	}
	return Title{start, start + 1, s.Words[start].Lower, n}, true
}

// titleOf makes a title of words that the gazetteer knows as an office: its head is the noun before "of" or "for".
func (s *detector) titleOf(from, to int) Title {
	head := s.bodyHead(from, to)
	n := s.lex.Nouns[s.Words[head].Lower]
	if n.Class == "" {
		n = lexicon.Noun{Class: lexicon.Office}
	}
	return Title{from, to, s.Words[head].Lower, n}
}

// unpeel gives back the last word where an honorific was taken for a name's title: "Lord Speaker" is an office.
func (s *detector) officeTitle(titles []Title, from, to int) ([]Title, int) {
	last := titles[len(titles)-1]
	return []Title{{from, to, last.Head, last.Noun}}, to
}

// lowerTitles takes in the titles to the left of a name that have no capital: "Acme chief executive Jane Doe".
func (s *detector) lowerTitles(c *Candidate, st ling.Range) {
	if c.Kind == entity.Body || c.From == st.From {
		return
	}
	at := c.From - 1
	n, ok := s.lex.Nouns[s.Words[at].Lower]
	if !ok || !n.CanLead() || s.IsCapitalised(at) {
		return
	}
	t := Title{at, c.From, s.Words[at].Lower, n}
	for i := at - 1; i >= st.From && at-i <= 5; i-- {
		if left := s.byEnd[i+1]; left != nil && left.IsNamed() {
			t.From = left.From
			break
		}
		if lexicon.Determiners[s.Words[i].Lower] != lexicon.NoDeterminer || !s.modifies(i) {
			break
		}
		t.From = i
	}
	c.Titles = append([]Title{t}, c.Titles...)
	c.From, c.Kind = t.From, entity.Person
}

// text of a title as it is written.
func (p *Surface) TitleText(t Title) string { return p.Join(t.From, t.To) }

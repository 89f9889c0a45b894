package entity

import "graphd/internal/ingest/ling"

// peel splits the run [from, to) into the titles before a name and where the name starts; start is to where the run is
// titles alone. "US Secretary of State Mike Pompeo" has one title of four words.
func (s *scanner) peel(from, to int) (titles []title, start int) {
	if n, found := s.gazetteer.match(s.forms(from, to)); n == to-from && found[0].Kind != Office {
		return nil, from
	}
	start = from
	for start < to {
		t, ok := s.nextTitle(start, to)
		if !ok {
			break
		}
		titles = append(titles, t)
		start = t.to
	}
	if len(titles) > 0 && start == to {
		return s.unpeel(titles, from, to)
	}
	return titles, start
}

// nextTitle finds the title that ends first from start on: words up to a noun that can stand before a name.
func (s *scanner) nextTitle(start, to int) (title, bool) {
	if n, found := s.gazetteer.match(s.forms(start, to)); n > 0 && found[0].Kind == Office && !s.goesOn(start+n, to) {
		return s.titleOf(start, start+n), true
	}
	for i := start; i < to && i < start+5; i++ {
		w := &s.words[i]
		if n, ok := s.lex.titles[w.lower]; ok && i == start {
			return s.honorific(start, to, n)
		}
		if s.isGiven(w.Form) {
			break
		}
		if n, ok := s.lex.nouns[w.lower]; ok && n.canLead() && w.capital {
			if end := s.titleEnd(i, to); end > i {
				return title{start, end, w.lower, n}, true
			}
		}
		if _, ok := s.bodyNoun(i); ok && i+1 == to {
			break
		}
	}
	return title{}, false
}

// goesOn reports whether a title is longer than what ends at i: "Secretary of State" in "Secretary of State for Industry".
func (s *scanner) goesOn(i, to int) bool {
	return i < to && (s.words[i].lower == "of" || s.words[i].lower == "for")
}

// titleEnd is where the title ends whose noun is at i; i where the noun is not its last: "Chief Constable",
// "President Administration". After "of" and "for" a title goes on to the given name of who holds it.
func (s *scanner) titleEnd(i, to int) int {
	if i+1 >= to {
		return to
	}
	next := s.words[i+1].lower
	if n, ok := s.lex.nouns[next]; ok && s.words[i+1].capital && (n.canLead() || n.class == body) {
		return i
	}
	if next != "of" && next != "for" {
		return i + 1
	}
	return s.holderAt(i+2, to)
}

// holderAt is where in [from, to) the name begins of who holds a title: at a given name, or else at what the name finder
// takes for a person's name of several words; to if there is none.
func (s *scanner) holderAt(from, to int) int {
	for j := from; j < to; j++ {
		if s.isGiven(s.words[j].Form) {
			return j
		}
	}
	for j := from + 1; j < to-1; j++ {
		if name := s.words[j].Name; name.Begin && name.Kind == ling.Person {
			return j
		}
	}
	return to
}

func (s *scanner) honorific(start, to int, n noun) (title, bool) {
	if n.class == retained || start+1 >= to {
		return title{}, false
	}
	return title{start, start + 1, s.words[start].lower, n}, true
}

// titleOf makes a title of words that the gazetteer knows as an office: its head is the noun before "of" or "for".
func (s *scanner) titleOf(from, to int) title {
	head := s.bodyHead(from, to)
	n := s.lex.nouns[s.words[head].lower]
	if n.class == "" {
		n = noun{class: office}
	}
	return title{from, to, s.words[head].lower, n}
}

// unpeel gives back the last word where an honorific was taken for a name's title: "Lord Speaker" is an office.
func (s *scanner) unpeel(titles []title, from, to int) ([]title, int) {
	last := titles[len(titles)-1]
	return []title{{from, to, last.head, last.noun}}, to
}

// lowerTitles takes in the titles to the left of a name that have no capital: "Acme chief executive Jane Doe".
func (s *scanner) lowerTitles(c *candidate, st stretch) {
	if c.kind == Body || c.from == st.from {
		return
	}
	at := c.from - 1
	n, ok := s.lex.nouns[s.words[at].lower]
	if !ok || !n.canLead() || s.words[at].capital {
		return
	}
	t := title{at, c.from, s.words[at].lower, n}
	for i := at - 1; i >= st.from && at-i <= 5; i-- {
		if left := s.byEnd[i+1]; left != nil && left.named() {
			t.from = left.from
			break
		}
		if determiners[s.words[i].lower] != bare || !s.modifies(i) {
			break
		}
		t.from = i
	}
	c.titles = append([]title{t}, c.titles...)
	c.from, c.kind = t.from, Person
}

// text of a title as it is written.
func (p *page) titleText(t title) string { return p.join(t.from, t.to) }

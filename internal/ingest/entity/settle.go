package entity

// settle puts the candidates in text order, and ties each to its owner and to what it stands beside. It returns at, the
// candidates of the phrases, by their new places.
func (s *scanner) settle(at []int) []int {
	old := append([]*candidate(nil), s.candidates...)
	order(s.candidates)
	place := make(map[*candidate]int, len(old))
	for i, c := range s.candidates {
		place[c] = i
	}
	out := make([]int, len(at))
	for i, j := range at {
		if out[i] = -1; j >= 0 {
			out[i] = place[old[j]]
		}
	}
	for _, c := range s.candidates {
		for i, j := range c.parts {
			c.parts[i] = place[old[j]]
		}
	}
	x := newIndex(s.candidates)
	for i, c := range s.candidates {
		s.tieOwner(c, x)
		s.tieApposition(i, c, x)
		s.tieCopula(c, x)
	}
	return out
}

// tieOwner finds whom a nominal belongs to: by "’s", by a name before its noun, or by "of" and "for" after it.
func (s *scanner) tieOwner(c *candidate, x index) {
	if c.form != Nominal || c.parts != nil {
		return
	}
	for i := c.head; i > c.from; i-- {
		if isPossessive(s.words[i].lower) {
			if j, ok := x.byEnd[i]; ok && s.candidates[j] != c {
				c.owner = j
				return
			}
		}
		if j, ok := x.byEnd[i]; ok && s.candidates[j] != c && s.candidates[j].named() && s.candidates[j].from >= c.from {
			c.owner = j
			return
		}
	}
	if c.to >= len(s.words) || !OwnerPrepositions[s.words[c.to].lower] {
		return
	}
	for next := c.to + 1; next <= c.to+2 && next < len(s.words); next++ {
		if j, ok := x.byFrom[next]; ok && s.candidates[j] != c && s.words[next].sentence == s.words[c.head].sentence {
			c.owner = j
			return
		}
	}
}

// tieApposition ties "Ana Ruiz, the city’s mayor" and "the city’s mayor, Ana Ruiz" to one another: the later to the
// earlier, or the nominal to the name.
func (s *scanner) tieApposition(i int, c *candidate, x index) {
	if c.form == Pronoun || c.parts != nil || c.same >= 0 {
		return
	}
	if j, ok := s.nameBehind(c, x); ok {
		c.same = j
		return
	}
	if c.to >= len(s.words) || s.words[c.to].Form != "," {
		return
	}
	j, ok := x.byFrom[c.to+1]
	if !ok || s.words[c.to+1].sentence != s.words[c.head].sentence {
		return
	}
	d := s.candidates[j]
	if d.parts != nil || d.same >= 0 || c.kind == Body && d.named() && d.kind != Body || d.kind == Group || !s.closes(d) {
		return
	}
	switch {
	case c.named() && d.form == Nominal && d.sense.isPerson() && (c.kind == Person || c.kind == ""):
		d.same = i
	case c.named() && c.kind == Body && d.form == Nominal && !d.plural && d.det != bare && s.describesBody(d):
		d.same = i
	case d.named() && c.form == Nominal && c.sense.isPerson() && d.kind != Body && c.det != indefinite:
		c.same = j
	}
}

// nameBehind is the name that a nominal is of: right behind it, "security firm Kestrel Labs", or behind a comma at the end
// of the caller's phrase, "a doctor at the hospital, Ana Ruiz,".
func (s *scanner) nameBehind(c *candidate, x index) (int, bool) {
	if c.form != Nominal || c.plural {
		return 0, false
	}
	if j, ok := x.byFrom[c.to]; ok && c.sense.class == body && s.suits(c, s.candidates[j]) {
		return j, true
	}
	for at := c.until - 1; at > c.to; at-- {
		j, ok := x.byFrom[at]
		if !ok || s.words[at-1].Form != "," || s.candidates[j].to != c.until {
			continue
		}
		return j, s.suits(c, s.candidates[j])
	}
	return 0, false
}

// suits reports whether a nominal can describe whom d names.
func (s *scanner) suits(c, d *candidate) bool {
	if !d.named() || d.place || d.same >= 0 || d.parts != nil || s.words[d.head].sentence != s.words[c.head].sentence {
		return false
	}
	if PersonOrBodyNouns[c.noun] || c.sense.class == "" {
		return true
	}
	return c.sense.isPerson() && d.kind != Body || c.sense.class == body && d.kind != Person
}

// describesBody reports whether a nominal beside a body's name describes the body: "a steel company", "the plant’s owner".
func (s *scanner) describesBody(d *candidate) bool {
	if s.at(d.to, s.sentences[s.words[d.head].sentence]) == "and" {
		return false // a list
	}
	return PersonOrBodyNouns[d.noun] && d.det == owned || d.sense.class == body && d.det != definite
}

// closes reports whether an apposition ends where d does, or goes on as a phrase of its own would not.
func (s *scanner) closes(d *candidate) bool {
	if d.to >= len(s.words) {
		return true
	}
	switch w := s.words[d.to].lower; w {
	case ",", ".", ";", ")", "of", "for", "at", "in", "who", "whose", "which", "that", "and", "with", "from":
		return true
	}
	return s.words[d.to].sentence != s.words[d.head].sentence
}

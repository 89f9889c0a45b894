package entity

// nominal reads leftwards from a head noun: "the Prime Minister’s official spokesman".
func (s *scanner) nominal(head int, n noun, lemma string, plural bool, st stretch) {
	c := &candidate{
		to: head + 1, head: head, form: Nominal, noun: lemma, sense: n, plural: plural, gender: n.gender, owner: -1, same: -1,
	}
	c.from = head
	for i := head - 1; i >= st.from && head-i <= 6; i-- {
		w := &s.words[i]
		if det := s.determiner(i); det != bare {
			c.from, c.det = i, det
			break
		}
		if isPossessive(w.lower) {
			c.from, c.det = s.possessor(i, st), owned
			break
		}
		if owner := s.byEnd[i+1]; owner != nil && owner.named() && owner.from >= st.from {
			c.from = owner.from
			c.mods = append(c.mods, i)
			c.det = s.leading(&c.from, st)
			break
		}
		if !s.modifies(i) {
			break
		}
		c.from = i
		c.mods = append(c.mods, i)
	}
	c.kind = nominalKind(n, plural)
	s.add(c)
}

// possessor is where the phrase begins that ends in the possessive at i.
func (s *scanner) possessor(i int, st stretch) int {
	if owner := s.byEnd[i]; owner != nil && owner.from >= st.from {
		return owner.from
	}
	from := i
	for from > st.from && i-from < 5 && (s.modifies(from-1) || s.words[from-1].capital) {
		from--
	}
	s.leading(&from, st)
	return from
}

// leading moves from over a determiner that stands before it.
func (s *scanner) leading(from *int, st stretch) determiner {
	det := s.before(*from, st)
	if det != bare {
		*from--
	}
	return det
}

// before is the determiner right before word i.
func (s *scanner) before(i int, st stretch) determiner {
	if i <= st.from {
		return bare
	}
	return s.determiner(i - 1)
}

// determiner is what word i is as a determiner; bare where it is none, as "that" before a clause.
func (s *scanner) determiner(i int) determiner {
	switch w := &s.words[i]; w.UPOS {
	case "SCONJ", "ADV", "ADP", "CCONJ", "INTJ", "VERB", "AUX":
		return bare
	case "PRON":
		if w.lower == "that" || w.lower == "this" {
			return bare
		}
		return determiners[w.lower]
	default:
		return determiners[w.lower]
	}
}

// isNoun reports whether word i is a noun, as far as it is tagged.
func (s *scanner) isNoun(i int) bool {
	switch s.words[i].UPOS {
	case "", "NOUN", "PROPN":
		return true
	}
	return false
}

// modifies reports whether word i may stand between a determiner and a noun.
func (s *scanner) modifies(i int) bool {
	w := &s.words[i]
	if !isWord(w.Form) || FunctionWords[w.lower] {
		return false
	}
	switch w.UPOS {
	case "ADJ", "NOUN", "PROPN", "NUM":
		return true
	case "VERB":
		return w.XPOS == "VBN" || w.XPOS == "VBG"
	case "":
		return i > 0 && !s.opens(i)
	}
	return false
}

func nominalKind(n noun, plural bool) Kind {
	switch {
	case n.class == collective || plural && n.class != document:
		return Group
	case n.isPerson():
		return Unnamed
	case n.class == document:
		return Document
	}
	return Body
}

// startsTitle reports whether the noun at i is no head: another noun or the name that it is a title of follows.
func (l *lexicon) startsTitle(p *page, i int, st stretch) bool {
	if i+1 >= st.to {
		return false
	}
	next := &p.words[i+1]
	if n, ok := l.nouns[p.words[i].lower]; ok && n.canLead() && next.capital && !p.words[i].capital {
		return true
	}
	if next.UPOS == "NOUN" || next.UPOS == "PROPN" && !next.capital {
		return true
	}
	if _, _, _, ok := l.noun(next.lower, next.Lemma); ok && next.UPOS == "" {
		return true
	}
	return false
}

package entity

import "strings"

// nominal links "the committee", "a spokesman", "critics".
func (l *linker) nominal(c *candidate) (int, float64) {
	if l.isPredicate(c) {
		return none, 0 // it says what somebody is, not who
	}
	if r := l.officeOf(c); r != nil && !c.inside {
		if e, strength := l.antecedent(c); e != none && l.entities[e].human && strength >= 1 {
			return e, 0.8
		}
		return l.known(r), 0.85
	} else if r != nil {
		return l.spokenFor(r), 0.85
	}
	if c.noun == "government" && c.det == definite && !c.plural {
		if e, ok := l.government(c); ok {
			return e, 0.8
		}
	}
	if e, ok := l.ofCountry(c); ok {
		return e, 0.85
	}
	if c.det == definite || c.det == owned || c.det == bare && !c.plural && c.sense.class == office {
		if e, strength := l.antecedent(c); e != none {
			return e, 0.5 + 0.35*strength
		}
		if l.contested(c) {
			return none, 0
		}
	}
	return l.fresh(c), 0.75
}

// antecedent is the entity that a definite nominal takes up, with the strength of the match; none if it is nobody's or
// either of two's.
func (l *linker) antecedent(c *candidate) (int, float64) {
	best, second := none, none
	strength := 0.0
	for _, e := range l.described(c) {
		x := l.entities[e]
		s := l.fit(c, x)
		if s == 0 {
			continue
		}
		switch {
		case best == none || s > strength || s == strength && x.last > l.last(best):
			if s == strength {
				second = best
			} else {
				second = none
			}
			best, strength = e, s
		case s == strength && (second == none || x.last > l.last(second)):
			second = e
		}
	}
	if best == none || second != none && !l.clearlyNearer(c, best, second) {
		return none, 0
	}
	return best, strength
}

// contested reports whether a nominal has antecedents that fit it, none better than another.
func (l *linker) contested(c *candidate) bool {
	for _, e := range l.described(c) {
		if l.fit(c, l.entities[e]) >= 0.6 {
			return true
		}
	}
	return false
}

// clearlyNearer reports whether a was mentioned in this sentence or the one before it, and b in an earlier paragraph.
func (l *linker) clearlyNearer(c *candidate, a, b int) bool {
	here := l.words[c.head].sentence
	sa, sb := l.words[l.last(a)].sentence, l.words[l.last(b)].sentence
	return here-sa <= 1 && l.sentences[sb].paragraph < l.sentences[sa].paragraph
}

// fit is how well a definite nominal describes an entity: 1 by its own noun, less by a broader one, 0 not at all.
func (l *linker) fit(c *candidate, x *cluster) float64 {
	if x.plural != c.plural && x.kind != "" || x.gender != "" && c.gender != "" && x.gender != c.gender {
		return 0
	}
	if l.ownersDiffer(c, x) || (x.kind == Office || x.kind == Unnamed) && l.setApartFrom(c, x) {
		return 0
	}
	for _, w := range l.modifiers(c) {
		if !x.about[w] && !l.isOwnerWord(c, w) {
			return 0
		}
	}
	switch {
	case x.nouns[c.noun]:
		return 1
	case x.broader[c.noun] && (c.sense.class != body || x.kind == Body):
		return 0.8
	case c.sense.class == spokes && l.speaks(x):
		return 1
	case CompanyWords[c.noun] && x.trading && x.kind == Body:
		return 0.6
	}
	return 0
}

// speaks reports whether an entity is a spokesperson.
func (l *linker) speaks(x *cluster) bool {
	for n := range x.nouns {
		if l.lex.nouns[n].class == spokes {
			return true
		}
	}
	return false
}

func (l *linker) isOwnerWord(c *candidate, w string) bool {
	return c.owner >= 0 && l.of[c.owner] != none && l.entities[l.of[c.owner]].about[w]
}

func (l *linker) ownersDiffer(c *candidate, x *cluster) bool {
	if c.owner < 0 || l.of[c.owner] == none {
		return false
	}
	return x.owner != l.of[c.owner]
}

// spokenFor is the body that an office is in, if the gazetteer knows it: whom its spokesperson speaks for.
func (l *linker) spokenFor(r *Record) int {
	if b := l.gazetteer.Record(r.Body); b != nil {
		return l.known(b)
	}
	return l.known(r)
}

// fresh is a new entity of this document, or a post that speaks.
func (l *linker) fresh(c *candidate) int {
	x := newCluster(c.kind)
	x.local, x.nominal, x.plural, x.gender = true, true, c.plural, c.gender
	x.human = c.sense.isPerson() && !c.plural
	x.describe(l.lex, c.noun)
	x.words(l.modifiers(c))
	if c.owner >= 0 {
		x.owner = l.of[c.owner]
	}
	x.name = l.describeText(c)
	if c.sense.class == spokes && c.det != indefinite && !c.plural && x.owner != none && !l.entities[x.owner].local {
		x.kind, x.local = Office, false
	}
	return l.add(x)
}

// describeText is the nominal as written, its determiner in lower case.
func (l *linker) describeText(c *candidate) string {
	to := c.to
	if c.owner >= 0 && l.candidates[c.owner].from >= to {
		to = l.candidates[c.owner].to
	}
	to = max(to, c.full)
	s := l.join(c.from, to)
	if !l.words[c.from].capital {
		return s
	}
	if _, ok := determiners[l.words[c.from].lower]; ok || !c.named() && l.opens(c.from) && l.lexical(c.from) {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// lexical reports whether a word is a common noun or adjective, as far as can be told.
func (l *linker) lexical(i int) bool {
	w := &l.words[i]
	_, _, _, ok := l.lex.noun(w.lower, w.Lemma)
	return ok || w.UPOS == "ADJ" || w.UPOS == "NOUN" || w.UPOS == "NUM"
}

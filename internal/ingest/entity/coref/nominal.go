package coref

import (
	"slices"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
	"graphd/internal/ingest/ling/ud"
)

// linkNominal links a nominal: "the committee", "a spokesman", "critics". The confidences of links were chosen by hand.
func (l *linker) linkNominal(c *mention.Candidate) (int, float64) {
	if l.IsPredicate(c) {
		return none, 0 // it describes an entity and does not refer to one
	}
	if e, ok := l.bearerOfAge(c); ok {
		return e, 0.8
	}
	if r := l.officeRecordFor(c); r != nil && !c.IsPrincipal {
		if e, strength := l.antecedent(c); e != none && l.entities[e].isHuman && strength >= 1 {
			return e, 0.8
		}
		return l.entityOfRecord(r), 0.85
	} else if r != nil {
		return l.bodyOfOffice(r), 0.85
	}
	if c.Noun == "government" && c.Determiner == lexicon.Definite && !c.Plural {
		if e, ok := l.government(c); ok {
			return e, 0.8
		}
	}
	if e, ok := l.stateBody(c); ok {
		return e, 0.85
	}
	if c.Determiner == lexicon.Definite || c.Determiner == lexicon.Possessive || c.Determiner == lexicon.NoDeterminer && !c.Plural && c.Sense.Class == lexicon.Office {
		if e, strength := l.antecedent(c); e != none {
			return e, 0.5 + 0.35*strength
		}
		if l.isContested(c) {
			return none, 0
		}
	}
	return l.newFromNominal(c), 0.75
}

// antecedent returns the entity that a definite nominal refers to, with the fit of the description from 0 to 1. It
// returns none if no entity or more than one fits best.
func (l *linker) antecedent(c *mention.Candidate) (int, float64) {
	best, second := none, none
	strength := 0.0
	for _, e := range l.nounAntecedents(c) {
		x := l.entities[e]
		s := l.descriptionFit(c, x)
		if s == 0 {
			continue
		}
		switch {
		case best == none || s > strength || s == strength && x.lastHead > l.lastHead(best):
			if s == strength {
				second = best
			} else {
				second = none
			}
			best, strength = e, s
		case s == strength && (second == none || x.lastHead > l.lastHead(second)):
			second = e
		}
	}
	if best == none || second != none && !l.clearlyNearer(c, best, second) {
		return none, 0
	}
	return best, strength
}

// isContested reports whether an entity fits a nominal that antecedent has left unresolved.
func (l *linker) isContested(c *mention.Candidate) bool {
	for _, e := range l.nounAntecedents(c) {
		if l.descriptionFit(c, l.entities[e]) >= 0.6 {
			return true
		}
	}
	return false
}

// clearlyNearer reports whether a was mentioned in this sentence or the one before it, and b in an earlier paragraph.
func (l *linker) clearlyNearer(c *mention.Candidate, a, b int) bool {
	lastA, lastB := &l.Words[l.lastHead(a)], &l.Words[l.lastHead(b)]
	return l.Words[c.Head].Sentence-lastA.Sentence <= 1 && lastB.Paragraph < lastA.Paragraph
}

// descriptionFit returns how well a definite nominal describes an entity: 1 with a noun of the entity itself, less with
// a broader noun, 0 not at all. The values only rank antecedents; they were chosen by hand.
func (l *linker) descriptionFit(c *mention.Candidate, x *cluster) float64 {
	if x.isPlural != c.Plural && x.kind != "" || x.gender != "" && c.Gender != "" && x.gender != c.Gender {
		return 0
	}
	if l.ownersDiffer(c, x) || (x.kind == entity.Office || x.kind == entity.Unnamed) && l.excludesHolderUnlike(c, x) {
		return 0
	}
	for _, w := range l.modifiers(c) {
		if !x.descriptors[w] && !l.isOwnerWord(c, w) {
			return 0
		}
	}
	switch {
	case x.nouns[c.Noun] && x.isHuman && l.isNotTheHolder(c, x):
		return 0.7
	case x.nouns[c.Noun]:
		return 1
	case x.broader[c.Noun] && (c.Sense.Class != lexicon.Body || x.kind == entity.Body):
		return 0.8
	case c.Sense.Class == lexicon.Spokesperson && l.isSpokesperson(x):
		return 1
	case lexicon.CompanyWords[c.Noun] && x.mayBeCompany && x.kind == entity.Body:
		return 0.6
	}
	return 0
}

// isNotTheHolder reports whether a title of x has a word such as "deputy" or "assistant" that c lacks.
func (l *linker) isNotTheHolder(c *mention.Candidate, x *cluster) bool {
	for w := range lexicon.NonHolderModifiers {
		if x.descriptors[w] && !slices.Contains(l.modifiers(c), w) {
			return true
		}
	}
	return false
}

// isSpokesperson reports whether a noun of an entity is that of a spokesperson.
func (l *linker) isSpokesperson(x *cluster) bool {
	for n := range x.nouns {
		if l.lex.Nouns[n].Class == lexicon.Spokesperson {
			return true
		}
	}
	return false
}

// isOwnerWord reports whether w describes the owner of c.
func (l *linker) isOwnerWord(c *mention.Candidate, w string) bool {
	return c.Owner >= 0 && l.entityOf[c.Owner] != none && l.entities[l.entityOf[c.Owner]].descriptors[w]
}

// ownersDiffer reports whether c has an owner other than that of x.
func (l *linker) ownersDiffer(c *mention.Candidate, x *cluster) bool {
	if c.Owner < 0 {
		return false
	}
	if l.entityOf[c.Owner] == none {
		return l.isForeignName(l.candidates[c.Owner], x)
	}
	return x.owner != l.entityOf[c.Owner]
}

// isForeignName reports whether o has a name with a word that does not describe x, other than a country.
func (l *linker) isForeignName(o *mention.Candidate, x *cluster) bool {
	for i := o.Name.From; i < o.Name.To; i++ {
		if _, isCountry := l.lex.Countries[l.Words[i].Form]; !isCountry && !x.descriptors[l.Words[i].Lower] {
			return true
		}
	}
	return false
}

// bodyOfOffice returns the body that an office belongs to, for which its spokesperson speaks. If the gazetteer does not
// know the body, it returns the office.
func (l *linker) bodyOfOffice(r *entity.Record) int {
	if b := l.gazetteer.Record(r.Body); b != nil {
		return l.entityOfRecord(b)
	}
	return l.entityOfRecord(r)
}

// newFromNominal returns a new local entity for a nominal. A definite spokesperson of an identified entity is an office
// instead, which is not local.
func (l *linker) newFromNominal(c *mention.Candidate) int {
	x := newCluster(c.Kind)
	x.isLocal, x.isNominal, x.isPlural, x.gender = true, true, c.Plural, c.Gender
	x.isHuman = c.Sense.IsPerson() && !c.Plural
	x.addNoun(l.lex, c.Noun)
	x.addWords(l.modifiers(c))
	if c.Owner >= 0 {
		x.owner = l.entityOf[c.Owner]
	}
	x.name = l.nominalText(c)
	if c.Sense.Class == lexicon.Spokesperson && c.Determiner != lexicon.Indefinite && !c.Plural && x.owner != none && !l.entities[x.owner].isLocal {
		x.kind, x.isLocal = entity.Office, false
	}
	return l.addEntity(x)
}

// nominalText returns the text of a nominal, with capitals that are due to its position or to a headline in capitals in
// lower case.
func (l *linker) nominalText(c *mention.Candidate) string {
	to := c.To
	if c.Owner >= 0 && l.candidates[c.Owner].From >= to {
		to = l.candidates[c.Owner].To
	}
	to = max(to, c.ComplementEnd)
	s := l.Join(c.From, to)
	switch {
	case len(l.Words[c.From].Form) == 1 && to == c.From+1: // the label of a question or answer: "A:"
		return s
	case l.InCapitals(c.From):
		return l.lowerShouted(s)
	case !l.IsCapitalised(c.From):
		return s
	}
	if _, ok := lexicon.Determiners[l.Words[c.From].Lower]; ok || !c.IsNamed() && l.AtStart(c.From) && l.isCommonWord(c.From) {
		return l.lowerFirstWord(s)
	}
	return s
}

// isCommonWord reports whether word i is a common noun, an adjective or a number, as far as lexicon and tagger show.
func (l *linker) isCommonWord(i int) bool {
	w := &l.Words[i]
	_, _, _, ok := l.lex.Noun(w.Lower, w.Lemma)
	return ok || w.UPOS == ud.ADJ || w.UPOS == ud.NOUN || w.UPOS == ud.NUM
}

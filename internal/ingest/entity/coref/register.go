package coref

import (
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
)

// survey adds the entity of every full name in the document, so that a surname, an acronym or "the Government" is
// linked to it even if it comes first.
func (l *linker) survey() {
	for _, c := range l.candidates {
		if c.Apposition >= 0 && lexicon.PrivateOccupations[c.Noun] {
			l.privatePersons[l.candidates[c.Apposition]] = true
		}
	}
	for _, c := range l.candidates {
		l.countCountries(c)
		l.indexCompoundSurnames(c)
	}
	l.documentCountry = l.dominantCountry()
	for _, c := range l.candidates {
		l.indexNationalBody(c)
	}
	for _, withInitial := range []bool{false, true} { // full given names first, which initials refer to
		for _, c := range l.candidates {
			if c.IsNamed() && c.Name.Len() > 1 && (!c.NonActor || c.IsSource) && l.beginsWithInitial(c) == withInitial {
				l.register(c)
			}
		}
	}
	for _, c := range l.candidates {
		if c.IsNamed() && c.Name.Len() == 1 && l.isFull(c) {
			l.register(c)
		}
	}
}

// isFull reports whether a name identifies its entity alone. An acronym that the document gives a body of its own
// refers to that body, although the gazetteer may know the acronym.
func (l *linker) isFull(c *mention.Candidate) bool {
	if c.Name.Len() > 1 {
		return true
	}
	r := l.pick(c.Records, l.NameOf(c))
	if r == nil {
		return false
	}
	for _, e := range l.byAcronym[l.Plain(c.Name.From)] {
		if l.entities[e].record != r {
			return false
		}
	}
	return true
}

// register returns the entity of a full name, a new one for the first such name.
func (l *linker) register(c *mention.Candidate) int {
	name := l.NameOf(c)
	if whole := l.byCompoundSurname[strings.ToLower(name)]; whole != nil && l.isSurname(c) {
		e := l.register(whole)
		l.entities[e].addName(name)
		return e
	}
	r := l.pick(c.Records, name)
	if r != nil && l.isNamesake(c, r) {
		r = nil
	}
	if e, ok := l.bearerOfInitial(c); ok && r == nil {
		l.entities[e].addName(name)
		return e
	}
	key := l.nameKey(c, r)
	if e, ok := l.byName[key]; ok {
		l.entities[e].addName(name)
		l.indexBracketedAcronym(c, e)
		return e
	}
	x := newCluster(c.Kind)
	if _, isCountry := l.lex.Countries[name]; isCountry {
		x.kind = entity.Body // a country as a source is its government
	}
	x.addName(name)
	if r != nil {
		x.adoptRecord(l.lex, r)
	} else {
		x.isLocal = len(c.Records) > 0
	}
	e := l.addEntity(x)
	l.byName[key] = e
	l.indexParts(c, x, e)
	return e
}

// nameKey returns a key that is equal for names of the same entity. That of a person consists of the first and the last
// word, so that "Donald J. Trump" and "Donald Trump" are one.
func (l *linker) nameKey(c *mention.Candidate, r *entity.Record) string {
	if r != nil {
		return "=" + r.Key
	}
	first, last := l.Words[c.Name.From].Lower, l.Words[l.surnameAt(c)].Lower
	if c.Kind == entity.Person || c.Kind == "" {
		if i := c.Name.To - 1; lexicon.GenerationSuffixes[strings.TrimSuffix(l.Words[i].Lower, ".")] {
			last += " " + strings.TrimSuffix(l.Words[i].Lower, ".") // distinguishes father and son
		}
		return first + " " + last
	}
	key := entity.Key(strings.Join(withoutLegalEnding(strings.Fields(l.NameOf(c))), " "))
	if full := l.nationalBodies[key]; full != "" {
		return full
	}
	return key
}

// surnameAt returns the word index of a person's surname: the last word that is no suffix such as "Jr".
func (l *linker) surnameAt(c *mention.Candidate) int {
	i := c.Name.To - 1
	for i > c.Name.From && lexicon.GenerationSuffixes[strings.TrimSuffix(l.Words[i].Lower, ".")] {
		i--
	}
	return i
}

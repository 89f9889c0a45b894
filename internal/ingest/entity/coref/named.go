package coref

import (
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
)

// linkNamed links a candidate with a name. The confidences of links were chosen by hand.
func (l *linker) linkNamed(c *mention.Candidate) (int, float64) {
	if l.isFull(c) {
		if _, ok := l.byName[l.nameKey(c, nil)]; c.NonActor && !c.IsSource && !ok {
			return none, 0
		}
		return l.register(c), 0.95
	}
	form := l.Plain(c.Name.From)
	if e, ok := l.linkSurname(c, form); ok {
		return e, 0.9
	}
	if len(l.bySurname[strings.ToLower(form)]) > 0 {
		return none, 0 // several people have this surname
	}
	if found := l.byAcronym[form]; len(found) == 1 && len(l.byFirstWord[form]) <= 1 && len(c.Titles) == 0 {
		l.entities[found[0]].addName(form)
		return found[0], 0.9
	}
	if e, ok := l.linkGivenName(c, form); ok {
		return e, 0.7
	}
	return l.linkShortName(c, form)
}

// linkSurname returns the person with a surname whose gender and kind agree with the candidate; of several, the one that is
// clearly the most salient.
func (l *linker) linkSurname(c *mention.Candidate, form string) (int, bool) {
	var bearers []int
	for _, e := range l.bySurname[strings.ToLower(form)] {
		x := l.entities[e]
		if c.Gender != "" && x.gender != "" && c.Gender != x.gender || x.kind == "" && c.Kind == entity.Body {
			continue
		}
		bearers = append(bearers, e)
	}
	found := l.salientBearer(c, bearers)
	if found != none {
		l.entities[found].usesSurname = true
	}
	if found != none && c.Kind == entity.Person {
		l.entities[found].kind, l.entities[found].isHuman = entity.Person, true
	}
	return found, found != none
}

// linkGivenName returns the only person whose name begins with a word. After a title, that word is a surname that is written
// first, and no given name of the lexicon: "President Xi".
func (l *linker) linkGivenName(c *mention.Candidate, form string) (int, bool) {
	found := l.byGiven[form]
	if len(found) == 1 && l.hasGivenNameTitle(c, l.entities[found[0]]) {
		return found[0], true // "Sir Giles"
	}
	if _, isGiven := l.lex.GivenNames[form]; isGiven && len(c.Titles) > 0 || c.Kind != entity.Person && l.lex.Places[strings.ToLower(form)] {
		return none, false // "Paris" is not Paris Hilton
	}
	if len(found) == 1 && l.entities[found[0]].kind == entity.Person {
		return found[0], true
	}
	return none, false
}

// hasGivenNameTitle reports whether c has a title that is used with the given name, "Sir", "Sheikh", and x has the same.
func (l *linker) hasGivenNameTitle(c *mention.Candidate, x *cluster) bool {
	for _, t := range c.Titles {
		if lexicon.GivenNameTitles[t.Head] && x.descriptors[t.Head] && x.kind == entity.Person {
			return true
		}
	}
	return false
}

// linkShortName links a single word that no full name explains: to an earlier mention of the same word, to the only body
// mentioned before whose name begins with it, to the body that a place name denotes as a source, or else to a new local
// entity. The confidences were chosen by hand.
func (l *linker) linkShortName(c *mention.Candidate, form string) (int, float64) {
	if e, ok := l.byName[form]; ok {
		return e, 0.85
	}
	if found := l.byFirstWord[form]; len(found) == 1 && l.entities[found[0]].mentionCount > 0 && len(c.Titles) == 0 && (c.Kind == entity.Body || !l.isPersonalName(form)) {
		l.entities[found[0]].addName(form)
		return found[0], 0.8
	}
	if r := l.pick(l.gazetteer.ByMetonym(l.NameOf(c)), l.NameOf(c)); r != nil && c.IsSource {
		return l.entityOfRecord(r), 0.7
	}
	if c.NonActor && !c.IsSource {
		return none, 0
	}
	x := newCluster(c.Kind)
	x.isLocal = true
	x.addName(l.NameOf(c))
	if len(c.Titles) > 0 && c.Titles[0].Noun.Class == lexicon.Honorific {
		x.name = l.Join(c.Titles[0].From, c.Name.To)
	}
	e := l.addEntity(x)
	l.byName[form] = e
	if c.Kind == entity.Person || c.Kind == "" {
		x.surname = form
		l.indexSurname(form, e)
	}
	return e, 0.8
}

// entityOfRecord returns the entity of a record, which it adds if there is none.
func (l *linker) entityOfRecord(r *entity.Record) int {
	if e, ok := l.byName["="+r.Key]; ok {
		return e
	}
	x := newCluster(r.Kind)
	x.adoptRecord(l.lex, r)
	l.byName["="+r.Key] = l.addEntity(x)
	return l.byName["="+r.Key]
}

// pick returns the record that a name refers to, nil if it is ambiguous. Of several records, the only one of the
// document's country is chosen.
func (l *linker) pick(records []*entity.Record, name string) *entity.Record {
	if len(records) == 1 && !l.isForeignOffice(records[0], name) {
		return records[0]
	}
	var here []*entity.Record
	for _, r := range records {
		if r.Country == l.documentCountry && l.documentCountry != "" {
			here = append(here, r)
		}
	}
	if len(here) == 1 {
		return here[0]
	}
	return nil
}

// isNamesake reports whether the document gives a person of this name an occupation that no office holder in the
// gazetteer has.
func (l *linker) isNamesake(c *mention.Candidate, r *entity.Record) bool {
	if r.Kind != entity.Person || len(r.Roles) == 0 {
		return false
	}
	for _, t := range c.Titles {
		if lexicon.PrivateOccupations[t.Head] {
			return true
		}
	}
	return l.privatePersons[c] // "Dominic Raab, a baker from Hull"
}

package entity

import (
	"slices"
	"strings"
)

// survey makes the entities of every full name in the document, so that a surname, an acronym or "the Government" finds
// them wherever it stands.
func (l *linker) survey() {
	for _, c := range l.candidates {
		if c.same >= 0 && PrivateOccupations[c.noun] {
			l.private[l.candidates[c.same]] = true
		}
	}
	for _, c := range l.candidates {
		l.count(c)
		l.noteSurnames(c)
	}
	l.country = l.dominantCountry()
	for _, c := range l.candidates {
		if c.named() && c.name[1]-c.name[0] > 1 && (!c.place || c.speaker) {
			l.register(c)
		}
	}
	for _, c := range l.candidates {
		if c.named() && c.name[1]-c.name[0] == 1 && l.isFull(c) {
			l.register(c)
		}
	}
}

// isFull reports whether a name needs no other to explain it. An acronym that the document gives a body of its own
// means that body, whatever else it is known for.
func (l *linker) isFull(c *candidate) bool {
	if c.name[1]-c.name[0] > 1 {
		return true
	}
	r := l.pick(c.records, l.nameOf(c))
	if r == nil {
		return false
	}
	for _, e := range l.acronyms[l.words[c.name[0]].plain] {
		if l.entities[e].record != r {
			return false
		}
	}
	return true
}

// register finds or makes the entity of a full name.
func (l *linker) register(c *candidate) int {
	name := l.nameOf(c)
	if whole := l.wholes[strings.ToLower(name)]; whole != nil && l.isSurname(c) {
		e := l.register(whole)
		l.entities[e].call(name)
		return e
	}
	r := l.pick(c.records, name)
	if r != nil && l.conflicts(c, r) {
		r = nil
	}
	key := l.nameKey(c, r)
	if e, ok := l.byName[key]; ok {
		l.entities[e].call(name)
		l.inBrackets(c, e)
		return e
	}
	x := newCluster(c.kind)
	x.call(name)
	if r != nil {
		x.know(l.lex, r)
	} else {
		x.local = len(c.records) > 0
	}
	e := l.add(x)
	l.byName[key] = e
	l.enrol(c, x, e)
	return e
}

// nameKey tells full names apart: a person's by first and last word, so that "Donald J. Trump" is "Donald Trump".
func (l *linker) nameKey(c *candidate, r *Record) string {
	if r != nil {
		return "=" + r.Key
	}
	first, last := l.words[c.name[0]].lower, l.words[l.surnameAt(c)].lower
	if c.kind == Person || c.kind == "" {
		if i := c.name[1] - 1; GenerationSuffixes[strings.TrimSuffix(l.words[i].lower, ".")] {
			last += " " + strings.TrimSuffix(l.words[i].lower, ".") // father and son
		}
		return first + " " + last
	}
	return Key(l.nameOf(c))
}

// surnameAt is the last word of a person's name that is no suffix.
func (l *linker) surnameAt(c *candidate) int {
	i := c.name[1] - 1
	for i > c.name[0] && GenerationSuffixes[strings.TrimSuffix(l.words[i].lower, ".")] {
		i--
	}
	return i
}

// enrol makes entity e findable by the parts of its name.
func (l *linker) enrol(c *candidate, x *cluster, e int) {
	name := l.forms(c.name[0], c.name[1])
	if x.kind == Person || x.kind == "" {
		x.given, x.surname = name[0], l.words[l.surnameAt(c)].plain
		l.call(x.surname, e)
		if x.surname != x.given {
			l.byGiven[x.given] = append(l.byGiven[x.given], e)
		}
	}
	if x.kind != Person {
		l.enrolBody(c, name, e)
	}
	if x.record != nil {
		for _, n := range x.record.Names {
			if isAcronym(n) {
				l.acronym(n, e)
			}
		}
	}
}

func (l *linker) enrolBody(c *candidate, name []string, e int) {
	var initials strings.Builder
	for _, w := range name {
		if isCapital(w) {
			initials.WriteString(w[:1])
		}
	}
	if initials.Len() > 1 {
		l.acronym(initials.String(), e)
	}
	l.inBrackets(c, e)
	if CompanySuffixes[strings.ToLower(name[len(name)-1])] && len(name) > 1 {
		l.acronym(strings.Join(name[:len(name)-1], " "), e)
	}
}

// inBrackets notes the acronym that the document gives after a body's name: "Coastal Defence Committee (CDC)".
func (l *linker) inBrackets(c *candidate, e int) {
	x := l.entities[e]
	if x.kind == Person {
		return
	}
	if a := l.bracketed(c); isAcronym(a) || isCapital(a) && a[0] == x.name[0] && !strings.Contains(a, " ") {
		l.acronym(a, e)
		x.call(a)
	}
}

// bracketed is the one word in brackets behind c, or the second of two with a colon between them, as in "(NASDAQ: TRRW)";
// "" if there is none.
func (l *linker) bracketed(c *candidate) string {
	form := func(i int) string {
		if c.to+i >= len(l.words) {
			return ""
		}
		return l.words[c.to+i].plain
	}
	switch {
	case form(0) != "(":
		return ""
	case form(2) == ")":
		return form(1)
	case form(2) == ":" && form(4) == ")":
		return form(3)
	}
	return ""
}

// call makes the person e findable by a surname, however it is written.
func (l *linker) call(surname string, e int) {
	key := strings.ToLower(surname)
	l.people[key] = append(l.people[key], e)
}

func (l *linker) acronym(a string, e int) {
	if !slices.Contains(l.acronyms[a], e) {
		l.acronyms[a] = append(l.acronyms[a], e)
	}
}

// named links a candidate that has a name.
func (l *linker) named(c *candidate) (int, float64) {
	if l.isFull(c) {
		if _, ok := l.byName[l.nameKey(c, nil)]; c.place && !c.speaker && !ok {
			return none, 0
		}
		return l.register(c), 0.95
	}
	form := l.words[c.name[0]].plain
	if e, ok := l.surname(c, form); ok {
		return e, 0.9
	}
	if len(l.people[strings.ToLower(form)]) > 0 {
		return none, 0 // two people of one surname
	}
	if found := l.acronyms[form]; len(found) == 1 && len(c.titles) == 0 {
		l.entities[found[0]].call(form)
		return found[0], 0.9
	}
	if e, ok := l.givenName(c, form); ok {
		return e, 0.7
	}
	return l.short(c, form)
}

// surname is the one person of a surname whom gender does not rule out.
func (l *linker) surname(c *candidate, form string) (int, bool) {
	found := none
	for _, e := range l.people[strings.ToLower(form)] {
		x := l.entities[e]
		if c.gender != "" && x.gender != "" && c.gender != x.gender || x.kind == "" && c.kind == Body {
			continue
		}
		if found != none {
			return none, false
		}
		found = e
	}
	if found != none && c.kind == Person {
		l.entities[found].kind, l.entities[found].human = Person, true
	}
	return found, found != none
}

func (l *linker) givenName(c *candidate, form string) (int, bool) {
	if len(c.titles) > 0 {
		return none, false
	}
	if found := l.byGiven[form]; len(found) == 1 && l.entities[found[0]].kind == Person {
		return found[0], true
	}
	return none, false
}

// short links a single word that nothing longer explains: to itself earlier, to what a place stands for where it speaks,
// else to a new entity of this document.
func (l *linker) short(c *candidate, form string) (int, float64) {
	if e, ok := l.byName[form]; ok {
		return e, 0.85
	}
	if r := l.pick(l.gazetteer.speaking(l.nameOf(c)), l.nameOf(c)); r != nil && c.speaker {
		return l.known(r), 0.7
	}
	if c.place && !c.speaker {
		return none, 0
	}
	x := newCluster(c.kind)
	x.local = true
	x.call(l.nameOf(c))
	if len(c.titles) > 0 && c.titles[0].noun.class == honorific {
		x.name = l.join(c.titles[0].from, c.name[1])
	}
	e := l.add(x)
	l.byName[form] = e
	if c.kind == Person || c.kind == "" {
		x.surname = form
		l.call(form, e)
	}
	return e, 0.8
}

// known is the entity of a record.
func (l *linker) known(r *Record) int {
	if e, ok := l.byName["="+r.Key]; ok {
		return e
	}
	x := newCluster(r.Kind)
	x.know(l.lex, r)
	l.byName["="+r.Key] = l.add(x)
	return l.byName["="+r.Key]
}

// pick is the one record that is meant by name; nil where it cannot be told. Of several, the one of the document's country is.
func (l *linker) pick(records []*Record, name string) *Record {
	if len(records) == 1 && !l.elsewhere(records[0], name) {
		return records[0]
	}
	var here []*Record
	for _, r := range records {
		if r.Country == l.country && l.country != "" {
			here = append(here, r)
		}
	}
	if len(here) == 1 {
		return here[0]
	}
	return nil
}

// conflicts reports whether the document gives a namesake an occupation that no office holder in the gazetteer has.
func (l *linker) conflicts(c *candidate, r *Record) bool {
	if r.Kind != Person || len(r.Roles) == 0 {
		return false
	}
	for _, t := range c.titles {
		if PrivateOccupations[t.head] {
			return true
		}
	}
	return l.private[c] // "Dominic Raab, a baker from Hull"
}

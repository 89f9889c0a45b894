package coref

import (
	"slices"
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
	key := entity.Key(l.NameOf(c))
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

// indexParts adds entity e to the indexes of given names, surnames and acronyms, by the parts of its name.
func (l *linker) indexParts(c *mention.Candidate, x *cluster, e int) {
	name := l.Forms(c.Name.From, c.Name.To)
	if x.kind == entity.Person || x.kind == "" && !c.NonActor {
		x.given, x.surname = name[0], l.Plain(l.surnameAt(c))
		l.indexSurname(x.surname, e)
		if x.surname != x.given {
			l.byGiven[x.given] = append(l.byGiven[x.given], e)
		}
	}
	if x.kind != entity.Person {
		l.indexBody(c, name, e)
	}
	if x.record != nil {
		for _, n := range x.record.Names {
			if lexicon.IsAcronym(n) {
				l.indexAcronym(n, e)
			}
		}
	}
}

// indexBody adds a body to the index of acronyms: by its initials, by the acronym in brackets, and by its name without
// a company suffix.
func (l *linker) indexBody(c *mention.Candidate, name []string, e int) {
	var initials strings.Builder
	for _, w := range name {
		if lexicon.IsCapital(w) {
			initials.WriteString(w[:1])
		}
	}
	if initials.Len() > 1 {
		l.indexAcronym(initials.String(), e)
	}
	l.indexBracketedAcronym(c, e)
	if last := name[len(name)-1]; len(name) > 1 && c.Kind == entity.Body && l.isTeamName(strings.ToLower(last)) {
		l.indexAcronym(last, e) // "the Herons" for "the Dayton Herons"
	}
	if c.Kind == entity.Body && len(name) > 1 && l.isDistinctive(name[0]) {
		l.byFirstWord[name[0]] = append(l.byFirstWord[name[0]], e)
	}
	if lexicon.CompanySuffixes[strings.ToLower(name[len(name)-1])] && len(name) > 1 && !isTitleAndSuffix(name) {
		l.indexAcronym(strings.Join(name[:len(name)-1], " "), e)
	}
}

// isTitleAndSuffix reports whether a name consists of a title and a company suffix, which belong together: "General Motors".
func isTitleAndSuffix(name []string) bool {
	return len(name) == 2 && lexicon.BodyTitles[strings.ToLower(name[0])]
}

// isDistinctive reports whether a word is used for one name only, so that it can refer to a body alone: neither a
// place nor a word of the language.
func (l *linker) isDistinctive(form string) bool {
	lower := strings.ToLower(form)
	return !lexicon.IsAllCapitals(form) && l.lex.Countries[form] == "" && !l.lex.Places[lower] && !l.isCommonForm(lower) && !lexicon.Affiliations[lower]
}

// isPersonalName reports whether a word is a given name or a surname.
func (l *linker) isPersonalName(form string) bool {
	_, isGiven := l.lex.GivenNames[form]
	return isGiven || l.lex.Surnames[strings.ToLower(form)]
}

// isTeamName reports whether a word in lower case may be the plural name of a team. Others in the plural name many bodies:
// "Democrats", "Industries", "Workers".
func (l *linker) isTeamName(word string) bool {
	singular, isPlural := strings.CutSuffix(word, "s")
	_, _, _, isNoun := l.lex.Noun(word, word)
	return isPlural && !isNoun && !lexicon.Affiliations[singular] && !lexicon.CompanyNouns[word]
}

// indexBracketedAcronym adds the acronym that the document gives after a body's name: "Coastal Defence Committee
// (CDC)".
func (l *linker) indexBracketedAcronym(c *mention.Candidate, e int) {
	x := l.entities[e]
	if x.kind == entity.Person {
		return
	}
	if a := l.bracketedWord(c); lexicon.IsAcronym(a) || lexicon.IsCapital(a) && a[0] == x.name[0] && !strings.Contains(a, " ") {
		l.indexAcronym(a, e)
		x.addName(a)
	}
}

// bracketedWord returns the single word in brackets after c, or the second of two words with a colon between them, as
// in "(NASDAQ: TRRW)"; "" if there is none.
func (l *linker) bracketedWord(c *mention.Candidate) string {
	form := func(i int) string {
		if c.To+i >= len(l.Words) {
			return ""
		}
		return l.Plain(c.To + i)
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

// indexSurname adds a person to the index of surnames, which ignores case.
func (l *linker) indexSurname(surname string, e int) {
	key := strings.ToLower(surname)
	l.bySurname[key] = append(l.bySurname[key], e)
}

// indexAcronym adds a body to the index of acronyms.
func (l *linker) indexAcronym(a string, e int) {
	if !slices.Contains(l.byAcronym[a], e) {
		l.byAcronym[a] = append(l.byAcronym[a], e)
	}
}

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
	if _, isGiven := l.lex.GivenNames[form]; isGiven && len(c.Titles) > 0 || c.Kind != entity.Person && l.lex.Places[strings.ToLower(form)] {
		return none, false // "Paris" is not Paris Hilton
	}
	if found := l.byGiven[form]; len(found) == 1 && l.entities[found[0]].kind == entity.Person {
		return found[0], true
	}
	return none, false
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

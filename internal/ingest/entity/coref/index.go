package coref

import (
	"slices"
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
)

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
	if short := withoutLegalEnding(name); len(short) < len(name) {
		l.indexAcronym(strings.Join(short, " "), e)
	} else if lexicon.CompanySuffixes[strings.ToLower(name[len(name)-1])] && len(name) > 1 && !isTitleAndSuffix(name) {
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

package mention

import (
	"strings"
	"unicode"

	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// weighForm adds the clues that the form of a name gives to v.
func (s *detector) weighForm(c *Candidate, parts *nameParts, v *votes) {
	first, last := &s.Words[c.Name.From], &s.Words[c.Name.To-1]
	s.weighGivenName(c, v)
	if s.lex.Places[s.foldedName(c)] {
		v.add(placeForm)
		if !s.lex.CommonSurnames[last.Lower] && !s.isGivenName(lexicon.TitleCase(first.Form)) {
			v.add(placeForm) // "Hull", but not "Jackson"
		}
	}
	switch {
	case c.Name.Len() == 1 && !parts.ofPerson[first.Lower] && !parts.titled[first.Lower] && s.isCommonWord(c.Name.From):
		v.add(commonForm)
		v.add(commonForm) // a single common word is the more likely to be the title of a section
	case c.Name.Len() > 1 && s.areCommonWords(c.Name.From, c.Name.To):
		v.add(commonForm)
	}
	if lexicon.CompanyNames[s.foldedName(c)] && (c.Name.Len() > 1 || !parts.ofPerson[first.Lower] && !parts.titled[first.Lower]) {
		v.add(companyName)
	}
	if parts.titled[last.Lower] {
		v.add(titledMention)
	}
	if c.Name.Len() == 1 {
		if parts.ofPerson[first.Lower] {
			v.add(partOfPerson)
		}
		if parts.ofBody[first.Lower] {
			v.add(partOfBody)
		}
		if parts.ofThing[first.Lower] {
			v.add(partOfThing)
		}
		if hasInnerCapital(first.Form) {
			v.add(bodyForm)
		}
		if s.isForeignNoun(first) {
			v.add(commonForm)
		}
		return
	}
	if s.lex.Surnames[last.Lower] && !lexicon.ThingNouns[last.Lower] {
		v.add(surnameForm)
	}
	if isInitial(s.Words[c.Name.From+1].Form) {
		v.add(initialForm)
	}
	if lexicon.ThingTitles[first.Lower] {
		v.add(thingForm)
	}
	s.weighLastWord(c, last, v)
	for i := c.Name.From; i < c.Name.To; i++ {
		switch form := s.Words[i].Form; {
		case form == "&":
			v.add(ampersandForm)
		case hasInnerCapital(form) && !s.lex.Surnames[s.Words[i].Lower]:
			v.add(bodyForm)
		}
	}
}

// weighGivenName adds the clue that the name begins with a given name, if it does.
func (s *detector) weighGivenName(c *Candidate, v *votes) {
	first := &s.Words[c.Name.From]
	switch {
	case len(first.Form) == 2 && s.isShortAcronym(c.Name.From) && c.Name.Len() == 2 && s.lex.Surnames[s.Words[c.Name.To-1].Lower]:
		v.add(weakGivenName) // "JD Lowe"
	case !s.isGivenName(lexicon.TitleCase(first.Form)):
	case s.lex.CommonWords[first.Lower] || s.lex.Places[first.Lower] || c.Name.Len() == 1:
		v.add(weakGivenName)
	default:
		v.add(givenNameForm)
	}
}

// isCommonWord reports whether word i is usually written without a capital, and is neither a given name nor a frequent surname.
func (s *detector) isCommonWord(i int) bool {
	w := &s.Words[i]
	return s.lex.CommonWords[w.Lower] && !s.isGivenName(lexicon.TitleCase(w.Form)) && !s.lex.CommonSurnames[w.Lower]
}

// weighLastWord adds the clues of the last word of a name: "Street", "Group", a common noun in the plural.
func (s *detector) weighLastWord(c *Candidate, last *ling.TreeWord, v *votes) {
	switch {
	case s.isTeam(c):
		v.add(bodyForm)
	case lexicon.ThingNouns[last.Lower] && s.lex.CommonSurnames[last.Lower] && s.isPersonLikeBody(c.Name.From, c.Name.To): // "Anna Temple"
	case lexicon.ThingNouns[last.Lower] && s.lex.CommonSurnames[last.Lower]:
		v.add(weakThingForm)
	case lexicon.ThingNouns[last.Lower]:
		v.add(thingForm)
	}
	switch {
	case lexicon.CompanySuffixes[last.Lower]:
		v.add(bodyForm)
	case s.hasCompanyEnding(last):
		v.add(companyForm)
		if lexicon.CompanyNouns[last.Lower] && !s.lex.Surnames[last.Lower] {
			v.add(bodyForm) // "Dean Foods"
		}
	}
}

// isTeam reports whether c has the name of a team that is called after its place: "Hull City", but not "Kansas City".
func (s *detector) isTeam(c *Candidate) bool {
	place := strings.ToLower(s.Join(c.Name.From, c.Name.To-1))
	return lexicon.TeamWords[s.Words[c.Name.To-1].Lower] && s.lex.Places[place] && !s.lex.Places[s.foldedName(c)]
}

// areCommonWords reports whether all words in [from, to) are usually written without a capital and none is a name of a
// person: "Compliance Check".
func (s *detector) areCommonWords(from, to int) bool {
	for i := from; i < to; i++ {
		w := &s.Words[i]
		if !s.lex.CommonWords[w.Lower] || s.isGivenName(lexicon.TitleCase(w.Form)) || s.lex.Surnames[w.Lower] {
			return false
		}
	}
	return true
}

// hasCompanyEnding reports whether the last word of a name is typical of companies rather than of families: a company noun
// or a common noun in the plural.
func (s *detector) hasCompanyEnding(w *ling.TreeWord) bool {
	if lexicon.CompanyNouns[w.Lower] {
		return true
	}
	for ending := range lexicon.CompanyEndings {
		if strings.HasSuffix(w.Lower, ending) && len(w.Lower) > len(ending)+1 {
			return true
		}
	}
	return w.XPOS == ud.NNPS && !s.lex.Surnames[w.Lower]
}

// hasInnerCapital reports whether a capital follows a small letter in a word, other than after a prefix of surnames:
// "YouGov", but not "McDonald".
func hasInnerCapital(form string) bool {
	small := false
	for i, r := range form {
		if unicode.IsUpper(r) && small {
			return !lexicon.NameCapitals[strings.ToLower(form[:i])] && !strings.ContainsAny(form, "-’'.")
		}
		small = unicode.IsLower(r)
	}
	return false
}

// isInitial reports whether s is an initial: "J" or "J.".
func isInitial(s string) bool {
	return len(s) == 1 && lexicon.IsCapital(s) || len(s) == 2 && s[1] == '.' && lexicon.IsCapital(s)
}

// isForeignNoun reports whether w has the ending of an abstract noun of German or French, which text in English may leave
// untranslated: "Gemütlichkeit", "Liberté".
func (s *detector) isForeignNoun(w *ling.TreeWord) bool {
	for ending := range lexicon.ForeignNounEndings {
		if strings.HasSuffix(w.Lower, ending) && len(w.Lower) > len(ending)+2 {
			return !s.lex.Surnames[w.Lower] && !s.isGivenName(w.Form)
		}
	}
	return false
}

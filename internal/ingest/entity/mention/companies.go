package mention

import (
	"strings"

	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
)

// isTitleInName reports whether the title before [from, to) belongs to the name of a body or a place: "General Motors",
// "Captain Cook Hotels", "Bishop Auckland". The first word of the title is start.
func (s *detector) isTitleInName(start, from, to int) bool {
	last := &s.Words[to-1]
	switch {
	case s.areCommonWords(from, to), s.lex.Places[strings.ToLower(s.Join(start, to))]:
		return true
	case s.surnames[last.Form]:
		return false
	case lexicon.BodyTitles[s.Words[start].Lower]:
		return s.isOneNonPerson(start, to) || s.hasCompanyEnding(last) || s.isCompanyWord(last) || s.isPlainWord(last)
	}
	return to-from > 1 && s.isCompanyWord(last) && !s.lex.Surnames[last.Lower]
}

// isOneNonPerson reports whether the name finder takes [from, to) for one name that is not a person's.
func (s *detector) isOneNonPerson(from, to int) bool {
	if !s.Words[from].Name.Begin {
		return false
	}
	for i := from; i < to; i++ {
		if k := s.Words[i].Name.Kind; k == ling.NoName || k == ling.Person || i > from && s.Words[i].Name.Begin {
			return false
		}
	}
	return true
}

// isCompanyWord reports whether w is typical of the ends of company names: "Motors", "Ltd".
func (s *detector) isCompanyWord(w *ling.TreeWord) bool {
	return lexicon.CompanyNouns[w.Lower] || lexicon.CompanySuffixes[w.Lower]
}

// isPlainWord reports whether w is a common word and no surname.
func (s *detector) isPlainWord(w *ling.TreeWord) bool {
	return s.lex.CommonWords[w.Lower] && !s.lex.Surnames[w.Lower]
}

// beginsCompany reports whether word i, a month or a day, begins the name of a company: "March Capital", but not "in March
// Capital Group".
func (s *detector) beginsCompany(i int) bool {
	st := s.SentenceOf(i)
	if i > st.From && (lexicon.DatePrepositions[s.Words[i-1].Lower] || s.isNumber(i-1, st)) {
		return false
	}
	end := i + 1
	for end < st.To && end-i < MaxNameWords && s.capital[end] && !lexicon.CalendarNames[s.Words[end].Lower] {
		end++
	}
	return end > i+1 && s.isCompanyWord(&s.Words[end-1])
}

// withoutPlaceOfOrigin returns the first word of the name in [from, to) after adjectives such as "Berlin-based" and
// "state-owned".
func (s *detector) withoutPlaceOfOrigin(from, to int) int {
	for from+1 < to && s.isOriginAdjective(s.Words[from].Lower) {
		from++
	}
	return from
}

// isOriginAdjective reports whether a word in lower case tells where somebody or something comes from, or who owns it.
func (s *detector) isOriginAdjective(word string) bool {
	i := strings.LastIndexByte(word, '-')
	return i > 0 && lexicon.OriginEndings[word[i+1:]]
}

// continuesPortfolio reports whether "and" at word i continues the purpose of the office or body in [from, i): "Secretary for
// Trade and Industry". What follows must be a common word that is neither a body nor a title.
func (s *detector) continuesPortfolio(from, i int, st ling.Range) bool {
	next := &s.Words[i+1]
	_, isBody := s.bodyNoun(i + 1)
	_, _, _, isTitle := s.titleNounAt(i + 1)
	if isBody || isTitle || s.isGivenName(next.Form) || s.surnames[next.Form] || !s.lex.CommonWords[next.Lower] && !lexicon.BodyTopics[next.Lower] {
		return false
	}
	for j := from + 1; j < i-1; j++ {
		if w := s.Words[j].Lower; (w == "of" || w == "for") && (lexicon.TitlesWithComplement[s.Words[j-1].Lower] || s.isBodyOf(from, i)) {
			return true
		}
	}
	// "Trade and Industry Secretary"
	_, _, _, isTitle = s.titleNounAt(min(i+2, len(s.Words)-1))
	return i == from+1 && isTitle && i+2 < st.To && s.capital[i+2] && s.lex.CommonWords[s.Words[from].Lower] && !s.isGivenName(s.Words[from].Form)
}

// addCountry adds the country before the name of a body that many countries have: "Ukraine’s Defence Ministry".
func (s *detector) addCountry(c *Candidate, st ling.Range) {
	if !lexicon.NationalBodies[s.Words[c.Head].Lower] || !lexicon.IsPossessiveEnding(s.lowerAt(c.From-1, st)) || c.From != c.Name.From {
		return
	}
	if owner := s.byEnd[c.From-1]; owner != nil && owner.IsNamed() && s.lex.Countries[s.NameOf(owner)] != "" {
		c.From, c.Name.From = owner.From, owner.Name.From
	}
}

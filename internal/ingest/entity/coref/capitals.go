package coref

import (
	"strings"
	"unicode/utf8"

	"graphd/internal/ingest/entity/lexicon"
)

// lowerShouted returns words in capitals as a text writes them within a sentence: common words in lower case, names of the
// lexicons with one capital, and other short words unchanged, because they may be acronyms.
func (l *linker) lowerShouted(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		lower, title := strings.ToLower(w), lexicon.TitleCase(w)
		_, isGiven := l.lex.GivenNames[title]
		_, isCountry := l.lex.Countries[title]
		switch {
		case l.isCommonForm(lower):
			words[i] = lower
		case isGiven || isCountry || lexicon.CompanyNames[lower] || l.lex.CommonSurnames[lower] || l.lex.Places[lower]:
			words[i] = title
		case utf8.RuneCountInString(w) > maxAcronym:
			words[i] = lower
		}
	}
	return strings.Join(words, " ")
}

// maxAcronym is the number of letters up to which a word in capitals that no lexicon contains is taken for an acronym. Chosen
// by hand.
const maxAcronym = 4

// lowerFirstWord returns s with its first letter in lower case. A first word in capitals is lowered as a whole if it is a
// common word, "MAYOR of Hull", and else left as it is, "NBRA officials".
func (l *linker) lowerFirstWord(s string) string {
	first, _, _ := strings.Cut(s, " ")
	_, size := utf8.DecodeRuneInString(s)
	if len(first) > size && lexicon.IsAllCapitals(first) {
		if !l.isCommonForm(strings.ToLower(first)) {
			return s
		}
		size = len(first)
	}
	return strings.ToLower(s[:size]) + s[size:]
}

// isCommonForm reports whether a word in lower case is a common word or a noun of the lexicon.
func (l *linker) isCommonForm(lower string) bool {
	_, _, _, isNoun := l.lex.Noun(lower, lower)
	return isNoun || l.lex.CommonWords[lower] || lexicon.FunctionWords[lower] || lexicon.Determiners[lower] != lexicon.NoDeterminer
}

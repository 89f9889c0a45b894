package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func IsCapital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// hasPrefix reports whether a form is a name behind a prefix in lower case: "al-Hadidi", "d’Aubigny".
func HasNamePrefix(form string) bool {
	for prefix := range namePrefixes {
		if rest, ok := strings.CutPrefix(StraightenApostrophes(form), prefix); ok && IsCapital(rest) {
			return true
		}
	}
	return false
}

func IsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func IsQuoteMark(s string) bool {
	switch s {
	case "“", "”", "\"", "''", "``", "‘", "’", "'", "«", "»", "„":
		return true
	}
	return false
}

func IsPossessiveEnding(s string) bool { return s == "'s" || s == "'" }

func IsAllCapitals(s string) bool {
	for _, r := range s {
		if r >= 'a' && r <= 'z' {
			return false
		}
	}
	return IsCapital(s)
}

func StraightenApostrophes(s string) string {
	if !strings.ContainsAny(s, "’‘") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "’", "'"), "‘", "'")
}

func IsAcronym(s string) bool {
	return len(s) > 1 && len(s) <= 8 && IsAllCapitals(s) && !strings.Contains(s, " ")
}

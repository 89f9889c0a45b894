package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsCapital reports whether s begins with a capital.
func IsCapital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// HasNamePrefix reports whether form is a capitalised name with a prefix in lower case: "al-Hadidi", "d’Aubigny".
func HasNamePrefix(form string) bool {
	plain := StraightenApostrophes(form)
	for _, prefix := range namePrefixes {
		if rest, ok := strings.CutPrefix(plain, prefix); ok && IsCapital(rest) {
			return true
		}
	}
	return false
}

// IsWord reports whether s begins with a letter or a digit.
func IsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// IsQuoteMark reports whether s is a quotation mark.
func IsQuoteMark(s string) bool {
	switch s {
	case "“", "”", "\"", "''", "``", "‘", "’", "'", "«", "»", "„":
		return true
	}
	return false
}

// IsPossessiveEnding reports whether s is the ending of a possessive, with a straight apostrophe.
func IsPossessiveEnding(s string) bool { return s == "'s" || s == "'" }

// IsAllCapitals reports whether s begins with a capital and has no lower-case ASCII letter.
func IsAllCapitals(s string) bool {
	for _, r := range s {
		if r >= 'a' && r <= 'z' {
			return false
		}
	}
	return IsCapital(s)
}

// TitleCase returns a form in capitals with all letters but the first in lower case, and any other form unchanged.
func TitleCase(form string) string {
	if !IsAllCapitals(form) {
		return form
	}
	_, size := utf8.DecodeRuneInString(form)
	return form[:size] + strings.ToLower(form[size:])
}

// StraightenApostrophes replaces typographic apostrophes and single quotation marks by straight ones.
func StraightenApostrophes(s string) string {
	if !strings.ContainsAny(s, "’‘") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "’", "'"), "‘", "'")
}

// IsAcronym reports whether s may be an acronym: two to eight bytes in capitals.
func IsAcronym(s string) bool {
	return len(s) > 1 && len(s) <= 8 && IsAllCapitals(s) && !strings.Contains(s, " ")
}

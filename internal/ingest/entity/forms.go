package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func isCapital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// hasPrefix reports whether a form is a name behind a prefix in lower case: "al-Hadidi", "d’Aubigny".
func hasPrefix(form string) bool {
	for prefix := range namePrefixes {
		if rest, ok := strings.CutPrefix(plain(form), prefix); ok && isCapital(rest) {
			return true
		}
	}
	return false
}

func isWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func isQuoteMark(s string) bool {
	switch s {
	case "“", "”", "\"", "''", "``", "‘", "’", "'", "«", "»", "„":
		return true
	}
	return false
}

func isPossessive(s string) bool { return s == "'s" || s == "'" }

func isAllCapitals(s string) bool {
	for _, r := range s {
		if r >= 'a' && r <= 'z' {
			return false
		}
	}
	return isCapital(s)
}

func plain(s string) string {
	if !strings.ContainsAny(s, "’‘") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "’", "'"), "‘", "'")
}

func isAcronym(s string) bool {
	return len(s) > 1 && len(s) <= 8 && isAllCapitals(s) && !strings.Contains(s, " ")
}

package imprint

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName is the number of words that the name of a person may have, with particles. Chosen by hand.
const longestName = 5

// nameRun returns the number of words from the first on that may be words of one name: capitalised words, with particles between them.
func nameRun(words []lineWord) int {
	n := 0
	for i, w := range words {
		switch lower := strings.ToLower(w.form); {
		case lower == "and" || lower == "&" || lower == "by" || lower == "special":
			return n
		case isCapitalised(w.form) && isNameWord(w.form):
			n = i + 1
		case i > 0 && particles[lower] && i == n:
		case i > 0 && particles[lower] && particles[strings.ToLower(words[i-1].form)]:
		default:
			return n
		}
	}
	return n
}

// isNameWord reports whether a word has only what names have: letters, hyphens, apostrophes and full stops.
func isNameWord(word string) bool {
	for _, c := range word {
		if !unicode.IsLetter(c) && !unicode.IsMark(c) && !strings.ContainsRune("-'’.", c) {
			return false
		}
	}
	return true
}

// isPerson reports whether words may be the name of a person: at least two, not all of them common words.
func isPerson(words []lineWord) bool {
	if len(words) < 2 || len(words) > longestName || strings.EqualFold(words[0].form, "the") || isOutlet(words) && !isGiven(words[0]) {
		return false
	}
	if isGiven(words[0]) {
		return true
	}
	for _, w := range words {
		if !nameLists().common[strings.ToLower(strings.Trim(w.form, "."))] && utf8.RuneCountInString(w.form) > 1 {
			return true
		}
	}
	return false
}

// isGiven reports whether a word is in the list of given names, or one with a hyphen begins with one.
func isGiven(w lineWord) bool {
	first, _, _ := strings.Cut(strings.ToLower(w.form), "-")
	return nameLists().given[first]
}

// isKnownPerson reports whether words are the name of a person with a given name from the list.
func isKnownPerson(words []lineWord) bool { return isPerson(words) && isGiven(words[0]) }

// isAgency reports whether words name an agency or a broadcaster of the list.
func isAgency(words []lineWord) bool { return agencies[strings.ToLower(join(words))] }

// isOutlet reports whether words name a newspaper, a broadcaster, an agency or its staff: one of the list, or several words of which
// the last is typical of such names.
func isOutlet(words []lineWord) bool {
	const longest = 6 // words; chosen by hand
	if isAgency(words) {
		return true
	}
	if len(words) < 2 || len(words) > longest || nameRun(words) < len(words) {
		return false
	}
	return outletWords[lower(words, len(words)-1)] || strings.EqualFold(words[0].form, "the") && outletWords[lower(words, 1)]
}

// splitName returns the number of words of the person's name that words begin with, before the name of an outlet or a job that
// follows without a comma: "JANE DOE Associated Press", "Jane Doe Herald Staff". It returns 0 if none begins them.
func splitName(words []lineWord) int {
	for cut := 2; cut < len(words); cut++ {
		before, after := words[:cut], words[cut:]
		isTypographic := isAllCapitals(before[cut-1].form) && areAllCapitals(before) && !isAllCapitals(after[0].form) && len(after[0].form) > 2
		isNamed := isAgency(after) || isOutlet(after) || jobs[lower(after, len(after)-1)]
		if (isTypographic || isNamed) && isPerson(before) {
			return cut
		}
	}
	if isPerson(words) {
		return len(words)
	}
	return 0
}

// areAllCapitals reports whether all words are written in capitals.
func areAllCapitals(words []lineWord) bool {
	for _, w := range words {
		if !isAllCapitals(w.form) && utf8.RuneCountInString(strings.Trim(w.form, ".")) > 1 {
			return false
		}
	}
	return true
}

// properName returns the name that words are, with small letters if it is written in capitals: "Jane McDoe" for "JANE MCDOE".
func properName(words []lineWord) string {
	if !areAllCapitals(words) {
		return join(words)
	}
	var b strings.Builder
	inWord, position := false, 0
	name := []rune(join(words))
	for i, c := range name {
		if !unicode.IsLetter(c) {
			inWord = false
			b.WriteRune(c)
			continue
		}
		if !inWord {
			inWord, position = true, i
		}
		afterMc := i-position == 2 && strings.EqualFold(string(name[position:i]), "mc")
		if i == position || afterMc {
			b.WriteRune(unicode.ToUpper(c))
		} else {
			b.WriteRune(unicode.ToLower(c))
		}
	}
	return b.String()
}

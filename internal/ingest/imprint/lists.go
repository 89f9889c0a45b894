package imprint

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"graphd/internal/ingest/ling/namelist"
	"graphd/internal/ingest/ling/wordlist"
)

//go:embed words.tsv
var words string

var (
	lists       = wordlist.Parse(words)
	agencies    = lists.Set("agency")
	outletWords = lists.Set("outlet word")
	jobs        = lists.Set("job")
	staffWords  = lists.Set("staff word")
	particles   = lists.Set("name particle")
	sections    = lists.Set("section")
	kickers     = lists.Set("kicker")
	networks    = lists.Set("network")
	credits     = lists.Set("credit")
	creditLinks = lists.Set("credit link")
	links       = lists.Set("link label")
	weakLinks   = lists.Set("weak link label")
	wholes      = lists.Set("whole line")
	starts      = lists.Set("line start")
	weakStarts  = lists.Set("weak line start")
)

// nameLists holds the words by which the names of persons are recognised, in lower case.
var nameLists = sync.OnceValue(func() (l struct{ given, common, places map[string]bool }) {
	l.given, l.common, l.places = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for name := range namelist.Given() {
		l.given[strings.ToLower(name)] = true
	}
	for word := range namelist.CommonWords() {
		l.common[word] = true
	}
	for name := range namelist.Places() {
		l.places[name] = true
	}
	for name := range namelist.Surnames() {
		delete(l.places, name) // "Lincoln: We won" is speech
	}
	return l
})

// isCapitalised reports whether a word begins with a capital letter.
func isCapitalised(word string) bool {
	for _, c := range word {
		return unicode.IsUpper(c)
	}
	return false
}

// isAllCapitals reports whether a word has several letters and none in lower case.
func isAllCapitals(word string) bool {
	capitals := 0
	for _, c := range word {
		if unicode.IsLower(c) {
			return false
		}
		if unicode.IsUpper(c) {
			capitals++
		}
	}
	return capitals > 1
}

// endsSentence reports whether a line ends like a sentence, before quotation marks and brackets.
func endsSentence(line string) bool {
	line = strings.TrimRight(line, " \"'”’»)]")
	return strings.HasSuffix(line, ".") || strings.HasSuffix(line, "!") || strings.HasSuffix(line, "?") || strings.HasSuffix(line, "…")
}

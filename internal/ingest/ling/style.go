package ling

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/ling/namelist"
	"graphd/internal/ingest/text"
)

// ParagraphStyle describes the place of a paragraph in the layout of the text. The marks that show it, such as "> " and "- ", are in
// no token.
type ParagraphStyle struct {
	Kind     ParagraphKind
	Depth    int       // number of quote marks before it: 0 outside block quotations
	Gap      bool      // follows a blank line or begins the text
	Dateline text.Span // "ALDREN, March 3 (Reuters) -", which is a sentence of its own; zero if it has none
}

// ParagraphKind is a kind of paragraph.
type ParagraphKind uint8

// The kinds of paragraph.
const (
	Prose ParagraphKind = iota
	Item                // an item of a list
)

var (
	quoteMarks = regexp.MustCompile(`^(?:> ?)+`)
	// itemMarks are bullets, numbers and letters: "- ", "2. ", "(a) ", "iv) ".
	itemMarks = regexp.MustCompile(`^(?:[-*+•·▪●◦‣]|\(?(?:[0-9]{1,3}|[a-z]|[ivx]{2,5})[.)])[ ]+`)
)

// takeMarks returns the marks at the beginning of a paragraph and moves its start behind them. A paragraph of marks only
// keeps them.
func (p *paragraph) takeMarks() {
	line := string(p.runes)
	quotes := quoteMarks.FindString(line)
	rest := strings.TrimLeft(line[len(quotes):], " ")
	item := itemMarks.FindString(rest)
	if item != "" {
		rest = rest[len(item):]
		p.style.Kind = Item
	}
	p.style.Depth = strings.Count(quotes, ">")
	if n := utf8.RuneCountInString(line) - utf8.RuneCountInString(rest); n < len(p.runes) {
		p.runes, p.start = p.runes[n:], p.start+n
	}
}

// The parts of a dateline: the place, the date, the agency and the dash. Places of several words and names of states may
// follow the first place.
const (
	capsPlace   = `[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}`
	mixedPlace  = `[A-Z][\pL.'’-]+(?:[ /][A-Z][\pL.'’-]+){0,3}`
	placeRegion = `(?:, [A-Z][\pL.]+(?: [A-Z][\pL.]+)?)?`
	dateOfLine  = `(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? [0-9]{1,2}(?:, [0-9]{4})?|[0-9]{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: [0-9]{4})?`
	agency      = ` ?\([A-Z][\pL /.&-]{1,40}\)`
	lineDash    = `(?: -| ?--| ?[–—]) `
	closeDash   = ` ?(?:--|[-–—]) ?`
)

var datelines = []*regexp.Regexp{
	regexp.MustCompile(`^(?:` + capsPlace + placeRegion + `(?:,? (?:` + dateOfLine + `))?(?:` + agency + `)?)` + lineDash),
	regexp.MustCompile(`^(?:` + mixedPlace + placeRegion + `,? (?:` + dateOfLine + `)(?:` + agency + `)?)` + lineDash),
	regexp.MustCompile(`^(?:` + mixedPlace + placeRegion + `(?:,? (?:` + dateOfLine + `))?)?` + agency + closeDash),
	regexp.MustCompile(`^(?:` + mixedPlace + `)(?:, (?:` + dateOfLine + `))?: `),
}

// placeOfColon is the index in datelines of the form that needs a known place: "New Delhi: A policeman …".
const placeOfColon = 3

// dateline returns the length in runes of the dateline of p with its dash, 0 if it has none. A sentence must follow it.
func (p paragraph) dateline() int {
	const longest = 90 // runes of a dateline; chosen by hand
	head := string(p.runes[:min(len(p.runes), longest)])
	for i, form := range datelines {
		found := form.FindString(head)
		if found == "" {
			continue
		}
		next, _ := utf8.DecodeRuneInString(head[len(found):])
		place := strings.TrimRight(strings.SplitN(found, ",", 2)[0], ": ")
		switch {
		case !unicode.IsUpper(next) && !strings.ContainsRune("“‘\"'", next):
		case i == placeOfColon && !places()[strings.ToLower(place)]:
		case i == 0 && !strings.ContainsFunc(string(p.runes), unicode.IsLower):
		default:
			return utf8.RuneCountInString(found)
		}
	}
	return 0
}

// places holds the names of cities, provinces and states in lower case that are no surnames: "Lincoln: We won" is speech.
var places = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for name := range namelist.Places() {
		known[name] = true
	}
	for name := range namelist.Surnames() {
		delete(known, name)
	}
	return known
})

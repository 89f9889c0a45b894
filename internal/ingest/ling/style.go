package ling

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"graphd/internal/ingest/imprint"
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

// dateline returns the length in code points of the dateline of p with its dash, 0 if it has none.
func (p paragraph) dateline() int {
	found, _ := imprint.FindDateline(string(p.runes))
	return found.Len
}

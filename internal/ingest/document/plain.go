package document

import (
	"strings"
	"unicode/utf8"

	"graphd/internal/ingest/text"
)

// readPlain returns a plain text without the line breaks of hard wrapping.
func readPlain(s string) (Document, error) {
	t := text.Normalize(s)
	if isBlank(t) {
		return Document{}, withHint(ErrEmpty, "leave it out")
	}
	t = unwrap(t)
	return Document{Text: t, Meta: Metadata{Title: headline(t.String())}}, nil
}

// headline returns the first paragraph of a text if it looks like a headline: a short line that does not end like a
// sentence. Otherwise it returns "".
func headline(s string) string {
	first, rest, _ := strings.Cut(strings.TrimLeft(s, "\n "), "\n")
	first = strings.TrimSpace(first)
	alone := strings.HasPrefix(strings.TrimLeft(rest, " "), "\n")
	closed := strings.HasSuffix(strings.TrimRight(first, "\"'”’»"), ".") || strings.HasSuffix(first, ":")
	if !alone || closed || utf8.RuneCountInString(first) > maxHeadline {
		return ""
	}
	return first
}

const maxHeadline = 120 // code points; chosen by hand

package turns

import (
	_ "embed"
	"strings"
	"unicode"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/wordlist"
)

//go:embed words.tsv
var wordFile string

// The lists of words.tsv.
var (
	lists      = wordlist.Parse(wordFile)
	honorifics = lists.Set("honorific") // before a name
	roles      = lists.Set("role")      // of a speaker, also after "the"
	narrative  = lists.Set("narrative") // labels of what the author says
	persons    = lists.Set("first or second person")
	notes      = lists.Set("note") // of the clerk, in a record
)

// isUpper reports whether all letters of r are capitals.
func isUpper(l *ling.Layout, r ling.Range) bool {
	return !strings.ContainsFunc(l.Text.Slice(l.SpanOf(r)), unicode.IsLower)
}

// lower returns the words of r in lower case, joined by spaces.
func lower(l *ling.Layout, r ling.Range) string {
	words := make([]string, 0, r.Len())
	for k := r.From; k < r.To; k++ {
		words = append(words, l.Words[k].Lower)
	}
	return strings.Join(words, " ")
}

// isOneOf reports whether word i has one of the forms.
func isOneOf(l *ling.Layout, i int, forms ...string) bool {
	for _, f := range forms {
		if l.Words[i].Form == f {
			return true
		}
	}
	return false
}

package document

import (
	"fmt"
	"strings"

	"graphd/internal/ingest/date"
	"graphd/internal/ingest/language"
)

// Metadata describes a publication of a text. Unknown fields are empty.
type Metadata struct {
	Title      string
	Authors    []string
	Publisher  string
	Keywords   []string // topics that the document states, without duplicates
	Issued     date.Date
	Language   string // BCP 47, as stated
	URL        string // absolute, http or https
	MediaType  string // of the input, without parameters
	Kind       PublicationKind
	Identifier string          // the same for all versions of the document; "" if the input states none; see Input
	Languages  language.Survey // as found in the text
	Unread     []string        // names of fields in the input that are not known, for a warning
	Name       string          // for messages and lists: the stated id, or the name of the input and the position in it
}

// A PublicationKind is a kind of publication.
type PublicationKind string

// The kinds.
const (
	Article   PublicationKind = "article"
	Report    PublicationKind = "report"
	Statement PublicationKind = "statement"
)

// Warnings returns a sentence for what was not read: fields of the input, and text in other languages than English.
func (m Metadata) Warnings() []string {
	var out []string
	if len(m.Unread) > 0 {
		out = append(out, fmt.Sprintf("fields with unknown names, or for which another name is preferred, were not read: %s", strings.Join(m.Unread, ", ")))
	}
	switch n := len(m.Languages.Foreign); {
	case !m.Languages.IsEnglish():
		out = append(out, notEnglish(m.Languages))
	case n == 1:
		out = append(out, "a paragraph is not in English: no attributions and entities are found in it")
	case n > 1:
		out = append(out, fmt.Sprintf("%d paragraphs are not in English: no attributions and entities are found in them", n))
	}
	return out
}

// notEnglish returns the warning about a text in another language.
func notEnglish(s language.Survey) string {
	in := ""
	if code := s.Code(); code != "" {
		in = fmt.Sprintf(", but in the language %q", code)
	}
	return "the text is not in English" + in + ": no attributions and entities are found in it"
}

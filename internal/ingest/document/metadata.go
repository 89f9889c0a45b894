package document

import (
	"fmt"
	"slices"
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

// Describes reports whether m and other describe one publication of the same text. Two that have an identifier do if it is
// the same. Otherwise one of them must state nothing that the other does not state too. FirstLine is that of the text: a
// title that is equal to it comes from the text, and states nothing.
func (m Metadata) Describes(other Metadata, firstLine string) bool {
	if m.Identifier != "" && other.Identifier != "" {
		return m.Identifier == other.Identifier
	}
	return m.isWithin(other, firstLine) || other.isWithin(m, firstLine)
}

// isWithin reports whether other has every field that identifies a publication and that m states.
func (m Metadata) isWithin(other Metadata, firstLine string) bool {
	within := func(field, of string) bool { return field == "" || field == of }
	return within(m.Identifier, other.Identifier) && within(m.Publisher, other.Publisher) && within(m.URL, other.URL) &&
		(m.Title == firstLine || within(m.Title, other.Title)) &&
		(len(m.Authors) == 0 || slices.Equal(slices.Sorted(slices.Values(m.Authors)), slices.Sorted(slices.Values(other.Authors)))) &&
		(m.Issued.IsZero() || m.Issued.Equal(other.Issued))
}

// Updated returns m with the fields that stated has, which describes the same publication later. A title from the text
// does not replace another one; nor does what an input without an identifier says about the file replace anything.
func (m Metadata) Updated(stated Metadata, firstLine string) Metadata {
	if m.Title == "" || stated.Title != firstLine {
		set(&m.Title, stated.Title)
	}
	set(&m.Publisher, stated.Publisher)
	set(&m.URL, stated.URL)
	set(&m.Identifier, stated.Identifier)
	if len(stated.Authors) > 0 {
		m.Authors = stated.Authors
	}
	if len(stated.Keywords) > 0 {
		m.Keywords = stated.Keywords
	}
	if !stated.Issued.IsZero() {
		m.Issued = stated.Issued
	}
	if stated.Identifier != "" || m.MediaType == "" {
		set(&m.MediaType, stated.MediaType)
	}
	set(&m.Language, stated.Language)
	m.Kind = first(stated.Kind, m.Kind)
	m.Name = stated.Name
	return m
}

package document

import (
	"net/url"
	"strings"

	"graphd/internal/ingest/date"
	"graphd/internal/ingest/text"
)

// An ID identifies a version of a document by its content: the first 32 hex digits of the SHA-256 of its normalised text.
type ID string

// A Document is one version of a text with its metadata.
type Document struct {
	ID   ID
	Text text.Text
	Meta Metadata
}

// Metadata describes a document. Unknown fields are empty.
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
	Identifier string // the same for all versions of the document; never empty; see Input
	Name       string // for messages and lists: the stated id, or the name of the input and the position in it
}

// A PublicationKind is a kind of publication.
type PublicationKind string

// The kinds.
const (
	Article   PublicationKind = "article"
	Report    PublicationKind = "report"
	Statement PublicationKind = "statement"
)

// idLen is the length of an ID in hex digits: 128 bits.
const idLen = 32

// newDocument returns a document with its ID, which is also its identifier if meta has none.
func newDocument(t text.Text, meta Metadata) Document {
	id := ID(t.Hash()[:idLen])
	if meta.Identifier == "" {
		meta.Identifier = string(id)
	}
	return Document{ID: id, Text: t, Meta: meta}
}

// isBlank reports whether a text consists of white space.
func isBlank(t text.Text) bool { return strings.TrimSpace(t.String()) == "" }

// absoluteURL returns s if it is an absolute HTTP URL, otherwise "".
func absoluteURL(s string) string {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsAny(s, " <>\"{}|\\^`\t\n") {
		return ""
	}
	return s
}

// oneLine returns s in normal form on one line, with single spaces and without spaces at the ends.
func oneLine(s string) string { return strings.Join(strings.Fields(text.Normalize(s).String()), " ") }

package document

import (
	"net/url"
	"strings"

	"graphd/internal/ingest/date"
	"graphd/internal/ingest/text"
)

// ID names a version of a document by what it says: the first 32 hex digits of the SHA-256 of its normalised text.
type ID string

// Document is one version of a text, and what is known about it.
type Document struct {
	ID   ID
	Text text.Text
	Meta Metadata
}

// Metadata is what is known about a document. Fields are empty where nothing is known.
type Metadata struct {
	Title      string
	Authors    []string
	Publisher  string
	Keywords   []string // what the document says that it is about, each once
	Issued     date.Date
	Language   string // BCP 47, as stated
	URL        string // absolute, http or https
	MediaType  string // of what was read, without parameters
	Kind       Kind
	Identifier string // the same for every version of the document: see Input; never empty
	Name       string // what messages and listings call it: its stated id, else the input's name and place
}

// Kind is what sort of publication a document is.
type Kind string

// The kinds.
const (
	Article   Kind = "article"
	Report    Kind = "report"
	Statement Kind = "statement"
)

const idLen = 32

// newDocument completes a document from its text.
func newDocument(t text.Text, meta Metadata) Document {
	id := ID(t.Hash()[:idLen])
	if meta.Identifier == "" {
		meta.Identifier = string(id)
	}
	return Document{ID: id, Text: t, Meta: meta}
}

// isBlank reports whether a text has nothing to read.
func isBlank(t text.Text) bool { return strings.TrimSpace(t.String()) == "" }

// absoluteURL is s where it is an absolute web address, else empty.
func absoluteURL(s string) string {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsAny(s, " <>\"{}|\\^`\t\n") {
		return ""
	}
	return s
}

// line is s in normal form, on one line, without spaces at its ends.
func line(s string) string { return strings.Join(strings.Fields(text.Normalize(s).String()), " ") }

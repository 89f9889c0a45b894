package document

import (
	"net/url"
	"strings"

	"graphd/internal/ingest/language"
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

// idLen is the length of an ID in hex digits: 128 bits.
const idLen = 32

// newDocument returns a document with its ID and its languages.
func newDocument(t text.Text, meta Metadata) Document {
	meta.Languages = language.Of(t.String())
	if meta.Language == "" && !meta.Languages.IsEnglish() {
		meta.Language = meta.Languages.Code()
	}
	return Document{ID: ID(t.Hash()[:idLen]), Text: t, Meta: meta}
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

// Variants returns d and the documents whose texts differ from that of d only in a line end at the end, as the text of a file
// and that of a field in JSON do. Offsets are the same in all of them.
func (d Document) Variants() []Document {
	s := d.Text.String()
	end := text.Span{Start: d.Text.Offset(len(strings.TrimRight(s, " \n"))), End: d.Text.Len()}
	variants := []Document{d}
	for _, with := range []string{"", "\n"} {
		if s[d.Text.Byte(end.Start):] != with {
			variants = append(variants, newDocument(d.Text.Replace([]text.Replacement{{Span: end, With: with}}), d.Meta))
		}
	}
	return variants
}

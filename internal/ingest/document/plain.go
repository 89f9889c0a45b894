package document

import "graphd/internal/ingest/text"

// readPlain returns a plain text without the line breaks of hard wrapping.
func readPlain(s string) (Document, error) {
	t := text.Normalize(s)
	if isBlank(t) {
		return Document{}, withHint(ErrEmpty, "leave it out")
	}
	return Document{Text: unwrap(t)}, nil
}

package qlang

import (
	"strings"

	"github.com/cayleygraph/quad"
)

// Expand returns the IRI that "prefix:local" abbreviates. It reports false unless prefix is a key of prefixes and local
// is a non-empty run of characters that an IRI may contain; "note: see below" and "10:30" are not short names.
func Expand(prefixes map[string]string, text string) (iri quad.IRI, ok bool) {
	prefix, local, found := strings.Cut(text, ":")
	if !found || local == "" || strings.ContainsFunc(local, notInIRI) {
		return "", false
	}
	namespace, ok := prefixes[prefix]
	return quad.IRI(namespace + local), ok
}

// notInIRI reports whether c may not occur in an IRI (RFC 3987).
func notInIRI(c rune) bool {
	return c <= ' ' || strings.ContainsRune("<>\"{}|^`\\", c)
}

// ParseNode returns the node that text denotes in Cayley's notation ("<iri>", "_:blank", "\"text\"@en", plain text). IRIs may be
// short names, and outside angle brackets too if bareNames is set; a short name that is not known is kept as it is.
func ParseNode(prefixes map[string]string, text string, bareNames bool) quad.Value {
	if text == "" {
		return quad.String("")
	}
	if bareNames {
		if iri, ok := Expand(prefixes, text); ok {
			return iri
		}
	}
	v := quad.StringToValue(text)
	if iri, ok := v.(quad.IRI); ok {
		return ExpandIRI(prefixes, string(iri))
	}
	return v
}

// ExpandIRI returns the IRI that text abbreviates, and text itself as an IRI where it is not a short name.
func ExpandIRI(prefixes map[string]string, text string) quad.IRI {
	if iri, ok := Expand(prefixes, text); ok {
		return iri
	}
	return quad.IRI(text)
}

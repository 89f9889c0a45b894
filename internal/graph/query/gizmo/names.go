package gizmo

import (
	"maps"
	"strings"

	"github.com/cayleygraph/quad"
)

// Expand gives the IRI behind "prefix:local" where prefix is one of prefixes and local is a non-empty run of characters that
// an IRI may hold. Any other text, "note: see below" or "10:30" among it, is not a short name.
func Expand(prefixes map[string]string, text string) (iri quad.IRI, ok bool) {
	prefix, local, found := strings.Cut(text, ":")
	if !found || local == "" || strings.ContainsFunc(local, notInIRI) {
		return "", false
	}
	namespace, ok := prefixes[prefix]
	return quad.IRI(namespace + local), ok
}

func notInIRI(c rune) bool {
	return c <= ' ' || strings.ContainsRune("<>\"{}|^`\\", c)
}

// names are the prefixes of one run: those of the engine until the script adds its own.
type names struct {
	prefixes map[string]string
	own      bool
}

func newNames(shared map[string]string) *names { return &names{prefixes: shared} }

func (n *names) add(prefix, namespace string) {
	if !n.own {
		n.prefixes, n.own = maps.Clone(n.prefixes), true
		if n.prefixes == nil {
			n.prefixes = map[string]string{}
		}
	}
	n.prefixes[strings.TrimSuffix(prefix, ":")] = namespace
}

// iri expands text where its prefix is known, and keeps it otherwise.
func (n *names) iri(text string) quad.IRI {
	if iri, ok := Expand(n.prefixes, text); ok {
		return iri
	}
	return quad.IRI(text)
}

// value reads text as a node: Cayley's notation, and short names.
func (n *names) value(text string) quad.Value {
	if text == "" {
		return quad.String("")
	}
	if iri, ok := Expand(n.prefixes, text); ok {
		return iri
	}
	v := quad.StringToValue(text)
	if iri, ok := v.(quad.IRI); ok {
		return n.iri(string(iri))
	}
	return v
}

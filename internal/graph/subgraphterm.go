package graph

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/pebblestore"
	"graphd/internal/graph/vocab"
)

// kind is what a value is as a node: a place in kinds.
type kind = pebblestore.Class

// Kinds that are no instances of graphd's.
const (
	kindTerm = kind(len(instances)) + iota
	kindValue
	kindOther
)

var (
	kinds = [...]string{
		"document", "passage", "attribution", "actor", "body", "role", "topic", "run", "graph", "term", "value", "other",
	}
	instances    = [...]string{"doc", "passage", "attr", "actor", "body", "role", "topic", "run", "graph"} // prefixes of the first kinds
	vocabularies = []string{
		vocab.NS, vocab.RDF, vocab.RDFS, vocab.XSD, vocab.OWL, vocab.SKOS, vocab.DCTerms, vocab.Schema, vocab.OA,
		vocab.Prov, vocab.Org, vocab.FOAF, vocab.GRaSP, vocab.CiTO,
	}
)

// kindOf is what a value is as a node.
func kindOf(base vocab.Base, value quad.Value) kind {
	iri, ok := value.(quad.IRI)
	if !ok {
		if _, blank := value.(quad.BNode); blank {
			return kindOther
		}
		return kindValue
	}
	if prefix, _, ok := base.Split(iri); ok {
		if at := slices.Index(instances[:], prefix); at >= 0 {
			return kind(at)
		}
	}
	if slices.ContainsFunc(vocabularies, func(ns string) bool { return strings.HasPrefix(string(iri), ns) }) {
		return kindTerm
	}
	return kindOther
}

// textOf is what a value is ordered by beside others: an IRI by itself, other terms as N-Quads.
func textOf(value quad.Value) string {
	switch value := value.(type) {
	case nil:
		return ""
	case quad.IRI:
		return string(value)
	}
	return string(nquads.AppendTerm(nil, value))
}

func compareTexts(a, b quad.Value) int {
	if a == b {
		return 0
	}
	return strings.Compare(textOf(a), textOf(b))
}

// compareValues orders no value before IRIs, those before strings, and strings before what else there is.
func compareValues(a, b quad.Value) int {
	switch a := a.(type) {
	case quad.IRI:
		if b, ok := b.(quad.IRI); ok {
			return strings.Compare(string(a), string(b))
		}
	case quad.String:
		if b, ok := b.(quad.String); ok {
			return strings.Compare(string(a), string(b))
		}
	}
	if c := cmp.Compare(rankOf(a), rankOf(b)); c != 0 || a == b {
		return c
	}
	return bytes.Compare(nquads.AppendTerm(nil, a), nquads.AppendTerm(nil, b))
}

func rankOf(v quad.Value) int {
	switch v.(type) {
	case nil:
		return 0
	case quad.IRI:
		return 1
	case quad.String:
		return 2
	}
	return 3
}

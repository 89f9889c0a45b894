package curation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
)

// indexedKinds are the kinds of instances for which a curated graph says that its withheld quads contain them.
var indexedKinds = []string{"actor", "body", "role", "topic", "attr"}

// CuratedQuads returns the curated graph of a named graph: the quads that corrections add, and a literal with those that they
// withhold, with an index of the nodes in it. It is empty if nothing is corrected.
func CuratedQuads(base vocab.Base, label quad.IRI, withheld, added []quad.Quad) []quad.Quad {
	curated, _ := base.CuratedGraph(label)
	quads := slices.Clone(added)
	if len(withheld) == 0 {
		return quads
	}
	var text []byte
	terms := map[quad.IRI]bool{}
	for _, q := range withheld {
		text = nquads.AppendQuad(text, q)
		for _, value := range []quad.Value{q.Subject, q.Object} {
			if iri, ok := value.(quad.IRI); ok && isIndexed(base, iri) {
				terms[iri] = true
			}
		}
	}
	quads = append(quads, quad.Quad{Subject: curated, Predicate: vocab.Withheld, Object: quad.String(text), Label: curated})
	for term := range terms {
		quads = append(quads, quad.Quad{Subject: curated, Predicate: vocab.WithheldTerm, Object: quad.String(term), Label: curated})
	}
	slices.SortFunc(quads, compareQuads)
	return quads
}

func isIndexed(base vocab.Base, iri quad.IRI) bool {
	kind, _, ok := base.Split(iri)
	return ok && slices.Contains(indexedKinds, kind)
}

// Withheld returns the quads that a curated graph withholds, given its quads with the predicate vocab.Withheld.
func Withheld(stated []quad.Quad) ([]quad.Quad, error) {
	var withheld []quad.Quad
	for _, s := range stated {
		text, _ := s.Object.(quad.String)
		for line := range strings.Lines(string(text)) {
			q, ok, err := nquads.ParseLine([]byte(strings.TrimSuffix(line, "\n")))
			if err != nil {
				return nil, fmt.Errorf("withheld quads of %v: %w: load a dump of the store from before", s.Subject, err)
			}
			if ok {
				withheld = append(withheld, q)
			}
		}
	}
	return withheld, nil
}

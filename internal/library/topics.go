package library

import (
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/entity"
)

// staleTopics returns the quads of a version about the topics and entities that were its subjects and that none of the
// keywords names any more.
func (s storedVersions) staleTopics(version quad.IRI, keywords []string) ([]quad.Quad, error) {
	keys := map[string]bool{}
	for _, keyword := range keywords {
		keys[entity.Key(keyword)] = true
	}
	subjects, err := s.snapshot.Quads(s.ctx, quad.Quad{Subject: version, Predicate: vocab.Subject, Label: version})
	if err != nil {
		return nil, err
	}
	var stale []quad.Quad
	for _, q := range subjects {
		about, err := s.snapshot.Quads(s.ctx, quad.Quad{Subject: q.Object, Label: version})
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(about, func(fact quad.Quad) bool { return isNamed(fact, keys) }) {
			continue
		}
		stale = append(stale, q)
		if !slices.ContainsFunc(about, func(fact quad.Quad) bool { return fact.Predicate == vocab.Type && fact.Object == vocab.Topic }) {
			continue
		}
		uses, err := s.snapshot.Quads(s.ctx, quad.Quad{Predicate: vocab.About, Object: q.Object, Label: version})
		if err != nil {
			return nil, err
		}
		stale = append(append(stale, about...), uses...)
	}
	return stale, nil
}

// isNamed reports whether a fact states a name whose key is one of keys.
func isNamed(fact quad.Quad, keys map[string]bool) bool {
	name, ok := fact.Object.(quad.String)
	return ok && (fact.Predicate == vocab.Label || fact.Predicate == vocab.AltLabel) && keys[entity.Key(string(name))]
}

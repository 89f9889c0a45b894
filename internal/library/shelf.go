package library

import (
	"context"
	"slices"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
)

// shelf reads what the store holds of documents, from one snapshot.
type shelf struct {
	ctx      context.Context
	snapshot *graph.Snapshot
}

// recorded is when the graph learned of a version; known is false where it holds no such version.
func (s shelf) recorded(version quad.IRI) (when time.Time, known bool, err error) {
	for q, err := range s.snapshot.Match(s.ctx, quad.Quad{Subject: version, Predicate: vocab.Recorded, Label: version}) {
		if err != nil {
			return time.Time{}, false, err
		}
		if t, ok := q.Object.(quad.Time); ok {
			return time.Time(t), true, nil
		}
	}
	return time.Time{}, false, nil
}

// versions are the document versions with that identifier.
func (s shelf) versions(identifier string) ([]quad.IRI, error) {
	if identifier == "" {
		return nil, nil
	}
	return s.collect(quad.Quad{Predicate: vocab.Identifier, Object: quad.String(identifier)}, quad.Subject)
}

// objects are the IRIs that subject has by predicate.
func (s shelf) objects(subject, predicate quad.IRI) ([]quad.IRI, error) {
	return s.collect(quad.Quad{Subject: subject, Predicate: predicate}, quad.Object)
}

// orphans are the reference facts about entities that leaving versions mention, no staying one does, and staying does not name.
func (s shelf) orphans(leaving, staying []quad.IRI) ([]quad.Quad, error) {
	var facts []quad.Quad
	for _, version := range leaving {
		entities, err := s.collect(quad.Quad{Predicate: vocab.MentionedIn, Object: version}, quad.Subject)
		if err != nil {
			return nil, err
		}
		for _, e := range entities {
			documents, err := s.objects(e, vocab.MentionedIn)
			if err != nil {
				return nil, err
			}
			if slices.Contains(staying, e) || slices.ContainsFunc(documents, func(d quad.IRI) bool { return !slices.Contains(leaving, d) }) {
				continue
			}
			for q, err := range s.snapshot.Match(s.ctx, quad.Quad{Subject: e, Label: vocab.ReferenceGraph}) {
				if err != nil {
					return nil, err
				}
				facts = append(facts, q)
			}
		}
	}
	return facts, nil
}

// collect is the different IRIs at d in the quads that agree with pattern, sorted.
func (s shelf) collect(pattern quad.Quad, d quad.Direction) ([]quad.IRI, error) {
	var found []quad.IRI
	for q, err := range s.snapshot.Match(s.ctx, pattern) {
		if err != nil {
			return nil, err
		}
		if iri, ok := q.Get(d).(quad.IRI); ok {
			found = append(found, iri)
		}
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// subjects are the subjects of quads, sorted.
func subjects(quads []quad.Quad) []quad.IRI {
	var found []quad.IRI
	for _, q := range quads {
		if iri, ok := q.Subject.(quad.IRI); ok {
			found = append(found, iri)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

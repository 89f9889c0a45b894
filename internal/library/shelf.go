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
	found, err := s.snapshot.Quads(s.ctx, quad.Quad{Subject: version, Predicate: vocab.Recorded, Label: version})
	for _, q := range found {
		if t, ok := q.Object.(quad.Time); ok {
			return time.Time(t), true, err
		}
	}
	return time.Time{}, false, err
}

// superseded are the other versions of the document with that identifier. Those that it shares with another document,
// whose text is the same, are in shared and not in alone.
func (s shelf) superseded(version quad.IRI, identifier string) (alone, shared []quad.IRI, err error) {
	versions, err := s.collect(quad.Quad{Predicate: vocab.Identifier, Object: quad.String(identifier)}, quad.Subject)
	for _, v := range versions {
		if v == version {
			continue
		}
		identifiers, err := s.identifiers(v)
		if err != nil {
			return nil, nil, err
		}
		if len(identifiers) > 1 {
			shared = append(shared, v)
		} else {
			alone = append(alone, v)
		}
	}
	return alone, shared, err
}

// identifiers say which documents have this text.
func (s shelf) identifiers(version quad.IRI) ([]quad.Quad, error) {
	return s.snapshot.Quads(s.ctx, quad.Quad{Subject: version, Predicate: vocab.Identifier, Label: version})
}

// revisions say which versions this one revises: those that it revises already, and those that it supersedes now.
func (s shelf) revisions(version quad.IRI, superseded []quad.IRI) ([]quad.Quad, error) {
	revised, err := s.objects(version, vocab.WasRevisionOf)
	revised = append(revised, superseded...)
	slices.Sort(revised)
	var quads []quad.Quad
	for _, r := range slices.Compact(revised) {
		quads = append(quads, quad.Quad{Subject: version, Predicate: vocab.WasRevisionOf, Object: r, Label: version})
	}
	return quads, err
}

// objects are the IRIs that subject has by predicate.
func (s shelf) objects(subject, predicate quad.IRI) ([]quad.IRI, error) {
	return s.collect(quad.Quad{Subject: subject, Predicate: predicate}, quad.Object)
}

// orphans are the reference facts about entities that the leaving versions mention, that no other version does, and
// that are not among staying.
func (s shelf) orphans(leaving, staying []quad.IRI) ([]quad.Quad, error) {
	var facts []quad.Quad
	for _, version := range leaving {
		entities, err := s.collect(quad.Quad{Predicate: vocab.MentionedIn, Object: version}, quad.Subject)
		if err != nil {
			return nil, err
		}
		for _, e := range entities {
			orphaned, err := s.onlyIn(e, leaving)
			if err != nil {
				return nil, err
			}
			if !orphaned || slices.Contains(staying, e) {
				continue
			}
			about, err := s.snapshot.Quads(s.ctx, quad.Quad{Subject: e, Label: vocab.ReferenceGraph})
			if err != nil {
				return nil, err
			}
			facts = append(facts, about...)
		}
	}
	return facts, nil
}

// onlyIn reports whether an entity is mentioned in none but these versions.
func (s shelf) onlyIn(e quad.IRI, versions []quad.IRI) (bool, error) {
	mentioning, err := s.objects(e, vocab.MentionedIn)
	elsewhere := slices.ContainsFunc(mentioning, func(v quad.IRI) bool { return !slices.Contains(versions, v) })
	return !elsewhere, err
}

// collect is the different IRIs at d in the quads that agree with pattern, sorted.
func (s shelf) collect(pattern quad.Quad, d quad.Direction) ([]quad.IRI, error) {
	quads, err := s.snapshot.Quads(s.ctx, pattern)
	return iris(quads, d), err
}

// iris are the different IRIs at d, sorted.
func iris(quads []quad.Quad, d quad.Direction) []quad.IRI {
	var found []quad.IRI
	for _, q := range quads {
		if iri, ok := q.Get(d).(quad.IRI); ok {
			found = append(found, iri)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

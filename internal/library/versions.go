package library

import (
	"context"
	"slices"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
)

// storedVersions reads the document versions in one snapshot.
type storedVersions struct {
	ctx      context.Context
	snapshot *graph.Snapshot
}

// recorded returns when a version was added to the graph; known is false if there is no such version.
func (s storedVersions) recorded(version quad.IRI) (when time.Time, known bool, err error) {
	found, err := s.snapshot.Quads(s.ctx, quad.Quad{Subject: version, Predicate: vocab.Recorded, Label: version})
	for _, q := range found {
		if t, ok := q.Object.(quad.Time); ok {
			return time.Time(t), true, err
		}
	}
	return time.Time{}, false, err
}

// superseded returns the other versions of the document with the identifier: in shared those that are also versions of
// another document, which has the same text, and in alone the others.
func (s storedVersions) superseded(version quad.IRI, identifier string) (alone, shared []quad.IRI, err error) {
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

// identifiers returns the quads with the identifiers of the documents that have this version.
func (s storedVersions) identifiers(version quad.IRI) ([]quad.Quad, error) {
	return s.snapshot.Quads(s.ctx, quad.Quad{Subject: version, Predicate: vocab.Identifier, Label: version})
}

// revisions returns quads with the versions that this version revises: those in the graph, and those that it supersedes
// now.
func (s storedVersions) revisions(version quad.IRI, superseded []quad.IRI) ([]quad.Quad, error) {
	revised, err := s.objects(version, vocab.WasRevisionOf)
	revised = append(revised, superseded...)
	slices.Sort(revised)
	var quads []quad.Quad
	for _, r := range slices.Compact(revised) {
		quads = append(quads, quad.Quad{Subject: version, Predicate: vocab.WasRevisionOf, Object: r, Label: version})
	}
	return quads, err
}

// objects returns the IRIs that are objects of subject and predicate.
func (s storedVersions) objects(subject, predicate quad.IRI) ([]quad.IRI, error) {
	return s.collect(quad.Quad{Subject: subject, Predicate: predicate}, quad.Object)
}

// orphans returns the reference facts about the entities that only the leaving versions mention, apart from those in
// staying.
func (s storedVersions) orphans(leaving, staying []quad.IRI) ([]quad.Quad, error) {
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

// onlyIn reports whether no other version mentions the entity.
func (s storedVersions) onlyIn(e quad.IRI, versions []quad.IRI) (bool, error) {
	mentioning, err := s.objects(e, vocab.MentionedIn)
	elsewhere := slices.ContainsFunc(mentioning, func(v quad.IRI) bool { return !slices.Contains(versions, v) })
	return !elsewhere, err
}

// collect returns the IRIs at direction d in the quads that match pattern, sorted and without duplicates.
func (s storedVersions) collect(pattern quad.Quad, d quad.Direction) ([]quad.IRI, error) {
	quads, err := s.snapshot.Quads(s.ctx, pattern)
	return iris(quads, d), err
}

// iris returns the IRIs at direction d, sorted and without duplicates.
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

package library

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/rdf"
)

// storedVersions reads the document versions in one snapshot, as extraction wrote them.
type storedVersions struct {
	ctx      context.Context
	snapshot machineGraph
}

// bibliography returns the publications of a version, and the quads that state them; known is false if there is no such
// version.
func (s storedVersions) bibliography(version quad.IRI) (b rdf.Bibliography, stated []quad.Quad, known bool, err error) {
	about, err := s.snapshot.Quads(s.ctx, quad.Quad{Subject: version, Label: version})
	for _, q := range about {
		if q.Predicate == vocab.Type && q.Object == vocab.Document {
			known = true
		}
		if isMetadata(q) {
			stated = append(stated, q)
		}
		if q.Predicate != vocab.WorkExample || err != nil {
			continue
		}
		var publication []quad.Quad
		publication, err = s.snapshot.Quads(s.ctx, quad.Quad{Subject: q.Object, Label: version})
		stated = append(stated, publication...)
	}
	if err != nil || !known {
		return rdf.Bibliography{}, nil, false, err
	}
	return rdf.ReadBibliography(s.snapshot.Base(), version, stated), stated, true, nil
}

// isExtracted reports whether the graph of a version was made by a run of the pipeline with the given versions of stages.
func (s storedVersions) isExtracted(version quad.IRI, stages string) (bool, error) {
	runs, err := s.snapshot.Quads(s.ctx, quad.Quad{Predicate: vocab.Version, Object: quad.String(stages), Label: version})
	return len(runs) > 0, err
}

// countAttributions returns the number of attributions of a version.
func (s storedVersions) countAttributions(version quad.IRI) (int, error) {
	typed, err := s.snapshot.Quads(s.ctx, quad.Quad{Predicate: vocab.Type, Object: vocab.Attribution, Label: version})
	return len(typed), err
}

// identified returns the versions that have a publication with the identifier, other than version.
func (s storedVersions) identified(version quad.IRI, identifier string) ([]quad.IRI, error) {
	if identifier == "" {
		return nil, nil
	}
	stated, err := s.snapshot.Quads(s.ctx, quad.Quad{Predicate: vocab.Identifier, Object: quad.String(identifier)})
	versions := slices.DeleteFunc(iris(stated, quad.Label), func(v quad.IRI) bool { return v == version })
	return versions, err
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

// orphansBeside does the same as orphans, if the version staying remains as it is.
func (s storedVersions) orphansBeside(leaving []quad.IRI, staying quad.IRI) ([]quad.Quad, error) {
	if len(leaving) == 0 {
		return nil, nil
	}
	mentioned, err := s.collect(quad.Quad{Predicate: vocab.MentionedIn, Object: staying}, quad.Subject)
	if err != nil {
		return nil, err
	}
	return s.orphans(leaving, mentioned)
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

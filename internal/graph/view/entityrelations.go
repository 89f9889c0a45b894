package view

import (
	"context"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

// maxEntityDocuments is the number of documents that an entity lists; chosen by hand.
const maxEntityDocuments = 100

// readRoles reads the offices that an entity holds, each with its body.
func (v *View) readRoles(ctx context.Context, iri quad.IRI, e *api.FullEntity) error {
	posts, err := v.iris(ctx, quad.Quad{Subject: iri, Predicate: vocab.HoldsPost}, quad.Object)
	if err != nil {
		return err
	}
	refs, err := v.entityRefs(ctx, posts)
	if err != nil {
		return err
	}
	e.Roles = make([]api.OfficeRef, len(refs))
	for i, ref := range refs {
		e.Roles[i].EntityRef = ref
		bodies, err := v.refsAt(ctx, quad.Quad{Subject: v.instance("role", ref.ID), Predicate: vocab.PostIn}, quad.Object)
		if err != nil {
			return err
		}
		if len(bodies) > 0 {
			e.Roles[i].Body = &bodies[0]
		}
	}
	return nil
}

func (v *View) readRelations(ctx context.Context, iri quad.IRI, e *api.FullEntity) error {
	for _, relation := range []struct {
		pattern quad.Quad
		d       quad.Direction
		refs    *[]api.EntityRef
	}{
		{quad.Quad{Predicate: vocab.HoldsPost, Object: iri}, quad.Subject, &e.Holders},
		{quad.Quad{Subject: iri, Predicate: vocab.SpeaksFor}, quad.Object, &e.SpeaksFor},
		{quad.Quad{Predicate: vocab.SpeaksFor, Object: iri}, quad.Subject, &e.SpokenForBy},
		{quad.Quad{Subject: iri, Predicate: vocab.MemberOf}, quad.Object, &e.MemberOf},
	} {
		refs, err := v.refsAt(ctx, relation.pattern, relation.d)
		if err != nil {
			return err
		}
		*relation.refs = refs
	}
	var err error
	e.SameAs, err = v.SameAs(ctx, string(iri))
	return err
}

// Related returns the entities that an entity has as values of predicate, by name. If back is true, it returns those that
// have the entity as a value.
func (v *View) Related(ctx context.Context, id string, predicate quad.IRI, back bool) ([]api.EntityRef, error) {
	iri := v.instance("actor", id)
	if back {
		return v.refsAt(ctx, quad.Quad{Predicate: predicate, Object: iri}, quad.Subject)
	}
	return v.refsAt(ctx, quad.Quad{Subject: iri, Predicate: predicate}, quad.Object)
}

// SameAs returns the IRIs of an entity in other data sets.
func (v *View) SameAs(ctx context.Context, id string) ([]string, error) {
	iris, err := v.iris(ctx, quad.Quad{Subject: v.instance("actor", id), Predicate: vocab.ExactMatch}, quad.Object)
	same := make([]string, len(iris))
	for i, iri := range iris {
		same[i] = string(iri)
	}
	return same, err
}

// refsAt returns the entities at position d of the quads that match pattern, by name.
func (v *View) refsAt(ctx context.Context, pattern quad.Quad, d quad.Direction) ([]api.EntityRef, error) {
	iris, err := v.iris(ctx, pattern, d)
	if err != nil {
		return nil, err
	}
	return v.entityRefs(ctx, iris)
}

func (v *View) readCounts(ctx context.Context, iri quad.IRI, e *api.FullEntity) error {
	e.Counts.Made = e.Attributions
	var err error
	if e.Counts.OnBehalfOf, err = v.count(ctx, quad.Quad{Predicate: vocab.OnBehalfOf, Object: iri}, quad.Subject); err != nil {
		return err
	}
	e.Counts.About, err = v.count(ctx, quad.Quad{Predicate: vocab.About, Object: iri}, quad.Subject)
	return err
}

// readDocuments reads the newest documents that mention an entity, and counts all of them.
func (v *View) readDocuments(ctx context.Context, iri quad.IRI, e *api.FullEntity) error {
	positions, err := v.documentsMentioning(ctx, iri)
	if err != nil {
		return err
	}
	e.Counts.Documents = len(positions)
	e.Documents = api.Page[api.DocumentRef]{
		Items: make([]api.DocumentRef, 0, len(positions)), Complete: len(positions) <= maxEntityDocuments,
	}
	if !e.Documents.Complete {
		e.Documents.Reason = "limit"
	}
	for _, p := range positions[:min(maxEntityDocuments, len(positions))] {
		ref, err := v.documentRef(ctx, p.iri)
		if err != nil {
			return err
		}
		e.Documents.Items = append(e.Documents.Items, ref)
	}
	return nil
}

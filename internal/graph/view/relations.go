package view

import (
	"context"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

func (v *View) addRoles(ctx context.Context, iri quad.IRI, e *api.FullEntity) error {
	posts, err := v.iris(ctx, quad.Quad{Subject: iri, Predicate: vocab.HoldsPost}, quad.Object)
	if err != nil {
		return err
	}
	refs, err := v.entities(ctx, posts)
	if err != nil {
		return err
	}
	e.Roles = make([]api.OfficeRef, len(refs))
	for i, ref := range refs {
		e.Roles[i].EntityRef = ref
		bodies, err := v.related(ctx, quad.Quad{Subject: v.instance("role", ref.ID), Predicate: vocab.PostIn}, quad.Object)
		if err != nil {
			return err
		}
		if len(bodies) > 0 {
			e.Roles[i].Body = &bodies[0]
		}
	}
	return nil
}

func (v *View) addRelations(ctx context.Context, iri quad.IRI, e *api.FullEntity) error {
	for _, r := range []struct {
		pattern quad.Quad
		d       quad.Direction
		refs    *[]api.EntityRef
	}{
		{quad.Quad{Predicate: vocab.HoldsPost, Object: iri}, quad.Subject, &e.Holders},
		{quad.Quad{Subject: iri, Predicate: vocab.SpeaksFor}, quad.Object, &e.SpeaksFor},
		{quad.Quad{Predicate: vocab.SpeaksFor, Object: iri}, quad.Subject, &e.SpokenForBy},
		{quad.Quad{Subject: iri, Predicate: vocab.MemberOf}, quad.Object, &e.MemberOf},
	} {
		refs, err := v.related(ctx, r.pattern, r.d)
		if err != nil {
			return err
		}
		*r.refs = refs
	}
	var err error
	e.SameAs, err = v.SameAs(ctx, string(iri))
	return err
}

// Related names the entities that predicate leads to from an entity; and those that it leads from, where back is true.
func (v *View) Related(ctx context.Context, id string, predicate quad.IRI, back bool) ([]api.EntityRef, error) {
	iri := v.instance("actor", id)
	if back {
		return v.related(ctx, quad.Quad{Predicate: predicate, Object: iri}, quad.Subject)
	}
	return v.related(ctx, quad.Quad{Subject: iri, Predicate: predicate}, quad.Object)
}

// SameAs are an entity's addresses elsewhere.
func (v *View) SameAs(ctx context.Context, id string) ([]string, error) {
	same, err := v.iris(ctx, quad.Quad{Subject: v.instance("actor", id), Predicate: vocab.ExactMatch}, quad.Object)
	addresses := make([]string, len(same))
	for i, iri := range same {
		addresses[i] = string(iri)
	}
	return addresses, err
}

// related names the entities at d in the quads that agree with pattern.
func (v *View) related(ctx context.Context, pattern quad.Quad, d quad.Direction) ([]api.EntityRef, error) {
	iris, err := v.iris(ctx, pattern, d)
	if err != nil {
		return nil, err
	}
	return v.entities(ctx, iris)
}

func (v *View) addCounts(ctx context.Context, iri quad.IRI, e *api.FullEntity) error {
	e.Counts.Made = e.Attributions
	var err error
	if e.Counts.OnBehalfOf, err = v.count(ctx, quad.Quad{Predicate: vocab.OnBehalfOf, Object: iri}, quad.Subject); err != nil {
		return err
	}
	e.Counts.About, err = v.count(ctx, quad.Quad{Predicate: vocab.About, Object: iri}, quad.Subject)
	return err
}

func (v *View) addDocuments(ctx context.Context, iri quad.IRI, e *api.FullEntity) error {
	shelf, err := v.mentioning(ctx, iri)
	if err != nil {
		return err
	}
	e.Counts.Documents = len(shelf)
	e.Documents = api.Page[api.DocumentRef]{Items: make([]api.DocumentRef, 0, len(shelf)), Complete: len(shelf) <= documentsShown}
	if !e.Documents.Complete {
		e.Documents.Reason = "limit"
	}
	for _, p := range shelf[:min(documentsShown, len(shelf))] {
		ref, err := v.document(ctx, p.iri)
		if err != nil {
			return err
		}
		e.Documents.Items = append(e.Documents.Items, ref)
	}
	return nil
}

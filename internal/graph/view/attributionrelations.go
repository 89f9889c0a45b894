package view

import (
	"context"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

// relationTypes maps the types of relations to their properties. Continues is not one of them: it has a field of its own.
var relationTypes = []struct {
	name     string
	property quad.IRI
}{
	{"repliesTo", vocab.RepliesTo},
	{"repeats", vocab.Repeats},
	{"disagreesWith", vocab.DisagreesWith},
	{"agreesWith", vocab.AgreesWith},
	{"relayedBy", vocab.RelayedBy},
}

// relations returns the relations of an attribution to others.
func (f *fields) relations() (relations []api.AttributionRelation) {
	for _, t := range relationTypes {
		for _, value := range f.all(t.property) {
			if iri, ok := value.(quad.IRI); ok {
				relations = append(relations, api.AttributionRelation{Type: t.name, To: f.v.short(iri)})
			}
		}
	}
	return relations
}

// Continuing returns the ids of the attributions that continue the speech of the given one.
func (v *View) Continuing(ctx context.Context, id string) ([]string, error) {
	return v.attributionsPointingAt(ctx, id, vocab.Continues)
}

// RelatedBy returns the relations of other attributions to the given one. To is the id of the other attribution.
func (v *View) RelatedBy(ctx context.Context, id string) (relations []api.AttributionRelation, err error) {
	for _, t := range relationTypes {
		ids, err := v.attributionsPointingAt(ctx, id, t.property)
		if err != nil {
			return nil, err
		}
		for _, other := range ids {
			relations = append(relations, api.AttributionRelation{Type: t.name, To: other})
		}
	}
	return relations, nil
}

// attributionsPointingAt returns the ids of the attributions that have the given one as a value of the property.
func (v *View) attributionsPointingAt(ctx context.Context, id string, property quad.IRI) ([]string, error) {
	iris, err := v.iris(ctx, quad.Quad{Predicate: property, Object: v.instance("attr", id)}, quad.Subject)
	ids := make([]string, len(iris))
	for i, iri := range iris {
		ids[i] = v.short(iri)
	}
	return ids, err
}

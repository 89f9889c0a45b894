package view

import (
	"context"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

// relationTypes are the properties between attributions, beside continues, by their name in the interfaces.
var relationTypes = []struct {
	name     string
	property quad.IRI
}{
	{"repliesTo", vocab.RepliesTo},
	{"repeats", vocab.Repeats},
	{"disagreesWith", vocab.DisagreesWith},
	{"agreesWith", vocab.AgreesWith},
}

// relations are how the attribution stands to others.
func (f *fields) relations() (found []api.AttributionRelation) {
	for _, t := range relationTypes {
		for _, value := range f.all(t.property) {
			if iri, ok := value.(quad.IRI); ok {
				found = append(found, api.AttributionRelation{Type: t.name, To: f.v.short(iri)})
			}
		}
	}
	return found
}

// Continuing are the ids of the attributions that carry on the speech of another.
func (v *View) Continuing(ctx context.Context, id string) ([]string, error) {
	return v.pointingAt(ctx, id, vocab.Continues)
}

// RelatedBy is how other attributions stand to one: To is the id of the other.
func (v *View) RelatedBy(ctx context.Context, id string) (found []api.AttributionRelation, err error) {
	for _, t := range relationTypes {
		ids, err := v.pointingAt(ctx, id, t.property)
		if err != nil {
			return nil, err
		}
		for _, other := range ids {
			found = append(found, api.AttributionRelation{Type: t.name, To: other})
		}
	}
	return found, nil
}

// pointingAt are the ids of what has the attribution by a property.
func (v *View) pointingAt(ctx context.Context, id string, property quad.IRI) ([]string, error) {
	found, err := v.iris(ctx, quad.Quad{Predicate: property, Object: v.instance("attr", id)}, quad.Subject)
	ids := make([]string, len(found))
	for i, iri := range found {
		ids[i] = v.short(iri)
	}
	return ids, err
}

package view

import (
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/vocab"
)

const entityList = "entities"

// Entities returns a page of the entities that match q, by name. After is the cursor of the previous page, or "" for the
// first one.
func (v *View) Entities(ctx context.Context, q api.EntityQuery, limit int, after string) (Listing[api.Entity], error) {
	from, err := decodeCursor(after, entityList)
	if err != nil {
		return Listing[api.Entity]{}, err
	}
	iris, err := v.filterEntities(ctx, q)
	if err != nil {
		return Listing[api.Entity]{}, err
	}
	refs, err := v.entityRefs(ctx, iris)
	if err != nil {
		return Listing[api.Entity]{}, err
	}
	if !from.isStart() {
		last := api.EntityRef{Name: from.Name, ID: from.ID}
		refs = slices.DeleteFunc(refs, func(r api.EntityRef) bool { return compareEntities(r, last) <= 0 })
	}
	items := make([]api.Entity, 0, min(limit+1, len(refs)))
	for _, ref := range refs[:min(limit+1, len(refs))] {
		e, err := v.readEntity(ctx, ref)
		if err != nil {
			return Listing[api.Entity]{}, err
		}
		items = append(items, e)
	}
	return newListing(items, limit, func(i int) listCursor {
		return listCursor{List: entityList, Name: items[i].Name, ID: items[i].ID}
	}), nil
}

// MentionedIn returns the entities that a document mentions, by name, without topics. The graph does not have the places of the
// mentions.
func (v *View) MentionedIn(ctx context.Context, document string) ([]api.EntityMentions, error) {
	iris, err := v.iris(ctx, quad.Quad{Predicate: vocab.MentionedIn, Object: v.instance("doc", document)}, quad.Subject)
	if err != nil {
		return nil, err
	}
	refs, err := v.entityRefs(ctx, iris)
	mentioned := make([]api.EntityMentions, 0, len(refs))
	for _, ref := range refs {
		if ref.Kind != "topic" {
			mentioned = append(mentioned, api.EntityMentions{EntityRef: ref, Mentions: []api.TextRange{}})
		}
	}
	return mentioned, err
}

// CountEntities returns the number of entities that match q.
func (v *View) CountEntities(ctx context.Context, q api.EntityQuery) (int, error) {
	iris, err := v.filterEntities(ctx, q)
	return len(iris), err
}

// filterEntities returns the entities that match q, in no particular order.
func (v *View) filterEntities(ctx context.Context, q api.EntityQuery) ([]quad.IRI, error) {
	pattern := quad.Quad{Predicate: vocab.EntityKind}
	if q.Kind != "" {
		pattern.Object = vocab.ConceptOf(vocab.EntityKindList, q.Kind)
	}
	matching, err := v.iris(ctx, pattern, quad.Subject)
	if err != nil {
		return nil, err
	}
	if q.Document != "" {
		mentioned, err := v.iris(ctx, quad.Quad{Predicate: vocab.MentionedIn, Object: v.instance("doc", q.Document)}, quad.Subject)
		if err != nil {
			return nil, err
		}
		matching = intersect(mentioned, matching)
	}
	if q.Q == "" {
		return matching, nil
	}
	named, err := v.namedLike(ctx, strings.ToLower(q.Q))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(matching, func(iri quad.IRI) bool { return !named[iri] }), nil
}

// namedLike returns every node with a name that contains words, which are in lower case. It only scans the indexes of names.
func (v *View) namedLike(ctx context.Context, words string) (map[quad.IRI]bool, error) {
	matches := map[codec.NodeID]bool{} // by name
	named := map[quad.IRI]bool{}
	for _, predicate := range []quad.IRI{vocab.Label, vocab.AltLabel} {
		err := v.match(ctx, quad.Quad{Predicate: predicate}, func(q codec.QuadIDs) error {
			object := q[codec.Object]
			matching, known := matches[object]
			if !known {
				name, err := v.name(object)
				if err != nil {
					return err
				}
				matching = contains(name, words)
				matches[object] = matching
			}
			if !matching {
				return nil
			}
			subject, err := v.name(q[codec.Subject])
			if iri, ok := subject.(quad.IRI); ok {
				named[iri] = true
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return named, nil
}

// intersect returns the elements of a that are in b. It sorts b, and reuses the memory of a.
func intersect(a, b []quad.IRI) []quad.IRI {
	slices.Sort(b)
	return slices.DeleteFunc(a, func(iri quad.IRI) bool {
		_, found := slices.BinarySearch(b, iri)
		return !found
	})
}

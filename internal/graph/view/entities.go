package view

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

const (
	entityList     = "entities"
	documentsShown = 100 // with one entity
)

// EntityFilter selects entities: those that agree with every field that is not empty.
type EntityFilter struct {
	Q        string // occurs in one of its names, in any case
	Kind     string // "person"
	Document string // mentions it
}

// Entities lists entities by name. After is the cursor of the page before, or "".
func (v *View) Entities(ctx context.Context, f EntityFilter, limit int, after string) (Listing[api.Entity], error) {
	from, err := decodeCursor(after, entityList)
	if err != nil {
		return Listing[api.Entity]{}, err
	}
	found, err := v.find(ctx, f)
	if err != nil {
		return Listing[api.Entity]{}, err
	}
	refs, err := v.entities(ctx, found)
	if err != nil {
		return Listing[api.Entity]{}, err
	}
	if !from.isStart() {
		last := api.EntityRef{Name: from.Name, ID: from.ID}
		refs = slices.DeleteFunc(refs, func(r api.EntityRef) bool { return compareEntities(r, last) <= 0 })
	}
	list := make([]api.Entity, 0, min(limit+1, len(refs)))
	for _, ref := range refs[:min(limit+1, len(refs))] {
		e, err := v.withNames(ctx, ref)
		if err != nil {
			return Listing[api.Entity]{}, err
		}
		list = append(list, e)
	}
	return listing(list, limit, func(i int) cursor {
		return cursor{List: entityList, Name: list[i].Name, ID: list[i].ID}
	}), nil
}

// CountEntities is how many entities f lets through.
func (v *View) CountEntities(ctx context.Context, f EntityFilter) (int, error) {
	found, err := v.find(ctx, f)
	return len(found), err
}

// find is the entities that f lets through, in no order.
func (v *View) find(ctx context.Context, f EntityFilter) ([]quad.IRI, error) {
	kind := quad.Quad{Predicate: vocab.EntityKind}
	if f.Kind != "" {
		kind.Object = vocab.ConceptOf(vocab.EntityKindList, f.Kind)
	}
	found, err := v.iris(ctx, kind, quad.Subject)
	if err != nil {
		return nil, err
	}
	if f.Document != "" {
		mentioned, err := v.iris(ctx, quad.Quad{Predicate: vocab.MentionedIn, Object: v.instance("doc", f.Document)}, quad.Subject)
		if err != nil {
			return nil, err
		}
		found = intersect(mentioned, found)
	}
	if f.Q == "" {
		return found, err
	}
	named, err := v.named(ctx, strings.ToLower(f.Q))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(found, func(iri quad.IRI) bool { return !named[iri] }), nil
}

// named is everything with a name that holds words, which are in lower case. It reads the index of names alone.
func (v *View) named(ctx context.Context, words string) (map[quad.IRI]bool, error) {
	fits := map[any]bool{} // by key of the name's reference
	named := map[quad.IRI]bool{}
	for _, predicate := range []quad.IRI{vocab.Label, vocab.AltLabel} {
		err := v.match(ctx, quad.Quad{Predicate: predicate}, func(q graph.Ref) error {
			ref := v.qs.QuadDirection(q, quad.Object)
			fit, known := fits[ref.Key()]
			if !known {
				name, err := v.name(ref)
				if err != nil {
					return err
				}
				fit = holds(name, words)
				fits[ref.Key()] = fit
			}
			if !fit {
				return nil
			}
			subject, err := v.name(v.qs.QuadDirection(q, quad.Subject))
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

// intersect is what stands in both, of which the second is put in order.
func intersect(a, b []quad.IRI) []quad.IRI {
	slices.SortFunc(b, cmp.Compare[quad.IRI])
	return slices.DeleteFunc(a, func(iri quad.IRI) bool {
		_, in := slices.BinarySearch(b, iri)
		return !in
	})
}

// Named reads one entity with its names. Its id may be short or whole.
func (v *View) Named(ctx context.Context, id string) (api.Entity, error) {
	iri := v.instance("actor", id)
	known, err := v.count(ctx, quad.Quad{Subject: iri, Predicate: vocab.Type}, quad.Object)
	if err != nil {
		return api.Entity{}, err
	}
	if kind, _, _ := v.base.Split(iri); known == 0 || entityKinds[kind] == "" {
		return api.Entity{}, notFound("entity", id)
	}
	ref, err := v.entity(ctx, iri)
	if err != nil {
		return api.Entity{}, err
	}
	return v.withNames(ctx, ref)
}

// Entity reads one entity. Its id may be short or whole.
func (v *View) Entity(ctx context.Context, id string) (api.FullEntity, error) {
	iri := v.instance("actor", id)
	e := api.FullEntity{}
	var err error
	if e.Entity, err = v.Named(ctx, id); err != nil {
		return api.FullEntity{}, err
	}
	for _, step := range []func(context.Context, quad.IRI, *api.FullEntity) error{v.addRoles, v.addRelations, v.addCounts, v.addDocuments} {
		if err := step(ctx, iri, &e); err != nil {
			return api.FullEntity{}, err
		}
	}
	return e, nil
}

// entityKinds is what an instance of a kind is where the graph does not say more: its IRI says that much.
var entityKinds = map[string]string{"actor": "person", "body": "body", "role": "office", "topic": "topic"}

// entity names an entity; each is read once for a view.
func (v *View) entity(ctx context.Context, iri quad.IRI) (api.EntityRef, error) {
	if ref, ok := v.refs[iri]; ok {
		return ref, nil
	}
	kinds, err := v.values(ctx, quad.Quad{Subject: iri, Predicate: vocab.EntityKind}, quad.Object)
	if err != nil {
		return api.EntityRef{}, err
	}
	instance, _, _ := v.base.Split(iri)
	ref := api.EntityRef{ID: v.short(iri), Kind: entityKinds[instance]}
	if len(kinds) > 0 {
		ref.Kind = strings.TrimPrefix(textOf(kinds[0]), string(vocab.ConceptOf(vocab.EntityKindList, "")))
	}
	names, err := v.labels(ctx, iri)
	if err != nil {
		return api.EntityRef{}, err
	}
	ref.Name = ref.ID
	if len(names) > 0 {
		ref.Name = names[0]
	}
	v.refs[iri] = ref
	return ref, nil
}

// entities names entities, in order.
func (v *View) entities(ctx context.Context, iris []quad.IRI) ([]api.EntityRef, error) {
	refs := make([]api.EntityRef, 0, len(iris))
	for _, iri := range iris {
		ref, err := v.entity(ctx, iri)
		if err != nil {
			return nil, err
		}
		refs = append(refs, ref)
	}
	slices.SortFunc(refs, compareEntities)
	return refs, nil
}

func compareEntities(a, b api.EntityRef) int {
	return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
}

// labels are the names that documents and reference facts give an entity, the best first: the reference facts' own,
// then what the most documents say, then the longest.
func (v *View) labels(ctx context.Context, iri quad.IRI) ([]string, error) {
	weight := map[string]int{}
	err := v.match(ctx, quad.Quad{Subject: iri, Predicate: vocab.Label}, func(q graph.Ref) error {
		value, err := v.name(v.qs.QuadDirection(q, quad.Object))
		if err != nil {
			return err
		}
		weight[textOf(value)]++
		if label := v.qs.QuadDirection(q, quad.Label); label != nil {
			if graph, err := v.name(label); err == nil && graph == vocab.ReferenceGraph {
				weight[textOf(value)] += 1 << 30
			}
		}
		return nil
	})
	names := make([]string, 0, len(weight))
	for name := range weight {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(weight[b], weight[a]), cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
	})
	return names, err
}

func (v *View) withNames(ctx context.Context, ref api.EntityRef) (api.Entity, error) {
	iri := v.instance("actor", ref.ID)
	names, err := v.labels(ctx, iri)
	if err != nil {
		return api.Entity{}, err
	}
	others, err := v.values(ctx, quad.Quad{Subject: iri, Predicate: vocab.AltLabel}, quad.Object)
	if err != nil {
		return api.Entity{}, err
	}
	for _, other := range others {
		names = append(names, textOf(other))
	}
	names = slices.DeleteFunc(names, func(n string) bool { return n == ref.Name })
	slices.Sort(names)
	e := api.Entity{EntityRef: ref, Names: slices.Compact(names)}
	e.Attributions, err = v.count(ctx, quad.Quad{Predicate: vocab.Source, Object: iri}, quad.Subject)
	return e, err
}

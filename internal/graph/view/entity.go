package view

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/vocab"
)

// Named returns an entity with its names, without its relations.
func (v *View) Named(ctx context.Context, id string) (api.Entity, error) {
	iri := v.instance("actor", id)
	types, err := v.count(ctx, quad.Quad{Subject: iri, Predicate: vocab.Type}, quad.Object)
	if err != nil {
		return api.Entity{}, err
	}
	if kind, _, _ := v.base.Split(iri); types == 0 || defaultKinds[kind] == "" {
		return api.Entity{}, notFound("entity", id)
	}
	ref, err := v.entityRef(ctx, iri)
	if err != nil {
		return api.Entity{}, err
	}
	return v.readEntity(ctx, ref)
}

// Entity returns an entity with its relations, its counts and the documents that mention it.
func (v *View) Entity(ctx context.Context, id string) (api.FullEntity, error) {
	iri := v.instance("actor", id)
	e := api.FullEntity{}
	var err error
	if e.Entity, err = v.Named(ctx, id); err != nil {
		return api.FullEntity{}, err
	}
	for _, read := range []func(context.Context, quad.IRI, *api.FullEntity) error{
		v.readRoles, v.readRelations, v.readCounts, v.readDocuments,
	} {
		if err := read(ctx, iri, &e); err != nil {
			return api.FullEntity{}, err
		}
	}
	return e, nil
}

// defaultKinds maps the kind of an instance's IRI to the kind of an entity for which the graph states none.
var defaultKinds = map[string]string{"actor": "person", "body": "body", "role": "office", "topic": "topic"}

// entityRef returns the reference to an entity. A view reads each entity once.
func (v *View) entityRef(ctx context.Context, iri quad.IRI) (api.EntityRef, error) {
	if ref, ok := v.entities[iri]; ok {
		return ref, nil
	}
	kinds, err := v.values(ctx, quad.Quad{Subject: iri, Predicate: vocab.EntityKind}, quad.Object)
	if err != nil {
		return api.EntityRef{}, err
	}
	instance, _, _ := v.base.Split(iri)
	ref := api.EntityRef{ID: v.short(iri), Kind: defaultKinds[instance]}
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
	v.entities[iri] = ref
	return ref, nil
}

// entityRefs returns the references to entities, by name.
func (v *View) entityRefs(ctx context.Context, iris []quad.IRI) ([]api.EntityRef, error) {
	refs := make([]api.EntityRef, 0, len(iris))
	for _, iri := range iris {
		ref, err := v.entityRef(ctx, iri)
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

// referenceWeight is more than the number of documents that can name an entity, so that the gazetteer's name comes first.
const referenceWeight = 1 << 30

// labels returns the names of an entity, best first: that of the gazetteer, then by the number of documents that use it,
// then the longer one.
func (v *View) labels(ctx context.Context, iri quad.IRI) ([]string, error) {
	weight := map[string]int{}
	err := v.match(ctx, quad.Quad{Subject: iri, Predicate: vocab.Label}, func(q codec.QuadIDs) error {
		value, err := v.name(q[codec.Object])
		if err != nil {
			return err
		}
		weight[textOf(value)]++
		if q[codec.Label] == 0 {
			return nil
		}
		graph, err := v.name(q[codec.Label])
		if graph == vocab.ReferenceGraph {
			weight[textOf(value)] += referenceWeight
		}
		return err
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

// readEntity reads the other names of an entity and counts its attributions.
func (v *View) readEntity(ctx context.Context, ref api.EntityRef) (api.Entity, error) {
	iri := v.instance("actor", ref.ID)
	names, err := v.labels(ctx, iri)
	if err != nil {
		return api.Entity{}, err
	}
	alternatives, err := v.values(ctx, quad.Quad{Subject: iri, Predicate: vocab.AltLabel}, quad.Object)
	if err != nil {
		return api.Entity{}, err
	}
	for _, name := range alternatives {
		names = append(names, textOf(name))
	}
	names = slices.DeleteFunc(names, func(n string) bool { return n == ref.Name })
	slices.Sort(names)
	e := api.Entity{EntityRef: ref, Names: slices.Compact(names)}
	if e.Attributions, err = v.count(ctx, quad.Quad{Subject: iri, Predicate: vocab.Made}, quad.Object); err != nil {
		return e, err
	}
	corrections, err := v.iris(ctx, quad.Quad{Subject: iri, Predicate: vocab.CorrectedBy}, quad.Object)
	for _, c := range corrections {
		e.Corrected = append(e.Corrected, v.short(c))
	}
	return e, err
}

package graphql

import (
	"context"
	"strings"

	gophers "github.com/graph-gophers/graphql-go"

	"graphd/api"
	"graphd/internal/graph/view"
	"graphd/internal/graph/vocab"
)

// entity resolves Entity and its types. Its reference is known; the rest is read when a field needs it.
type entity struct {
	r   *requestReader
	ref api.EntityRef
}

// entity returns one entity, or nil if there is none.
func (r *requestReader) entity(ctx context.Context, id string) (*entity, error) {
	e, err := r.entities.load(ctx, id)
	if err != nil || e == nil {
		return nil, err
	}
	r.entities.prime(e.ID, e)
	return &entity{r, e.EntityRef}, nil
}

// refer returns the resolver of a reference, or nil for nil.
func (r *requestReader) refer(ref *api.EntityRef) *entity {
	if ref == nil {
		return nil
	}
	return &entity{r, *ref}
}

func (r *requestReader) referAll(refs []api.EntityRef) []*entity {
	entities := make([]*entity, len(refs))
	for i := range refs {
		entities[i] = r.refer(&refs[i])
	}
	return entities
}

type entitiesArgs struct {
	Filter *entityFilter
	pageArgs
}

// entitiesOf returns the entities that match the arguments and fixed.
func (r *requestReader) entitiesOf(a entitiesArgs, fixed api.EntityQuery) (*counted[*entity], error) {
	f, err := a.Filter.within(fixed)
	if err != nil {
		return nil, err
	}
	c, err := connect(r, r.entityLists, f, a.pageArgs, func(e api.Entity) *entity {
		r.entities.prime(e.ID, &e)
		return &entity{r, e.EntityRef}
	})
	return &counted[*entity]{c}, err
}

// as returns e and whether its id is of a kind.
func (e *entity) as(kind string) (*entity, bool) {
	if e == nil || !strings.HasPrefix(e.ref.ID, kind+":") {
		return nil, false
	}
	return e, true
}

func (e *entity) ToActor() (*entity, bool) { return e.as("actor") }
func (e *entity) ToBody() (*entity, bool)  { return e.as("body") }
func (e *entity) ToRole() (*entity, bool)  { return e.as("role") }
func (e *entity) ToTopic() (*entity, bool) { return e.as("topic") }

func (e *entity) ID() gophers.ID { return gophers.ID(e.ref.ID) }
func (e *entity) IRI() string    { return e.r.iri(e.ref.ID) }
func (e *entity) Name() string   { return e.ref.Name }

func (e *entity) Kind() *string {
	return member(e.ref.Kind)
}

func (e *entity) Names(ctx context.Context) ([]string, error) {
	whole, err := e.r.entities.load(ctx, e.ref.ID)
	if err != nil || whole == nil {
		return []string{}, err
	}
	return whole.Names, nil
}

func (e *entity) SameAs(ctx context.Context) ([]string, error) {
	return read(ctx, e.r, func(v *view.View) ([]string, error) { return v.SameAs(ctx, e.ref.ID) })
}

func (e *entity) Made(a struct {
	OnBehalf bool
	attributionsArgs
}) (*countable[*attribution], error) {
	if a.OnBehalf {
		return e.r.attributionsOf(a.attributionsArgs, api.AttributionQuery{OfBody: e.ref.ID})
	}
	return e.r.attributionsOf(a.attributionsArgs, api.AttributionQuery{Actor: e.ref.ID})
}

func (e *entity) Mentions(a attributionsArgs) (*countable[*attribution], error) {
	return e.r.attributionsOf(a, api.AttributionQuery{Topic: e.ref.ID})
}

func (e *entity) Documents(a documentsArgs) (*counted[*document], error) {
	return e.r.documentsOf(a, api.DocumentQuery{Mentions: e.ref.ID})
}

func (e *entity) SpokenForBy(ctx context.Context) ([]*entity, error) {
	return e.others(ctx, entityRelation{predicate: vocab.SpeaksFor, back: true})
}

func (e *entity) SpeaksFor(ctx context.Context) ([]*entity, error) {
	return e.others(ctx, entityRelation{predicate: vocab.SpeaksFor})
}

func (e *entity) Roles(ctx context.Context) ([]*entity, error) {
	return e.others(ctx, entityRelation{predicate: vocab.HoldsPost})
}

func (e *entity) Holders(ctx context.Context) ([]*entity, error) {
	return e.others(ctx, entityRelation{predicate: vocab.HoldsPost, back: true})
}

func (e *entity) MemberOf(ctx context.Context) ([]*entity, error) {
	return e.others(ctx, entityRelation{predicate: vocab.MemberOf})
}

func (e *entity) Members(ctx context.Context) ([]*entity, error) {
	return e.others(ctx, entityRelation{predicate: vocab.MemberOf, back: true})
}

func (e *entity) Bodies(ctx context.Context) ([]*entity, error) {
	return e.others(ctx, entityRelation{predicate: vocab.PostIn})
}

func (e *entity) Posts(ctx context.Context) ([]*entity, error) {
	return e.others(ctx, entityRelation{predicate: vocab.PostIn, back: true})
}

func (e *entity) PartOf(ctx context.Context) ([]*entity, error) {
	return e.others(ctx, entityRelation{predicate: vocab.SubOrgOf})
}

// others returns the entities at the end of a relation.
func (e *entity) others(ctx context.Context, way entityRelation) ([]*entity, error) {
	way.id = e.ref.ID
	refs, err := e.r.related.load(ctx, way)
	return e.r.referAll(refs), err
}

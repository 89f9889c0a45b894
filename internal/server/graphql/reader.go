package graphql

import (
	"context"
	"errors"
	"sync"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/view"
	"graphd/internal/graph/vocab"
)

type readerKey struct{}

func readerOf(ctx context.Context) *reader { return ctx.Value(readerKey{}).(*reader) }

// reader is what the resolvers of one request read from.
type reader struct {
	mu   sync.Mutex // for view, which serves one goroutine at a time
	view *view.View

	base   vocab.Base
	limits Limits
	budget budget

	documents    *loader[string, *api.Document] // nil for what is not there; so for all
	attributions *loader[string, *api.Attribution]
	entities     *loader[string, *api.Entity]
	passages     *loader[string, *view.Passage]
	related      *loader[relation, []api.EntityRef]

	documentLists    lister[api.DocumentQuery, api.Document]
	attributionLists lister[api.AttributionQuery, api.Attribution]
	entityLists      lister[api.EntityQuery, api.Entity]
	quadLists        lister[quad.Quad, quad.Quad]
}

// relation is the way from an entity to others.
type relation struct {
	id        string
	predicate quad.IRI
	back      bool
}

func newReader(v *view.View, b vocab.Base, limits Limits, cancel context.CancelCauseFunc) *reader {
	r := &reader{view: v, base: b, limits: limits}
	r.budget.limit, r.budget.cancel = int64(limits.Cost), cancel
	r.documents = newLoader(one(r, (*view.View).Summary))
	r.attributions = newLoader(one(r, (*view.View).Attribution))
	r.entities = newLoader(one(r, (*view.View).Named))
	r.passages = newLoader(one(r, (*view.View).Passage))
	r.related = newLoader(many(r, func(v *view.View, ctx context.Context, k relation) ([]api.EntityRef, error) {
		return v.Related(ctx, k.id, k.predicate, k.back)
	}))
	r.documentLists = newLister(r, (*view.View).Documents, always((*view.View).CountDocuments))
	r.entityLists = newLister(r, (*view.View).Entities, always((*view.View).CountEntities))
	r.attributionLists = newLister(r, (*view.View).Attributions, func(v *view.View, ctx context.Context, f api.AttributionQuery) (t total, err error) {
		t.n, t.known, err = v.CountAttributions(ctx, f)
		return t, err
	})
	r.quadLists = newLister(r, (*view.View).QuadPage, nil)
	return r
}

// always is a count that is always known.
func always[F any](count func(*view.View, context.Context, F) (int, error)) func(*view.View, context.Context, F) (total, error) {
	return func(v *view.View, ctx context.Context, f F) (total, error) {
		n, err := count(v, ctx, f)
		return total{n, true}, err
	}
}

// read lets f at the view when its turn comes.
func read[T any](ctx context.Context, r *reader, f func(*view.View) (T, error)) (T, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if ctx.Err() != nil {
		var none T
		return none, context.Cause(ctx)
	}
	return f(r.view)
}

// many makes a batch of look-ups in the view.
func many[K comparable, T any](r *reader, look func(*view.View, context.Context, K) (T, error)) func(context.Context, []K) []result[T] {
	return func(ctx context.Context, keys []K) []result[T] {
		r.budget.charge(nodeCost * len(keys))
		found := make([]result[T], len(keys))
		for i, key := range keys {
			found[i].value, found[i].err = read(ctx, r, func(v *view.View) (T, error) { return look(v, ctx, key) })
		}
		return found
	}
}

// one is many for what may not be there.
func one[T any](r *reader, look func(*view.View, context.Context, string) (T, error)) func(context.Context, []string) []result[*T] {
	return many(r, func(v *view.View, ctx context.Context, id string) (*T, error) {
		value, err := look(v, ctx, id)
		if errors.Is(err, view.ErrNotFound) {
			return nil, nil
		}
		return &value, err
	})
}

// iri is the whole IRI of a short id.
func (r *reader) iri(id string) string {
	iri, ok := r.base.Expand(id)
	if !ok {
		return id
	}
	return string(iri)
}

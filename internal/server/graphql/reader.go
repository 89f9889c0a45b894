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

// readerOf returns the reader of the request.
func readerOf(ctx context.Context) *requestReader { return ctx.Value(readerKey{}).(*requestReader) }

// requestReader reads the graph for the resolvers of one request. It is safe for concurrent use.
type requestReader struct {
	mu   sync.Mutex // guards view, which is not safe for concurrent use
	view *view.View

	base   vocab.Base
	limits RequestLimits
	budget costBudget

	documents    *batchLoader[string, *api.Document] // the value is nil if there is no such document; likewise below
	attributions *batchLoader[string, *api.Attribution]
	entities     *batchLoader[string, *api.Entity]
	passages     *batchLoader[string, *view.Passage]
	related      *batchLoader[entityRelation, []api.EntityRef]

	documentLists    lister[api.DocumentQuery, api.Document]
	attributionLists lister[api.AttributionQuery, api.Attribution]
	entityLists      lister[api.EntityQuery, api.Entity]
	quadLists        lister[quad.Quad, quad.Quad]
}

// entityRelation leads from an entity to other entities along a predicate, or against it if back is set.
type entityRelation struct {
	id        string
	predicate quad.IRI
	back      bool
}

// newReader returns the reader of a request; cancel ends the request.
func newReader(v *view.View, b vocab.Base, limits RequestLimits, cancel context.CancelCauseFunc) *requestReader {
	r := &requestReader{view: v, base: b, limits: limits}
	r.budget.limit, r.budget.cancel = int64(limits.Cost), cancel
	r.documents = newLoader(one(r, (*view.View).Summary))
	r.attributions = newLoader(one(r, (*view.View).Attribution))
	r.entities = newLoader(one(r, (*view.View).Named))
	r.passages = newLoader(one(r, (*view.View).Passage))
	r.related = newLoader(many(r, func(v *view.View, ctx context.Context, k entityRelation) ([]api.EntityRef, error) {
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

// always adapts a count that is always known.
func always[F any](count func(*view.View, context.Context, F) (int, error)) func(*view.View, context.Context, F) (total, error) {
	return func(v *view.View, ctx context.Context, f F) (total, error) {
		n, err := count(v, ctx, f)
		return total{n, true}, err
	}
}

// read calls f with the view, while no other goroutine uses it.
func read[T any](ctx context.Context, r *requestReader, f func(*view.View) (T, error)) (T, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if ctx.Err() != nil {
		var zero T
		return zero, context.Cause(ctx)
	}
	return f(r.view)
}

// many returns a function that looks up a batch of keys in the view.
func many[K comparable, T any](r *requestReader, look func(*view.View, context.Context, K) (T, error)) func(context.Context, []K) []loaded[T] {
	return func(ctx context.Context, keys []K) []loaded[T] {
		r.budget.charge(nodeCost * len(keys))
		found := make([]loaded[T], len(keys))
		for i, key := range keys {
			found[i].value, found[i].err = read(ctx, r, func(v *view.View) (T, error) { return look(v, ctx, key) })
		}
		return found
	}
}

// one does what many does, for nodes that may not exist; their value is nil.
func one[T any](r *requestReader, look func(*view.View, context.Context, string) (T, error)) func(context.Context, []string) []loaded[*T] {
	return many(r, func(v *view.View, ctx context.Context, id string) (*T, error) {
		value, err := look(v, ctx, id)
		if errors.Is(err, view.ErrNotFound) {
			return nil, nil
		}
		return &value, err
	})
}

// iri returns the full IRI of a short id.
func (r *requestReader) iri(id string) string {
	iri, ok := r.base.Expand(id)
	if !ok {
		return id
	}
	return string(iri)
}

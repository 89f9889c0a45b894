package pebblestore

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"graphd/internal/admission"
)

// view is the reading half of a quad store, over the newest state or over a snapshot.
type view struct {
	r       pebble.Reader
	dict    dictionary
	terms   *paged[term] // ids are never given twice: what it holds is true in every state of the store
	class   func(quad.Value) Class
	cursors *cursors
	failure *atomic.Pointer[error]

	near  *memory // what is kept of other states; nil where a view may change under its readers
	state uint64
}

func newView(r pebble.Reader, s *Store) view {
	return view{r: r, dict: dictionary{r, s.hash}, terms: s.memory.terms, class: s.class, cursors: newCursors(r, false), failure: new(atomic.Pointer[error])}
}

// newSnapshotView is a view of the state of this number, which r shows.
func newSnapshotView(r pebble.Reader, s *Store, state uint64) view {
	v := newView(r, s)
	v.cursors, v.near, v.state = newCursors(r, true), s.memory, state
	return v
}

// Err is the first failure of the storage that a method without an error result met: what such methods returned since
// may be incomplete. Whoever reads through Cayley's interfaces asks for it at the end.
func (v *view) Err() error {
	if err := v.failure.Load(); err != nil {
		return *err
	}
	return nil
}

// remember keeps a failure for Err and returns it.
func (v *view) remember(err error) error {
	if err != nil {
		v.failure.CompareAndSwap(nil, &err)
	}
	return err
}

// ValueOf is the reference to a value, nil where the store does not hold it.
func (v *view) ValueOf(value quad.Value) graph.Ref {
	id, err := v.idOf(value)
	if v.remember(err) != nil || id == 0 {
		return nil
	}
	return id
}

func (v *view) idOf(value quad.Value) (Node, error) {
	if value == nil {
		return 0, nil
	}
	if id, ok := v.nameOf(value); ok {
		return id, nil
	}
	encoded, err := encodeValue(value)
	if err != nil {
		return 0, nil // a value that no store can hold is not in this one
	}
	hash := v.dict.hash(encoded)
	ids, err := v.dict.withHash(hash)
	if err != nil {
		return 0, err
	}
	id, err := v.dict.among(ids, encoded)
	if err == nil && id != 0 {
		v.keepName(value, name{id, hash, v.state})
	}
	return id, err
}

// NameOf is the value behind a reference, nil for nil.
func (v *view) NameOf(ref graph.Ref) quad.Value {
	value, err := v.valueOf(ref)
	if v.remember(err) != nil {
		return nil
	}
	return value
}

func (v *view) valueOf(ref graph.Ref) (quad.Value, error) {
	switch ref := ref.(type) {
	case nil:
		return nil, nil
	case graph.PreFetchedValue:
		return ref.NameOf(), nil
	case Node:
		return v.value(ref)
	}
	return nil, fmt.Errorf("a reference of type %T does not belong to this store", ref)
}

// value is the value with an id; nil for 0.
func (v *view) value(id Node) (quad.Value, error) {
	if id == 0 {
		return nil, nil
	}
	t, err := v.term(id)
	return t.value, err
}

// ValuesOf is NameOf for many references, with an error.
func (v *view) ValuesOf(ctx context.Context, refs []graph.Ref) ([]quad.Value, error) {
	values := make([]quad.Value, len(refs))
	for i, ref := range refs {
		if i%checkEvery == 0 && admission.Yield(ctx) != nil {
			return nil, ctx.Err()
		}
		var err error
		if values[i], err = v.valueOf(ref); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// RefsOf is ValueOf for many values; one that the store does not hold is an error.
func (v *view) RefsOf(ctx context.Context, values []quad.Value) ([]graph.Ref, error) {
	refs := make([]graph.Ref, len(values))
	for i, value := range values {
		if i%checkEvery == 0 && admission.Yield(ctx) != nil {
			return nil, ctx.Err()
		}
		id, err := v.idOf(value)
		if err != nil {
			return nil, err
		}
		if id == 0 {
			return nil, fmt.Errorf("not found: %v", value)
		}
		refs[i] = id
	}
	return refs, nil
}

// Quad is the quad behind a reference.
func (v *view) Quad(ref graph.Ref) quad.Quad {
	ids, ok := ref.(Quad)
	if !ok {
		return quad.Quad{}
	}
	q, err := v.QuadOf(ids)
	if v.remember(err) != nil {
		return quad.Quad{}
	}
	return q
}

// QuadOf is Quad with an error.
func (v *view) QuadOf(ids Quad) (q quad.Quad, err error) {
	for i, at := range []*quad.Value{&q.Subject, &q.Predicate, &q.Object, &q.Label} {
		if *at, err = v.value(ids[i]); err != nil {
			return quad.Quad{}, err
		}
	}
	return q, nil
}

// QuadDirection is the node at a direction of a quad, without a read; nil where the quad has no label.
func (v *view) QuadDirection(ref graph.Ref, d quad.Direction) graph.Ref {
	q, ok := ref.(Quad)
	if !ok || q.At(d) == 0 {
		return nil
	}
	return q.At(d)
}

// QuadIterator lists the quads with a node at a direction.
func (v *view) QuadIterator(d quad.Direction, ref graph.Ref) graph.Iterator {
	id, ok := ref.(Node)
	if !ok {
		return iterator.NewNull()
	}
	return graph.NewLegacy(v.quads(position(d), id).build(nil), nil)
}

// QuadIteratorSize is how many quads have a node at a direction; always exact.
func (v *view) QuadIteratorSize(ctx context.Context, d quad.Direction, ref graph.Ref) (graph.Size, error) {
	id, ok := ref.(Node)
	if !ok {
		return graph.Size{Exact: true}, ctx.Err()
	}
	c, err := v.dict.countsOf(id)
	return graph.Size{Size: int64(c[position(d)]), Exact: true}, err
}

// NodesAllIterator lists every value that stands in a quad.
func (v *view) NodesAllIterator() graph.Iterator { return graph.NewLegacy(&nodes{v}, nil) }

// QuadsAllIterator lists every quad.
func (v *view) QuadsAllIterator() graph.Iterator {
	return graph.NewLegacy(v.quads(subject, 0).build(nil), nil)
}

// Stats says how many nodes and quads there are; always exact.
func (v *view) Stats(ctx context.Context, _ bool) (graph.Stats, error) {
	c, err := v.Counters()
	return graph.Stats{
		Nodes: graph.Size{Size: int64(c.Nodes), Exact: true},
		Quads: graph.Size{Size: int64(c.Quads), Exact: true},
	}, err
}

// Counters is what this state of the store holds.
func (v *view) Counters() (Counters, error) { return readCounters(v.r) }

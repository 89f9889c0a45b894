package pebblestore

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"graphd/internal/admission"
	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
	"graphd/internal/graph/pebblestore/planner"
)

// cayleyView implements the reading half of Cayley's graph.QuadStore for QuadStore and QuadSnapshot.
type cayleyView struct{ reader *access.QuadReader }

// Err returns the first failure of the storage that a method without an error result met. What such methods returned since
// then may be incomplete, so callers that read through Cayley's interfaces check Err at the end.
func (v cayleyView) Err() error { return v.reader.Err() }

// ValueOf returns the reference to a value, nil if the store does not hold it.
func (v cayleyView) ValueOf(value quad.Value) graph.Ref {
	id, err := v.reader.Find(value)
	if v.reader.Remember(err) != nil || id == 0 {
		return nil
	}
	return id
}

// NameOf returns the value of a reference, nil for nil.
func (v cayleyView) NameOf(ref graph.Ref) quad.Value {
	value, err := v.valueOf(ref)
	if v.reader.Remember(err) != nil {
		return nil
	}
	return value
}

func (v cayleyView) valueOf(ref graph.Ref) (quad.Value, error) {
	switch ref := ref.(type) {
	case nil:
		return nil, nil
	case graph.PreFetchedValue:
		return ref.NameOf(), nil
	case codec.NodeID:
		return v.reader.Value(ref)
	}
	return nil, fmt.Errorf("a reference of type %T does not belong to this store", ref)
}

// ValuesOf returns the values of many references.
func (v cayleyView) ValuesOf(ctx context.Context, refs []graph.Ref) ([]quad.Value, error) {
	values := make([]quad.Value, len(refs))
	for i, ref := range refs {
		if i%engine.CheckEvery == 0 && admission.Yield(ctx) != nil {
			return nil, ctx.Err()
		}
		var err error
		if values[i], err = v.valueOf(ref); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// RefsOf returns the references to many values. It fails if the store does not hold one of them.
func (v cayleyView) RefsOf(ctx context.Context, values []quad.Value) ([]graph.Ref, error) {
	refs := make([]graph.Ref, len(values))
	for i, value := range values {
		if i%engine.CheckEvery == 0 && admission.Yield(ctx) != nil {
			return nil, ctx.Err()
		}
		id, err := v.reader.Find(value)
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

// Quad returns the quad of a reference.
func (v cayleyView) Quad(ref graph.Ref) quad.Quad {
	ids, ok := ref.(codec.QuadIDs)
	if !ok {
		return quad.Quad{}
	}
	q, err := v.reader.QuadOf(ids)
	if v.reader.Remember(err) != nil {
		return quad.Quad{}
	}
	return q
}

// QuadDirection returns the node at a direction of a quad, nil if the quad has no label. It reads nothing from the store.
func (v cayleyView) QuadDirection(ref graph.Ref, d quad.Direction) graph.Ref {
	q, ok := ref.(codec.QuadIDs)
	if !ok || q.At(d) == 0 {
		return nil
	}
	return q.At(d)
}

// QuadIterator lists the quads with a node at a direction.
func (v cayleyView) QuadIterator(d quad.Direction, ref graph.Ref) graph.Iterator {
	id, ok := ref.(codec.NodeID)
	if !ok {
		return iterator.NewNull()
	}
	return planner.QuadIterator(v.reader, codec.PositionOf(d), id)
}

// QuadIteratorSize returns the exact number of quads with a node at a direction.
func (v cayleyView) QuadIteratorSize(ctx context.Context, d quad.Direction, ref graph.Ref) (graph.Size, error) {
	id, ok := ref.(codec.NodeID)
	if !ok {
		return graph.Size{Exact: true}, ctx.Err()
	}
	c, err := v.reader.CountsOf(id)
	return graph.Size{Size: int64(c[codec.PositionOf(d)]), Exact: true}, err
}

// NodesAllIterator lists every value that occurs in a quad.
func (v cayleyView) NodesAllIterator() graph.Iterator { return planner.NodeIterator(v.reader) }

// QuadsAllIterator lists every quad.
func (v cayleyView) QuadsAllIterator() graph.Iterator {
	return planner.QuadIterator(v.reader, codec.Subject, 0)
}

// Stats returns the exact numbers of nodes and quads.
func (v cayleyView) Stats(context.Context, bool) (graph.Stats, error) {
	c, err := v.reader.Counters()
	return graph.Stats{
		Nodes: graph.Size{Size: int64(c.Nodes), Exact: true},
		Quads: graph.Size{Size: int64(c.Quads), Exact: true},
	}, err
}

// OptimizeShape replaces the parts of a query that are conjunctions by shapes that the store's planner executes.
func (v cayleyView) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	return planner.OptimizeShape(v.reader, s)
}

// Find returns the id of a value, 0 if the store does not hold it.
func (v cayleyView) Find(value quad.Value) (codec.NodeID, error) { return v.reader.Find(value) }

// Value returns the value with an id, nil for 0.
func (v cayleyView) Value(id codec.NodeID) (quad.Value, error) { return v.reader.Value(id) }

// QuadOf returns the quad with these ids.
func (v cayleyView) QuadOf(ids codec.QuadIDs) (quad.Quad, error) { return v.reader.QuadOf(ids) }

// Match calls use with every quad that matches pattern, in which 0 matches any node; see QuadReader.Match.
func (v cayleyView) Match(ctx context.Context, pattern codec.QuadIDs, use func(codec.QuadIDs) error) error {
	return v.reader.Match(ctx, pattern, use)
}

// Count returns how many quads match pattern, in which 0 matches any node.
func (v cayleyView) Count(ctx context.Context, pattern codec.QuadIDs) (uint64, error) {
	return v.reader.Count(ctx, pattern)
}

// Labels calls use with every label and the number of its quads, in ascending order of the ids.
func (v cayleyView) Labels(ctx context.Context, use func(codec.NodeID, uint64) error) error {
	return v.reader.Labels(ctx, use)
}

// Counters returns the totals of this version of the store.
func (v cayleyView) Counters() (codec.Counters, error) { return v.reader.Counters() }

// Degree returns in how many quads a node is the subject and the object; zeros for a node that the store does not hold.
func (v cayleyView) Degree(id codec.NodeID) (access.Degree, error) { return v.reader.Degree(id) }

// Class returns the class of the value with an id, which must not be 0.
func (v cayleyView) Class(id codec.NodeID) (access.ValueClass, error) { return v.reader.Class(id) }

// Tally counts the edges that lead to a node, by predicate and class of the subject. Callers must not change the result.
func (v cayleyView) Tally(ctx context.Context, id codec.NodeID) ([]access.EdgeCount, error) {
	return v.reader.Tally(ctx, id)
}

package graph

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore"
	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/vocab"
)

// Snapshot is one version of the store: later edits do not change what it shows. It implements Cayley's
// graph.QuadStore, so that paths and query languages run on it, and refuses writes. It is safe for concurrent use. Close
// it after the last iterator over it.
//
// Several methods of Cayley's interfaces have no error result. After using them, call Err to learn whether what they
// returned is complete.
type Snapshot struct {
	quads *pebblestore.QuadSnapshot
	base  vocab.Base
}

var (
	_ graph.QuadStore      = (*Snapshot)(nil)
	_ graph.BatchQuadStore = (*Snapshot)(nil)
	_ shape.Optimizer      = (*Snapshot)(nil)
)

// Snapshot returns a snapshot of the current version. It copies nothing; the files of its version stay on disk until it
// is closed.
func (s *Store) Snapshot() (*Snapshot, error) {
	snapshot, err := s.quads.Snapshot()
	if err != nil {
		return nil, err
	}
	return &Snapshot{snapshot, s.base}, nil
}

// Fork returns a snapshot of the same version with an Err of its own, so that another query sees only its own failures.
// Close the fork before s.
func (s *Snapshot) Fork() *Snapshot { return &Snapshot{s.quads.Fork(), s.base} }

// Close releases the version. A second call does nothing.
func (s *Snapshot) Close() error { return s.quads.Close() }

// Err returns the first failure to read that a method without an error result ran into, or nil.
func (s *Snapshot) Err() error { return s.quads.Err() }

// Base returns the prefix of all instance IRIs of the store.
func (s *Snapshot) Base() vocab.Base { return s.base }

// State returns the number of the version. Two snapshots of one open Store with equal numbers show the same quads.
func (s *Snapshot) State() uint64 { return s.quads.State() }

// The reads below identify nodes by codec.NodeID, which is valid in every snapshot of the store; 0 is no node.

// Find returns the node of a value, or 0 where no quad of the store has it.
func (s *Snapshot) Find(value quad.Value) (codec.NodeID, error) { return s.quads.Find(value) }

// Value returns the value of a node; nil for node 0.
func (s *Snapshot) Value(id codec.NodeID) (quad.Value, error) { return s.quads.Value(id) }

// QuadOf returns the quad with the values of the given nodes.
func (s *Snapshot) QuadOf(ids codec.QuadIDs) (quad.Quad, error) { return s.quads.QuadOf(ids) }

// Match calls use with every quad that matches pattern, in which node 0 matches any node, in the order of the index that
// serves the pattern. It stops at the first error of use and returns it.
func (s *Snapshot) Match(ctx context.Context, pattern codec.QuadIDs, use func(codec.QuadIDs) error) error {
	return s.quads.Match(ctx, pattern, use)
}

// Count returns the number of quads that match pattern, as Match does.
func (s *Snapshot) Count(ctx context.Context, pattern codec.QuadIDs) (uint64, error) {
	return s.quads.Count(ctx, pattern)
}

// Class returns the class of a node, which is its vocab.NodeKind.
func (s *Snapshot) Class(id codec.NodeID) (access.ValueClass, error) { return s.quads.Class(id) }

// Degree returns the number of quads with the node as subject and as object.
func (s *Snapshot) Degree(id codec.NodeID) (access.Degree, error) { return s.quads.Degree(id) }

// Tally returns the incoming quads of a node, counted by predicate and by class of the subject.
func (s *Snapshot) Tally(ctx context.Context, id codec.NodeID) ([]access.EdgeCount, error) {
	return s.quads.Tally(ctx, id)
}

// The methods below implement Cayley's interfaces.

// ValueOf returns the reference of a value, or nil where no quad has it.
func (s *Snapshot) ValueOf(value quad.Value) graph.Ref { return s.quads.ValueOf(value) }

// NameOf returns the value of a node's reference, or nil where it cannot be read; see Err.
func (s *Snapshot) NameOf(ref graph.Ref) quad.Value { return s.quads.NameOf(ref) }

// ValuesOf returns the values of several references.
func (s *Snapshot) ValuesOf(ctx context.Context, refs []graph.Ref) ([]quad.Value, error) {
	return s.quads.ValuesOf(ctx, refs)
}

// RefsOf returns the references of several values.
func (s *Snapshot) RefsOf(ctx context.Context, values []quad.Value) ([]graph.Ref, error) {
	return s.quads.RefsOf(ctx, values)
}

// Quad returns the quad of a reference; see Err.
func (s *Snapshot) Quad(ref graph.Ref) quad.Quad { return s.quads.Quad(ref) }

// QuadDirection returns the reference of the node at one position of a quad.
func (s *Snapshot) QuadDirection(ref graph.Ref, d quad.Direction) graph.Ref {
	return s.quads.QuadDirection(ref, d)
}

// QuadIterator returns an iterator over the quads with a node at one position.
func (s *Snapshot) QuadIterator(d quad.Direction, ref graph.Ref) graph.Iterator {
	return s.quads.QuadIterator(d, ref)
}

// QuadIteratorSize returns the number of quads with a node at one position.
func (s *Snapshot) QuadIteratorSize(ctx context.Context, d quad.Direction, ref graph.Ref) (graph.Size, error) {
	return s.quads.QuadIteratorSize(ctx, d, ref)
}

// QuadsAllIterator returns an iterator over all quads.
func (s *Snapshot) QuadsAllIterator() graph.Iterator { return s.quads.QuadsAllIterator() }

// NodesAllIterator returns an iterator over all nodes that occur in a quad.
func (s *Snapshot) NodesAllIterator() graph.Iterator { return s.quads.NodesAllIterator() }

// Stats returns the numbers of nodes and quads, which are exact.
func (s *Snapshot) Stats(ctx context.Context, exact bool) (graph.Stats, error) {
	return s.quads.Stats(ctx, exact)
}

// OptimizeShape replaces parts of a shape with plans of the store's own.
func (s *Snapshot) OptimizeShape(in shape.Shape) (shape.Shape, bool) {
	return s.quads.OptimizeShape(in)
}

// ApplyDeltas returns ErrReadOnly.
func (s *Snapshot) ApplyDeltas(in []graph.Delta, opts graph.IgnoreOpts) error {
	return s.quads.ApplyDeltas(in, opts)
}

// NewQuadWriter returns ErrReadOnly.
func (s *Snapshot) NewQuadWriter() (quad.WriteCloser, error) { return s.quads.NewQuadWriter() }

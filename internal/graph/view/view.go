package view

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/vocab"
)

// Errors of this package; the others are the store's and the context's.
var (
	ErrNotFound = errors.New("not in the graph") // no document, attribution or entity has this id
	ErrCursor   = errors.New("not a cursor of this list")
	ErrFilter   = errors.New("invalid filter")
)

// SnapshotReader is the part of *graph.Snapshot that a View reads through. Its nodes are those of one version of a store; node 0
// is no node.
type SnapshotReader interface {
	// Find returns the node of a value, or 0 where no quad has it.
	Find(value quad.Value) (codec.NodeID, error)
	// Value returns the value of a node; nil for node 0.
	Value(node codec.NodeID) (quad.Value, error)
	// QuadOf returns the quad with the values of the given nodes.
	QuadOf(q codec.QuadIDs) (quad.Quad, error)
	// Match calls use with every quad that matches pattern, in which node 0 matches any node, until use returns an error.
	Match(ctx context.Context, pattern codec.QuadIDs, use func(codec.QuadIDs) error) error
	// Count returns the number of quads that match pattern.
	Count(ctx context.Context, pattern codec.QuadIDs) (uint64, error)
}

// View reads one snapshot. It caches what it has read, so it must not be used by several goroutines at a time.
type View struct {
	from SnapshotReader
	base vocab.Base

	names      map[codec.NodeID]quad.Value // IRIs only
	entities   map[quad.IRI]api.EntityRef
	documents  map[quad.IRI]api.DocumentRef
	passageIDs map[string]PassageIDs // by short id of the attribution
}

// New returns a view of a snapshot, whose instances have the base b. The caller keeps the snapshot open while it uses the
// view.
func New(snapshot SnapshotReader, b vocab.Base) *View {
	return &View{
		from: snapshot, base: b,
		names:      map[codec.NodeID]quad.Value{},
		entities:   map[quad.IRI]api.EntityRef{},
		documents:  map[quad.IRI]api.DocumentRef{},
		passageIDs: map[string]PassageIDs{},
	}
}

// Instance returns the IRI of an instance in a store with the base b. An id that is neither a short id nor an IRI is the
// local name of an instance of the kind.
func Instance(b vocab.Base, kind, id string) quad.IRI {
	if iri, ok := b.Expand(id); ok {
		return iri
	}
	if _, _, ok := b.Split(quad.IRI(id)); ok || strings.Contains(id, "://") {
		return quad.IRI(id)
	}
	return b.IRI(kind, id)
}

func (v *View) instance(kind, id string) quad.IRI { return Instance(v.base, kind, id) }

// short returns the short id of an instance.
func (v *View) short(iri quad.IRI) string { return v.base.Shorten(iri) }

func notFound(kind, id string) error { return fmt.Errorf("%s %q: %w", kind, id, ErrNotFound) }

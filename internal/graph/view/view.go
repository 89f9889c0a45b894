package view

import (
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

// Errors of this package; the others are the store's and the context's.
var (
	ErrNotFound = errors.New("not in the graph") // no document, attribution or entity has this id
	ErrCursor   = errors.New("not a cursor of this list")
	ErrFilter   = errors.New("invalid filter")
)

// View reads one snapshot. It caches what it has read, so it must not be used by several goroutines at a time.
type View struct {
	qs   graph.QuadStore
	base vocab.Base

	names      map[any]quad.Value // by key of the node's reference
	entities   map[quad.IRI]api.EntityRef
	documents  map[quad.IRI]api.DocumentRef
	passageIDs map[string]PassageIDs // by short id of the attribution
}

// New returns a view of qs, whose instances have the base b. The caller keeps qs open while it uses the view.
func New(qs graph.QuadStore, b vocab.Base) *View {
	return &View{
		qs: qs, base: b,
		names:      map[any]quad.Value{},
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

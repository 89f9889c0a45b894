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

// What can go wrong, beside the store's own errors and the context's.
var (
	ErrNotFound = errors.New("not in the graph") // no document, attribution or entity has this id
	ErrCursor   = errors.New("not a cursor of this list")
	ErrFilter   = errors.New("filter cannot be read")
)

// View reads one snapshot. It remembers names between look-ups, so it serves one goroutine at a time.
type View struct {
	qs    graph.QuadStore
	base  vocab.Base
	names map[any]quad.Value // by key of the node's reference
	refs  map[quad.IRI]api.EntityRef
	docs  map[quad.IRI]api.DocumentRef

	passageIDs map[string]PassageIDs // by short id of the attribution
}

// New views qs, whose instances have the base b. The caller keeps qs open as long as it uses the view.
func New(qs graph.QuadStore, b vocab.Base) *View {
	return &View{
		qs: qs, base: b, names: map[any]quad.Value{}, refs: map[quad.IRI]api.EntityRef{}, docs: map[quad.IRI]api.DocumentRef{},
		passageIDs: map[string]PassageIDs{},
	}
}

// Instance is the IRI that id means in a store with the base b: a short or whole IRI as it is, else a local name of the kind.
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

// short is how an instance is named outside.
func (v *View) short(iri quad.IRI) string { return v.base.Shorten(iri) }

func notFound(what, id string) error { return fmt.Errorf("%s %q: %w", what, id, ErrNotFound) }

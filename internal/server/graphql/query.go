package graphql

import (
	"context"
	"fmt"
	"strings"

	gophers "github.com/graph-gophers/graphql-go"

	"graphd/api"
	"graphd/internal/graph/view"
)

// query resolves the schema's Query.
type query struct{}

type idArgs struct{ ID gophers.ID }

func (*query) Node(ctx context.Context, a idArgs) (*node, error) {
	return readerOf(ctx).node(ctx, string(a.ID))
}

func (*query) Nodes(ctx context.Context, a struct{ IDs []gophers.ID }) ([]*node, error) {
	r := readerOf(ctx)
	if len(a.IDs) > r.limits.Page {
		return nil, fmt.Errorf("%d ids: %w: give at most %d", len(a.IDs), view.ErrFilter, r.limits.Page)
	}
	nodes := make([]*node, len(a.IDs))
	for i, id := range a.IDs {
		var err error
		if nodes[i], err = r.node(ctx, string(id)); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

func (*query) Document(ctx context.Context, a idArgs) (*document, error) {
	return readerOf(ctx).document(ctx, string(a.ID))
}

func (*query) Attribution(ctx context.Context, a idArgs) (*attribution, error) {
	return readerOf(ctx).attribution(ctx, string(a.ID))
}

func (*query) Entity(ctx context.Context, a idArgs) (*entity, error) {
	return readerOf(ctx).entity(ctx, string(a.ID))
}

func (*query) Documents(ctx context.Context, a documentsArgs) (*counted[*document], error) {
	return readerOf(ctx).documentsOf(a, api.DocumentQuery{})
}

func (*query) Attributions(ctx context.Context, a attributionsArgs) (*countable[*attribution], error) {
	return readerOf(ctx).attributionsOf(a, api.AttributionQuery{})
}

func (*query) Entities(ctx context.Context, a entitiesArgs) (*counted[*entity], error) {
	return readerOf(ctx).entitiesOf(a, api.EntityQuery{})
}

// node is whatever has an id: one of these.
type node struct {
	document    *document
	passage     *passage
	attribution *attribution
	entity      *entity
}

func (n *node) ID() gophers.ID { return n.named().ID() }
func (n *node) IRI() string    { return n.named().IRI() }

func (n *node) named() interface {
	ID() gophers.ID
	IRI() string
} {
	switch {
	case n.document != nil:
		return n.document
	case n.passage != nil:
		return n.passage
	case n.attribution != nil:
		return n.attribution
	}
	return n.entity
}

func (n *node) ToDocument() (*document, bool)       { return n.document, n.document != nil }
func (n *node) ToPassage() (*passage, bool)         { return n.passage, n.passage != nil }
func (n *node) ToAttribution() (*attribution, bool) { return n.attribution, n.attribution != nil }
func (n *node) ToActor() (*entity, bool)            { return n.entity.as("actor") }
func (n *node) ToBody() (*entity, bool)             { return n.entity.as("body") }
func (n *node) ToRole() (*entity, bool)             { return n.entity.as("role") }
func (n *node) ToTopic() (*entity, bool)            { return n.entity.as("topic") }

// node finds what has an id; nil where nothing has.
func (r *reader) node(ctx context.Context, id string) (*node, error) {
	kind, _, _ := strings.Cut(r.base.Shorten(view.Instance(r.base, "", id)), ":")
	n := &node{}
	var err error
	switch kind {
	case "doc":
		n.document, err = r.document(ctx, id)
	case "passage":
		n.passage, err = r.passage(ctx, id)
	case "attr":
		n.attribution, err = r.attribution(ctx, id)
	default:
		n.entity, err = r.entity(ctx, id)
	}
	if err != nil || *n == (node{}) {
		return nil, err
	}
	return n, nil
}

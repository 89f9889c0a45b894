package graphql

import (
	"context"
	"fmt"
	"strings"

	gophers "github.com/graph-gophers/graphql-go"

	"graphd/api"
	"graphd/internal/graph/view"
)

// query resolves Query.
type query struct{}

type idArgs struct{ ID gophers.ID }

func (*query) Node(ctx context.Context, a idArgs) (*nodeResolver, error) {
	return readerOf(ctx).node(ctx, string(a.ID))
}

func (*query) Nodes(ctx context.Context, a struct{ IDs []gophers.ID }) ([]*nodeResolver, error) {
	r := readerOf(ctx)
	if len(a.IDs) > r.limits.Page {
		return nil, fmt.Errorf("%d ids: %w: use at most %d", len(a.IDs), view.ErrFilter, r.limits.Page)
	}
	nodes := make([]*nodeResolver, len(a.IDs))
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

// nodeResolver resolves Node; exactly one field is set.
type nodeResolver struct {
	document    *document
	passage     *passage
	attribution *attribution
	entity      *entity
}

func (n *nodeResolver) ID() gophers.ID { return n.named().ID() }
func (n *nodeResolver) IRI() string    { return n.named().IRI() }

func (n *nodeResolver) named() interface {
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

func (n *nodeResolver) ToDocument() (*document, bool) { return n.document, n.document != nil }
func (n *nodeResolver) ToPassage() (*passage, bool)   { return n.passage, n.passage != nil }
func (n *nodeResolver) ToAttribution() (*attribution, bool) {
	return n.attribution, n.attribution != nil
}
func (n *nodeResolver) ToActor() (*entity, bool) { return n.entity.as("actor") }
func (n *nodeResolver) ToBody() (*entity, bool)  { return n.entity.as("body") }
func (n *nodeResolver) ToRole() (*entity, bool)  { return n.entity.as("role") }
func (n *nodeResolver) ToTopic() (*entity, bool) { return n.entity.as("topic") }

// node returns the node with an id, or nil if there is none.
func (r *requestReader) node(ctx context.Context, id string) (*nodeResolver, error) {
	kind, _, _ := strings.Cut(r.base.Shorten(view.Instance(r.base, "", id)), ":")
	n := &nodeResolver{}
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
	if err != nil || *n == (nodeResolver{}) {
		return nil, err
	}
	return n, nil
}

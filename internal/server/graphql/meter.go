package graphql

import (
	"context"
	"fmt"
	"sync/atomic"

	faults "github.com/graph-gophers/graphql-go/errors"
	"github.com/graph-gophers/graphql-go/introspection"
)

// What is charged beside 1 for each field.
const (
	nodeCost  = 10   // for a node read from the graph
	textBytes = 1000 // of a document's text, for 1
)

// budget is what a request may still spend.
type budget struct {
	limit  int64
	spent  atomic.Int64
	cancel context.CancelCauseFunc // ends the request
}

func (b *budget) charge(cost int) {
	if b.spent.Add(int64(cost)) > b.limit {
		b.cancel(fmt.Errorf("%w: it goes beyond the limit of %d (1 for each field, %d for each node read)", ErrCost, b.limit, nodeCost))
	}
}

// meter charges every field, introspection's too, before it is resolved. It is a tracer.Tracer: the library has no other
// place that sees each of them.
type meter struct{}

func (meter) TraceQuery(ctx context.Context, _, _ string, _ map[string]any, _ map[string]*introspection.Type) (context.Context, func([]*faults.QueryError)) {
	return ctx, func([]*faults.QueryError) {}
}

func (meter) TraceField(ctx context.Context, _, _, _ string, _ bool, _ map[string]any) (context.Context, func(*faults.QueryError)) {
	readerOf(ctx).budget.charge(1)
	return ctx, func(*faults.QueryError) {}
}

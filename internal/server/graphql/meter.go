package graphql

import (
	"context"
	"fmt"
	"sync/atomic"

	faults "github.com/graph-gophers/graphql-go/errors"
	"github.com/graph-gophers/graphql-go/introspection"
)

// The costs in addition to 1 for each field, chosen by hand.
const (
	nodeCost  = 10   // of a node read from the graph
	textBytes = 1000 // bytes of document text with a cost of 1
)

// costBudget accounts for the cost of one request.
type costBudget struct {
	limit  int64
	spent  atomic.Int64
	cancel context.CancelCauseFunc // ends the request
}

// charge adds a cost and cancels the request if it exceeds the limit.
func (b *costBudget) charge(cost int) {
	if b.spent.Add(int64(cost)) > b.limit {
		b.cancel(fmt.Errorf("%w: it exceeds the cost limit of %d (1 for each field, %d for each node read)", ErrCost, b.limit, nodeCost))
	}
}

// costTracer charges every field, including those of introspection, before it is resolved. It implements tracer.Tracer,
// the only hook of the library that sees each of them.
type costTracer struct{}

// TraceQuery does nothing.
func (costTracer) TraceQuery(ctx context.Context, _, _ string, _ map[string]any, _ map[string]*introspection.Type) (context.Context, func([]*faults.QueryError)) {
	return ctx, func([]*faults.QueryError) {}
}

// TraceField charges one field.
func (costTracer) TraceField(ctx context.Context, _, _, _ string, _ bool, _ map[string]any) (context.Context, func(*faults.QueryError)) {
	readerOf(ctx).budget.charge(1)
	return ctx, func(*faults.QueryError) {}
}

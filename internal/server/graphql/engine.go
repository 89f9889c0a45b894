package graphql

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"

	gophers "github.com/graph-gophers/graphql-go"
	faults "github.com/graph-gophers/graphql-go/errors"
	"github.com/graph-gophers/graphql-go/log"

	"graphd/internal/graph/view"
	"graphd/internal/graph/vocab"
)

//go:embed schema.graphql
var schema string

// ErrCost reports a response that exceeds RequestLimits.Cost.
var ErrCost = errors.New("response too expensive")

// RequestLimits bound what one request may take. A zero field means its default; the defaults are chosen by hand.
type RequestLimits struct {
	Text  int // bytes of a query; 1 MiB
	Depth int // levels of fields; 18
	Cost  int // 1 for each field of the response, 10 for each node read, 1 for each 1,000 bytes of document text; 100,000
	Page  int // entries of a page, and ids per request; 1,000
}

func (l RequestLimits) orDefaults() RequestLimits {
	return RequestLimits{Text: cmp.Or(l.Text, 1<<20), Depth: cmp.Or(l.Depth, 18), Cost: cmp.Or(l.Cost, 100_000), Page: cmp.Or(l.Page, 1000)}
}

const (
	maxParallel = 100     // fields of a request that are resolved at a time, which is also the largest batch of a loader
	maxOverlaps = 100_000 // pairs of fields that validation compares for conflicts
)

// Engine answers requests. It is safe for concurrent use.
type Engine struct {
	schema *gophers.Schema
	limits RequestLimits
}

// New returns an engine that logs panics of its resolvers to l.
func New(limits RequestLimits, l *slog.Logger) (*Engine, error) {
	limits = limits.orDefaults()
	parsed, err := gophers.ParseSchema(schema, &query{},
		gophers.UseStringDescriptions(), gophers.DisableFieldSelections(),
		gophers.MaxQueryLength(limits.Text), gophers.MaxDepth(limits.Depth),
		gophers.MaxParallelism(maxParallel), gophers.OverlapValidationLimit(maxOverlaps),
		gophers.Tracer(costTracer{}),
		gophers.Logger(log.LoggerFunc(func(ctx context.Context, value any) {
			l.ErrorContext(ctx, "graphql: panic", "value", value, "stack", string(debug.Stack()))
		})),
	)
	if err != nil {
		return nil, fmt.Errorf("graphql: %w", err)
	}
	return &Engine{parsed, limits}, nil
}

// Operation is a GraphQL request.
type Operation struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName,omitempty"`
	Variables     map[string]any `json:"variables,omitempty"`
	Extensions    map[string]any `json:"extensions,omitempty"`
}

// Response is a GraphQL response. Data is nil if the request could not be run; Errors has the reasons.
type Response struct {
	Errors []Error         `json:"errors,omitempty"`
	Data   json.RawMessage `json:"data,omitempty"`
}

// Error is an error of the request or of one field.
type Error struct {
	Message    string            `json:"message"`
	Locations  []faults.Location `json:"locations,omitempty"`
	Path       []any             `json:"path,omitempty"`
	Extensions map[string]any    `json:"extensions,omitempty"`
	Err        error             `json:"-"` // of the resolver of a field
}

// Answer runs a request over v, whose instances have the base b. If the request exceeds its cost or its context ends,
// Answer returns ErrCost or the cause of the context, and no partial response.
func (e *Engine) Answer(ctx context.Context, v *view.View, b vocab.Base, r Operation) (Response, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	reader := newReader(v, b, e.limits, cancel)
	result := e.schema.Exec(context.WithValue(ctx, readerKey{}, reader), r.Query, r.OperationName, r.Variables)
	if ctx.Err() != nil {
		return Response{}, context.Cause(ctx)
	}
	response := Response{Data: result.Data}
	for _, fault := range result.Errors {
		response.Errors = append(response.Errors, Error{fault.Message, fault.Locations, fault.Path, fault.Extensions, fault.ResolverError})
	}
	slices.SortStableFunc(response.Errors, func(a, b Error) int { return strings.Compare(fmt.Sprint(a.Path), fmt.Sprint(b.Path)) })
	return response, nil
}

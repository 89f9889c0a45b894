package graph

import (
	"context"
	"errors"
	"fmt"
	"time"

	"graphd/internal/graph/plan"
	"graphd/internal/graph/query/gizmo"
)

// What can go wrong with a query. Errors wrap one of these, or the cause of the caller's context.
var (
	ErrLanguage = errors.New("unknown query language") // use gizmo, graphql or mql
	ErrQuery    = errors.New("faulty query")           // its text is wrong; a *QueryError says where
	ErrParam    = errors.New("faulty parameter")       // a value that does not fit, or a name that is not declared
	ErrTimeout  = errors.New("query ran out of time")  // its deadline passed before its end
	ErrLimit    = errors.New("query exceeds a limit")  // it asked for more memory, steps or values than allowed
	ErrNoQuery  = errors.New("no such saved query")
)

// Languages of queries.
const (
	Gizmo   = "gizmo"
	GraphQL = "graphql" // Cayley's GraphQL-style language
	MQL     = "mql"
)

// Request is one question to the graph.
type Request struct {
	Language string // Gizmo where empty
	Text     string

	// Params are values that the text refers to by name: params.name in Gizmo, $name in GraphQL; MQL has none. They are
	// bound as values and never become part of the text. A value is a string, bool, int64, float64, time.Time,
	// quad.Value (IRIs among them), or a []any of these.
	Params map[string]any

	Linked  bool         // nodes are written as in JSON-LD: {"@id": iri}, {"@value": …, "@type": …}; Gizmo's alone
	Explain bool         // paths are planned and not run: the answer has no rows of theirs
	Report  *plan.Report // gets the plan of each path, with its figures where it is run; nil for none
	On      *Snapshot    // the state to ask, which stays the caller's to close; nil for the present one
	Skip    int          // rows to leave out at the beginning

	Limit   int           // rows; 0 is the session's usual number, -1 its maximum
	Timeout time.Duration // 0 is the session's usual time; never more than its maximum
}

// QueryLimits bound the queries of a Session; a zero field means its default.
type QueryLimits struct {
	Rows        int           // of a request that names no number; 100
	MostRows    int           // 1,000,000
	Timeout     time.Duration // of a request that names none; 30 s
	MostTimeout time.Duration // 5 min
	Heap        int64         // bytes that a query may hold; 128 MiB; all of a session's together twice as much
	Text        int           // bytes of a query; 64 KiB
}

func (l QueryLimits) withDefaults() QueryLimits {
	setDefault(&l.Rows, 100)
	setDefault(&l.MostRows, 1_000_000)
	setDefault(&l.Timeout, 30*time.Second)
	setDefault(&l.MostTimeout, 5*time.Minute)
	setDefault(&l.Heap, 128<<20)
	setDefault(&l.Text, 64<<10)
	return l
}

func setDefault[N int | int64 | time.Duration](n *N, fallback N) {
	if *n <= 0 {
		*n = fallback
	}
}

// rows is how many rows req may have.
func (l QueryLimits) rows(req Request) int {
	switch {
	case req.Limit == 0:
		return min(l.Rows, l.MostRows)
	case req.Limit < 0:
		return l.MostRows
	}
	return min(req.Limit, l.MostRows)
}

func (l QueryLimits) timeout(req Request) time.Duration {
	if req.Timeout <= 0 {
		return min(l.Timeout, l.MostTimeout)
	}
	return min(req.Timeout, l.MostTimeout)
}

// Completeness says whether rows are all that the query asked for, and why not.
type Completeness struct {
	Complete bool   `json:"complete"`
	Reason   string `json:"reason,omitempty"` // empty where Complete
	Limited  bool   `json:"-"`                // the rows after these may be had with Request.Skip, on the same snapshot
}

// QueryError is a fault of a query's text with its place; Line and Column count from 1 and are 0 where unknown.
type QueryError struct {
	Language     string
	Line, Column int
	Message      string
	kind         error // ErrQuery or ErrLimit
}

// Error says what is wrong and where.
func (e *QueryError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%v: %s: %s", e.kind, e.Language, e.Message)
	}
	return fmt.Sprintf("%v: %s: line %d, column %d: %s", e.kind, e.Language, e.Line, e.Column, e.Message)
}

// Unwrap is ErrQuery or ErrLimit.
func (e *QueryError) Unwrap() error { return e.kind }

func faulty(language, format string, args ...any) error {
	return &QueryError{Language: language, Message: fmt.Sprintf(format, args...), kind: ErrQuery}
}

// fromGizmo translates the errors of the Gizmo engine.
func fromGizmo(err error) error {
	var fault *gizmo.Error
	if !errors.As(err, &fault) {
		return err
	}
	kind := ErrQuery
	if errors.Is(fault, gizmo.ErrBudget) {
		kind = ErrLimit
	}
	return &QueryError{Language: Gizmo, Line: fault.Line, Column: fault.Column, Message: fault.Message, kind: kind}
}

// fromContext names the end of a context: a deadline of ours or of the caller's is ErrTimeout.
func fromContext(ctx context.Context) error {
	cause := context.Cause(ctx)
	if errors.Is(cause, context.DeadlineExceeded) && !errors.Is(cause, ErrTimeout) {
		return fmt.Errorf("%w: the caller's deadline passed", ErrTimeout)
	}
	return cause
}

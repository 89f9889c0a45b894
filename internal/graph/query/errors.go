package query

import (
	"context"
	"errors"
	"fmt"

	"graphd/internal/graph/query/qlang"
)

// Errors of queries. An error that this package returns wraps one of these, a failure of the store, or the cause of the
// caller's context. An error in the text of a query is a *qlang.TextError.
var (
	ErrLanguage = errors.New("unknown query language") // supported are gizmo, graphql and mql
	ErrTimeout  = errors.New("query ran out of time")  // the deadline passed
	ErrInvalid  = qlang.ErrInvalid                     // the text cannot be run
	ErrParam    = qlang.ErrParam                       // a value of the wrong type, or an undeclared name
	ErrLimit    = qlang.ErrLimit                       // too much memory, too many steps or values
)

// fromContext returns the cause that ended ctx. A deadline, of the session or of the caller, is ErrTimeout.
func fromContext(ctx context.Context) error {
	cause := context.Cause(ctx)
	if errors.Is(cause, context.DeadlineExceeded) && !errors.Is(cause, ErrTimeout) {
		return fmt.Errorf("%w: the caller's deadline passed", ErrTimeout)
	}
	return cause
}

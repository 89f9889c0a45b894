package query

import (
	"context"
	"errors"
	"fmt"

	"graphd/internal/graph/query/gizmo"
)

// Errors of queries. An error that this package returns wraps one of these, a failure of the store, or the cause of the
// caller's context.
var (
	ErrLanguage = errors.New("unknown query language") // supported are gizmo, graphql and mql
	ErrInvalid  = errors.New("invalid query")          // the text cannot be run; a *TextError has the position
	ErrParam    = errors.New("invalid parameter")      // a value of the wrong type, or an undeclared name
	ErrTimeout  = errors.New("query ran out of time")  // the deadline passed
	ErrLimit    = errors.New("query exceeds a limit")  // too much memory, too many steps or values
)

// TextError reports a fault in the text of a query with its position. Line and Column count from 1, columns in code points;
// both are 0 where the position is unknown.
type TextError struct {
	Language     string
	Line, Column int
	Message      string
	kind         error // ErrInvalid or ErrLimit
}

// Error returns the message with the language and the position.
func (e *TextError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%v: %s: %s", e.kind, e.Language, e.Message)
	}
	return fmt.Sprintf("%v: %s: line %d, column %d: %s", e.kind, e.Language, e.Line, e.Column, e.Message)
}

// Unwrap returns ErrInvalid or ErrLimit.
func (e *TextError) Unwrap() error { return e.kind }

// faulty returns an ErrInvalid without a position.
func faulty(language, format string, args ...any) error {
	return &TextError{Language: language, Message: fmt.Sprintf(format, args...), kind: ErrInvalid}
}

// fromGizmo converts errors of the Gizmo engine to a TextError and returns other errors unchanged.
func fromGizmo(err error) error {
	var fault *gizmo.Error
	if !errors.As(err, &fault) {
		return err
	}
	kind := ErrInvalid
	if errors.Is(fault, gizmo.ErrBudget) {
		kind = ErrLimit
	}
	return &TextError{Language: Gizmo, Line: fault.Line, Column: fault.Column, Message: fault.Message, kind: kind}
}

// fromContext returns the cause that ended ctx. A deadline, of the session or of the caller, is ErrTimeout.
func fromContext(ctx context.Context) error {
	cause := context.Cause(ctx)
	if errors.Is(cause, context.DeadlineExceeded) && !errors.Is(cause, ErrTimeout) {
		return fmt.Errorf("%w: the caller's deadline passed", ErrTimeout)
	}
	return cause
}

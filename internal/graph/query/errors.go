package query

import (
	"context"
	"errors"
	"fmt"

	"graphd/internal/graph/query/gizmo"
)

// What can go wrong with a query. Errors wrap one of these, or the cause of the caller's context.
var (
	ErrLanguage = errors.New("unknown query language") // use gizmo, graphql or mql
	ErrInvalid  = errors.New("faulty query")           // its text is wrong; a *TextError says where
	ErrParam    = errors.New("faulty parameter")       // a value that does not fit, or a name that is not declared
	ErrTimeout  = errors.New("query ran out of time")  // its deadline passed before its end
	ErrLimit    = errors.New("query exceeds a limit")  // it asked for more memory, steps or values than allowed
)

// TextError is a fault of a query's text with its place; Line and Column count from 1 and are 0 where unknown.
type TextError struct {
	Language     string
	Line, Column int
	Message      string
	kind         error // ErrInvalid or ErrLimit
}

// Error says what is wrong and where.
func (e *TextError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%v: %s: %s", e.kind, e.Language, e.Message)
	}
	return fmt.Sprintf("%v: %s: line %d, column %d: %s", e.kind, e.Language, e.Line, e.Column, e.Message)
}

// Unwrap is ErrInvalid or ErrLimit.
func (e *TextError) Unwrap() error { return e.kind }

func faulty(language, format string, args ...any) error {
	return &TextError{Language: language, Message: fmt.Sprintf(format, args...), kind: ErrInvalid}
}

// fromGizmo translates the errors of the Gizmo engine.
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

// fromContext names the end of a context: a deadline of ours or of the caller's is ErrTimeout.
func fromContext(ctx context.Context) error {
	cause := context.Cause(ctx)
	if errors.Is(cause, context.DeadlineExceeded) && !errors.Is(cause, ErrTimeout) {
		return fmt.Errorf("%w: the caller's deadline passed", ErrTimeout)
	}
	return cause
}

package gizmo

import (
	"errors"
	"fmt"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
)

// What can be wrong with a query; every *Error wraps one of them.
var (
	// ErrScript: the script is at fault: its syntax, an argument, an exception that it did not catch.
	ErrScript = errors.New("faulty query")
	// ErrBudget: the script asked for more memory, values or steps than Budgets allow.
	ErrBudget = errors.New("query exceeds its budget")
	// ErrStop is returned by an emit function to end the query early and without error.
	ErrStop = errors.New("no more rows wanted")
)

// Error is a fault of a query and the place in its text; Line and Column count from 1, and are 0 where the place is unknown.
type Error struct {
	Line, Column int
	Message      string
	Kind         error // ErrScript or ErrBudget
}

// Error says place and message.
func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Message
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
}

// Unwrap is the kind of fault.
func (e *Error) Unwrap() error { return e.Kind }

func budgetf(format string, args ...any) error {
	return &Error{Message: fmt.Sprintf(format, args...), Kind: ErrBudget}
}

// parseError gives the first fault of a parse its place.
func parseError(err error) error {
	var list parser.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		p := list[0].Position
		return &Error{Line: p.Line, Column: p.Column, Message: list[0].Message, Kind: ErrScript}
	}
	var syntax *goja.CompilerSyntaxError
	if errors.As(err, &syntax) {
		out := &Error{Message: syntax.Message, Kind: ErrScript}
		if syntax.File != nil {
			p := syntax.File.Position(syntax.Offset)
			out.Line, out.Column = p.Line, p.Column
		}
		return out
	}
	return &Error{Message: err.Error(), Kind: ErrScript}
}

// scriptError turns what the virtual machine threw into an Error with the place of the innermost call in the script.
func scriptError(err error) error {
	var thrown *goja.Exception
	if !errors.As(err, &thrown) {
		return err
	}
	return (&Error{Message: thrownMessage(thrown), Kind: ErrScript}).at(thrown.Stack())
}

// at is e with the place of the innermost frame that is in the script.
func (e Error) at(stack []goja.StackFrame) *Error {
	for _, frame := range stack {
		if p := frame.Position(); p.Line > 0 {
			e.Line, e.Column = p.Line, p.Column
			break
		}
	}
	return &e
}

// thrownMessage reads the thrown value without running any of the script's code.
func thrownMessage(thrown *goja.Exception) string {
	const longest = 1000
	var message string
	switch v := thrown.Value().(type) {
	case nil:
		message = "unknown exception"
	case *goja.Object:
		if err := thrown.Unwrap(); err != nil {
			message = err.Error()
			break
		}
		message = "the script threw an object"
		if v.ClassName() == "Error" {
			message = errorText(v)
		}
	default:
		message = v.String()
	}
	if len(message) > longest {
		message = message[:longest] + "…"
	}
	return message
}

// errorText is "TypeError: message" of an Error object whose name and message are plain strings.
func errorText(o *goja.Object) (text string) {
	defer func() {
		if recover() != nil {
			text = "the script threw an error that cannot be read"
		}
	}()
	name, message := o.Get("name"), o.Get("message")
	if name == nil || message == nil {
		return "the script threw an error"
	}
	if _, isObject := message.(*goja.Object); isObject {
		return "the script threw an error"
	}
	if _, isObject := name.(*goja.Object); isObject {
		return message.String()
	}
	return name.String() + ": " + message.String()
}

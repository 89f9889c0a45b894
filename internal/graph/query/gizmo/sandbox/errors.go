package sandbox

import (
	"errors"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"

	"graphd/internal/graph/query/qlang"
)

// language is the Language of this package's errors.
const language = "gizmo"

func invalidf(format string, args ...any) *qlang.TextError {
	return qlang.Invalidf(language, format, args...)
}

func limitf(format string, args ...any) *qlang.TextError {
	return qlang.Limitf(language, format, args...)
}

// parseError returns the first error of a parser or compiler as a TextError with its position.
func parseError(err error) error {
	var list parser.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		p := list[0].Position
		out := invalidf("%s", list[0].Message)
		out.Line, out.Column = p.Line, p.Column
		return out
	}
	var syntax *goja.CompilerSyntaxError
	if errors.As(err, &syntax) {
		out := invalidf("%s", syntax.Message)
		if syntax.File != nil {
			p := syntax.File.Position(syntax.Offset)
			out.Line, out.Column = p.Line, p.Column
		}
		return out
	}
	return invalidf("%v", err)
}

// scriptError returns an uncaught exception as a TextError with the position of the innermost call in the script.
func scriptError(err error) error {
	var thrown *goja.Exception
	if !errors.As(err, &thrown) {
		return err
	}
	return withPosition(invalidf("%s", thrownMessage(thrown)), thrown.Stack())
}

// atStop returns the cause of a stop. If that is a TextError without a position, it gets the position where the script
// was, taken from the exception or interruption thrown.
func atStop(cause, thrown error) error {
	var stopped interface{ Stack() []goja.StackFrame }
	var fault *qlang.TextError
	if errors.As(cause, &fault) && fault.Line == 0 && errors.As(thrown, &stopped) {
		return withPosition(fault, stopped.Stack())
	}
	return cause
}

// withPosition returns a copy of e with the position of the innermost frame that is in the script.
func withPosition(e *qlang.TextError, stack []goja.StackFrame) *qlang.TextError {
	placed := *e
	if line, column := position(stack); line > 0 {
		placed.Line, placed.Column = line, column
	}
	return &placed
}

// position returns the position of the innermost frame that is in the script; 0 if none is.
func position(stack []goja.StackFrame) (line, column int) {
	for _, frame := range stack {
		if p := frame.Position(); p.Line > 0 {
			return p.Line, p.Column
		}
	}
	return 0, 0
}

// thrownMessage returns the text of a thrown value without running any code of the script's.
func thrownMessage(thrown *goja.Exception) string {
	const maxBytes = 1000
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
	if len(message) > maxBytes {
		message = message[:maxBytes] + "…"
	}
	return message
}

// errorText returns "TypeError: message" for an Error object whose name and message are primitive values.
func errorText(o *goja.Object) (text string) {
	defer func() {
		if recover() != nil {
			text = "the script threw an error that cannot be read"
		}
	}()
	name, message := o.Get("name"), o.Get("message")
	switch {
	case name == nil || message == nil || isObject(message):
		return "the script threw an error"
	case isObject(name):
		return message.String()
	}
	return name.String() + ": " + message.String()
}

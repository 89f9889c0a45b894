package document

import (
	"errors"
	"strconv"
	"strings"

	"graphd/internal/ingest/date"
)

// What can be wrong with an input. Errors that Read and Files yield are of type *Error and wrap one of these, or
// what the operating system said.
var (
	ErrEmpty       = errors.New("empty")                  // no bytes, or white space alone
	ErrBinary      = errors.New("not a text")             // another kind of file, such as a PDF or an image
	ErrTooLarge    = errors.New("too large")              // beyond Limits
	ErrUnknownType = errors.New("unknown type")           // a format or character set that is not read
	ErrNoText      = errors.New("no text found")          // a page or record of a known format that says nothing
	ErrMalformed   = errors.New("malformed")              // not what its format asks
	ErrDate        = date.ErrForm                         // a date in no form that date.Parse takes
	ErrFolder      = errors.New("a folder, not a file")   // for Read; Files expands folders
	ErrSkipped     = errors.New("skipped: not read from") // a file in a folder that is of no known format
)

// Error says what is wrong with an input, where, and what to do about it.
type Error struct {
	Name  string // the input
	Line  int    // from 1; 0 where the input as a whole is meant
	Item  int    // in a JSON list, from 1; 0 elsewhere
	Field string // empty where the document as a whole is meant
	Err   error
	Hint  string // the next step, a phrase in the imperative
}

// Error is one line: the place, what is wrong, the next step.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Name)
	if e.Line > 0 {
		b.WriteString(", line " + strconv.Itoa(e.Line))
	}
	if e.Item > 0 {
		b.WriteString(", item " + strconv.Itoa(e.Item))
	}
	if e.Field != "" {
		b.WriteString(", field " + strconv.Quote(e.Field))
	}
	b.WriteString(": " + e.Err.Error())
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// hinted is an error with its next step, for a caller that knows the place.
func hinted(err error, hint string) *Error { return &Error{Err: err, Hint: hint} }

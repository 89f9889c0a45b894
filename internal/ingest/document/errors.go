package document

import (
	"errors"
	"strconv"
	"strings"

	"graphd/internal/ingest/date"
)

// Errors of inputs. Read and Files yield errors of type *ReadError that wrap one of these, or an error of the operating
// system.
var (
	ErrEmpty       = errors.New("empty")                   // no bytes, or only white space
	ErrBinary      = errors.New("not a text")              // another kind of file, such as a PDF or an image
	ErrTooLarge    = errors.New("too large")               // larger than ReadLimits
	ErrUnknownType = errors.New("unknown type")            // a format or charset that is not supported
	ErrNoText      = errors.New("no text found")           // a page or record without text
	ErrMalformed   = errors.New("malformed")               // invalid in its format
	ErrDate        = date.ErrForm                          // a date that date.Parse does not accept
	ErrFolder      = errors.New("a directory, not a file") // from Read; Files expands directories
	ErrSkipped     = errors.New("skipped: not read from")  // a file in a directory whose format is not supported
)

// A ReadError describes what is wrong with an input, where, and the next step.
type ReadError struct {
	Name  string // the input
	Line  int    // from 1; 0 for the whole input
	Item  int    // position in a JSON list, from 1; otherwise 0
	Field string // empty for the whole document
	Err   error
	Hint  string // the next step, in the imperative
}

// Error returns one line with the place, the fault and the next step.
func (e *ReadError) Error() string {
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

func (e *ReadError) Unwrap() error { return e.Err }

// withHint returns an error with the next step, to which the caller adds the place.
func withHint(err error, hint string) *ReadError { return &ReadError{Err: err, Hint: hint} }

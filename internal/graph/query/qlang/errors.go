package qlang

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Errors of query languages. Every TextError wraps ErrInvalid or ErrLimit.
var (
	// ErrInvalid reports a query whose text is wrong: its syntax, an argument, an exception that it did not catch.
	ErrInvalid = errors.New("invalid query")
	// ErrParam reports a parameter whose value does not fit, or whose name the query does not declare.
	ErrParam = errors.New("invalid parameter")
	// ErrLimit reports a query that needs more memory, values or steps than it may have.
	ErrLimit = errors.New("query exceeds a limit")
	// ErrStop is returned by the caller's row function to end a query early and without an error.
	ErrStop = errors.New("no more rows wanted")
)

// TextError is an error in the text of a query. Line and Column count from 1 and are 0 where the position is unknown.
type TextError struct {
	Language     string
	Line, Column int
	Message      string
	Kind         error // ErrInvalid or ErrLimit
}

// Error returns the kind, the language, the position if known, and the message.
func (e *TextError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%v: %s: %s", e.Kind, e.Language, e.Message)
	}
	return fmt.Sprintf("%v: %s: line %d, column %d: %s", e.Kind, e.Language, e.Line, e.Column, e.Message)
}

// Unwrap returns the kind.
func (e *TextError) Unwrap() error { return e.Kind }

// Invalidf returns a TextError of kind ErrInvalid without a position.
func Invalidf(language, format string, args ...any) *TextError {
	return &TextError{Language: language, Message: fmt.Sprintf(format, args...), Kind: ErrInvalid}
}

// Limitf returns a TextError of kind ErrLimit without a position.
func Limitf(language, format string, args ...any) *TextError {
	return &TextError{Language: language, Message: fmt.Sprintf(format, args...), Kind: ErrLimit}
}

// CheckLength returns an ErrLimit error for a query of more than max bytes.
func CheckLength(language, text string, max int) error {
	if len(text) <= max {
		return nil
	}
	return Limitf(language, "the query has %d bytes; at most %d are allowed", len(text), max)
}

// Position returns the line and column of a byte offset in text, both from 1; columns count code points. An offset beyond
// the text means its end.
func Position(text string, offset int) (line, column int) {
	before := text[:min(max(offset, 0), len(text))]
	return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
}

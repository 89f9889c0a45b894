package nquads

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// Terms splits a line into its terms as written, without parsing them: n is 3 or 4, or 0 for a blank line or a comment.
// ok is false if the line is malformed or unusual; use ParseLine then.
func Terms(line []byte) (terms [4][]byte, n int, ok bool) {
	if !utf8.Valid(line) {
		return terms, 0, false
	}
	rest := bytes.TrimLeft(line, " \t\r\n")
	if len(rest) == 0 || rest[0] == '#' {
		return terms, 0, true
	}
	for ; n < 4 && len(rest) > 0 && rest[0] != '.'; n++ {
		size := termLength(rest)
		if size == 0 {
			return terms, 0, false
		}
		terms[n], rest = rest[:size:size], rest[size:]
		for len(rest) > 0 && (rest[0] == ' ' || rest[0] == '\t') {
			rest = rest[1:]
		}
	}
	ended := len(rest) == 1 && rest[0] == '.' || len(rest) == 2 && rest[0] == '.' && rest[1] == '\r'
	return terms, n, n >= 3 && ended
}

// termLength returns the length of the term at the beginning of b in bytes, 0 if Terms leaves it to ParseLine.
func termLength(b []byte) int {
	switch b[0] {
	case '<':
		return bytes.IndexByte(b, '>') + 1
	case '_':
		return max(0, bytes.IndexByte(b, ' '))
	case '"':
		return literalLength(b)
	}
	return 0
}

func literalLength(b []byte) int {
	end := 1
	for {
		n := bytes.IndexByte(b[end:], '"')
		if n < 0 {
			return 0
		}
		end += n + 1
		if b[end-2] != '\\' || !escapedQuote(b[1:end-1]) {
			break
		}
	}
	switch rest := b[end:]; {
	case len(rest) > 3 && rest[0] == '^':
		n := bytes.IndexByte(rest, '>')
		if n < 0 {
			return 0
		}
		return end + n + 1
	case len(rest) > 1 && rest[0] == '@':
		return end + max(1, bytes.IndexByte(rest, ' '))
	}
	return end
}

// escapedQuote reports whether a quotation mark after text is escaped, that is, preceded by an odd number of
// backslashes.
func escapedQuote(text []byte) bool {
	n := 0
	for n < len(text) && text[len(text)-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

// PlainIRI returns the text of an IRI written without escapes; ok is false for any other term.
func PlainIRI(term []byte) (text []byte, ok bool) {
	if len(term) < 3 || term[0] != '<' || term[len(term)-1] != '>' {
		return nil, false
	}
	text = term[1 : len(term)-1]
	for _, c := range text {
		if !plainInIRI[c] {
			return nil, false
		}
	}
	return text, true
}

var plainInIRI = func() (plain [256]bool) {
	for c := range plain {
		plain[c] = !forbiddenInIRI(byte(c)) && c != '\\'
	}
	return plain
}()

// PlainString returns the text of a string written without escapes, datatype or language; ok is false for any other
// term.
func PlainString(term []byte) (text []byte, ok bool) {
	if len(term) < 2 || term[0] != '"' || term[len(term)-1] != '"' {
		return nil, false
	}
	text = term[1 : len(term)-1]
	return text, bytes.IndexByte(text, '\\') < 0
}

// ParseTerm parses one term as Terms returns it. The caller has checked that the line is valid UTF-8.
func ParseTerm(term []byte) (quad.Value, error) {
	p := &parser{line: term}
	v, err := p.term()
	if err == nil && p.pos != len(term) {
		err = fmt.Errorf("%w: %q follows the term", ErrSyntax, term[p.pos:])
	}
	return v, err
}

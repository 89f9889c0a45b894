package nquads

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// ErrSyntax is wrapped by every error about a line that is not N-Quads.
var ErrSyntax = errors.New("not N-Quads")

// ParseLine parses one line. ok is false for a blank line or a comment. An error gives the column, in bytes from 1.
func ParseLine(line []byte) (q quad.Quad, ok bool, err error) {
	if at := invalidUTF8(line); at >= 0 {
		return q, false, fmt.Errorf("%w: column %d: not UTF-8; convert the file first", ErrSyntax, at+1)
	}
	p := &parser{line: line}
	if p.skipSpace(); p.atEnd() {
		return q, false, nil
	}
	for i, at := range []*quad.Value{&q.Subject, &q.Predicate, &q.Object, &q.Label} {
		if i == 3 && p.peek() == '.' {
			break
		}
		if *at, err = p.term(); err != nil {
			return quad.Quad{}, false, fmt.Errorf("%w: column %d: %w", ErrSyntax, p.pos+1, err)
		}
		p.skipSpace()
	}
	if p.peek() != '.' {
		return quad.Quad{}, false, fmt.Errorf("%w: column %d: a full stop must end the quad", ErrSyntax, p.pos+1)
	}
	p.pos++
	if p.skipSpace(); !p.atEnd() {
		return quad.Quad{}, false, fmt.Errorf("%w: column %d: more text after the full stop", ErrSyntax, p.pos+1)
	}
	return q, true, nil
}

func invalidUTF8(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// parser walks one line; pos is a byte offset.
type parser struct {
	line []byte
	pos  int
}

func (p *parser) skipSpace() {
	for p.pos < len(p.line) && isSpace(p.line[p.pos]) {
		p.pos++
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func (p *parser) atEnd() bool { return p.pos == len(p.line) || p.line[p.pos] == '#' }

// peek returns the next byte, 0 at the end.
func (p *parser) peek() byte {
	if p.pos < len(p.line) {
		return p.line[p.pos]
	}
	return 0
}

func (p *parser) term() (quad.Value, error) {
	switch p.peek() {
	case '<':
		return p.iri()
	case '"':
		return p.literal()
	case '_':
		return p.blank()
	case 0:
		return nil, errors.New("the line ends where a term is expected")
	}
	return nil, fmt.Errorf("%q does not begin a term: an IRI begins with <, a blank node with _: and a literal with a double quote", p.line[p.pos])
}

func (p *parser) iri() (quad.IRI, error) {
	start := p.pos + 1
	n := bytes.IndexByte(p.line[start:], '>')
	if n < 0 {
		return "", errors.New("the IRI has no closing >")
	}
	body := p.line[start : start+n]
	if n == 0 {
		return "", errors.New("the IRI is empty")
	}
	for i, c := range body {
		if forbiddenInIRI(c) {
			p.pos = start + i
			return "", fmt.Errorf("%q must be escaped in an IRI", c)
		}
	}
	text, err := p.unescape(start, body, false)
	if err != nil {
		return "", err
	}
	p.pos = start + n + 1
	return quad.IRI(text), nil
}

func forbiddenInIRI(c byte) bool { return c <= ' ' || strings.IndexByte("<>\"{}|^`", c) >= 0 }

func (p *parser) blank() (quad.Value, error) {
	rest := p.line[p.pos:]
	if len(rest) < 3 || rest[1] != ':' {
		return nil, errors.New("a blank node is written _:name")
	}
	n := 2
	for n < len(rest) {
		r, size := utf8.DecodeRune(rest[n:])
		if !isLabelRune(r) {
			break
		}
		n += size
	}
	for rest[n-1] == '.' { // a full stop at the end terminates the quad and is not part of the name
		n--
	}
	if !isBlankLabel(string(rest[2:n])) {
		return nil, errors.New("a blank node's name begins with a letter, a digit or an underscore")
	}
	p.pos += n
	return quad.BNode(rest[2:n]), nil
}

func (p *parser) literal() (quad.Value, error) {
	start := p.pos + 1
	end := start
	for end < len(p.line) && p.line[end] != '"' {
		if p.line[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(p.line) {
		return nil, errors.New("the literal has no closing quote")
	}
	text, err := p.unescape(start, p.line[start:end], true)
	if err != nil {
		return nil, err
	}
	p.pos = end + 1
	switch rest := p.line[p.pos:]; {
	case bytes.HasPrefix(rest, []byte("^^<")):
		p.pos += 2
		iri, err := p.iri()
		return native(quad.TypedString{Value: quad.String(text), Type: iri}), err
	case len(rest) > 0 && rest[0] == '@':
		n := 1
		for n < len(rest) && (isAlnum(rest[n]) || rest[n] == '-') {
			n++
		}
		if !isLanguage(string(rest[1:n])) {
			return nil, fmt.Errorf("%q is not a language tag", rest[1:n])
		}
		p.pos += n
		return quad.LangString{Value: quad.String(text), Lang: string(rest[1:n])}, nil
	}
	return quad.String(text), nil
}

// unescape resolves \n, \" … (in literals) and \uXXXX, \UXXXXXXXX. On an error pos is at the escape.
func (p *parser) unescape(start int, s []byte, literal bool) (string, error) {
	if bytes.IndexByte(s, '\\') < 0 {
		return string(s), nil
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			out = append(out, s[i])
			i++
			continue
		}
		r, n := escaped(s[i:], literal)
		if n == 0 {
			p.pos = start + i
			return "", errors.New("the escape sequence is not part of N-Quads")
		}
		out = utf8.AppendRune(out, r)
		i += n
	}
	return string(out), nil
}

// escaped decodes one escape sequence and returns its length in bytes, 0 if it is malformed.
func escaped(s []byte, literal bool) (rune, int) {
	if len(s) < 2 {
		return 0, 0
	}
	switch s[1] {
	case 'u':
		return hexRune(s, 4)
	case 'U':
		return hexRune(s, 8)
	}
	if i := strings.IndexByte(`tbnrf"'\`, s[1]); literal && i >= 0 {
		return rune("\t\b\n\r\f\"'\\"[i]), 2
	}
	return 0, 0
}

func hexRune(s []byte, digits int) (rune, int) {
	if len(s) < 2+digits {
		return 0, 0
	}
	var r uint32
	for _, c := range s[2 : 2+digits] {
		v := strings.IndexByte("0123456789abcdef", c|0x20)
		if v < 0 || c < '0' {
			return 0, 0
		}
		r = r<<4 | uint32(v)
	}
	if r > utf8.MaxRune || !utf8.ValidRune(rune(r)) {
		return 0, 0
	}
	return rune(r), 2 + digits
}

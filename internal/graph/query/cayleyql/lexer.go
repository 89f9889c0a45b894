package cayleyql

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"graphd/internal/graph/query/qlang"
)

type lexemeKind int

const (
	endOfText lexemeKind = iota
	punctuator
	nameLexeme
	numberLexeme
	stringLexeme   // text is its value
	variableLexeme // text is its name
)

// lexeme is one token of a query.
type lexeme struct {
	kind  lexemeKind
	text  string
	start int // byte offset
}

// queryLexer divides a query into lexemes. Names are wider than GraphQL's: "<iri>", "prefix:local", "~" before either for the
// reverse direction, and "*". A colon is part of a name only after a known prefix, or in an absolute IRI.
type queryLexer struct {
	text     string
	at       int // byte offset of the next character
	prefixes map[string]string
}

const punctuators = "{}()[]:!=|@&"

// next returns the next lexeme.
func (l *queryLexer) next() (lexeme, error) {
	l.skipIgnored()
	start := l.at
	if start >= len(l.text) {
		return lexeme{start: start}, nil
	}
	switch c := l.text[start]; {
	case strings.HasPrefix(l.text[start:], "..."):
		l.at += 3
		return lexeme{punctuator, "...", start}, nil
	case strings.IndexByte(punctuators, c) >= 0:
		l.at++
		return lexeme{punctuator, string(c), start}, nil
	case c == '"':
		return l.string()
	case c == '$':
		l.at++
		name := l.takeWhile(func(c rune) bool { return c == '_' || unicode.IsLetter(c) || unicode.IsDigit(c) })
		return lexeme{variableLexeme, name, start}, nil
	case c == '-' || c >= '0' && c <= '9':
		number := l.takeWhile(func(c rune) bool { return strings.ContainsRune("+-.eE0123456789", c) })
		return lexeme{numberLexeme, number, start}, nil
	}
	return l.name()
}

// skipIgnored skips white space, commas and comments.
func (l *queryLexer) skipIgnored() {
	for l.at < len(l.text) {
		c, size := utf8.DecodeRuneInString(l.text[l.at:])
		switch {
		case c == '#':
			end := strings.IndexByte(l.text[l.at:], '\n')
			if end < 0 {
				end = len(l.text) - l.at
			}
			l.at += end
		case c == ',' || c == '\uFEFF' || unicode.IsSpace(c):
			l.at += size
		default:
			return
		}
	}
}

// takeWhile returns the longest run of characters that are wanted.
func (l *queryLexer) takeWhile(wanted func(rune) bool) string {
	start := l.at
	for l.at < len(l.text) {
		c, size := utf8.DecodeRuneInString(l.text[l.at:])
		if !wanted(c) {
			break
		}
		l.at += size
	}
	return l.text[start:l.at]
}

// name reads [~]<iri> or [~]name.
func (l *queryLexer) name() (lexeme, error) {
	start := l.at
	if l.text[l.at] == '~' {
		l.at++
	}
	if l.at < len(l.text) && l.text[l.at] == '<' {
		end := strings.IndexByte(l.text[l.at:], '>')
		if end < 0 {
			return lexeme{}, l.errorAt(start, "an IRI has no closing >")
		}
		l.at += end + 1
	} else {
		l.bareName()
	}
	name := l.text[start:l.at]
	if name == "" || name == "~" || strings.ContainsFunc(name, func(c rune) bool { return c <= ' ' || c == utf8.RuneError }) {
		return lexeme{}, l.errorAt(start, "unexpected character "+strconv.QuoteRune(firstRune(l.text[start:])))
	}
	return lexeme{nameLexeme, name, start}, nil
}

// bareName skips a name without angle brackets.
func (l *queryLexer) bareName() {
	prefix := l.takeWhile(func(c rune) bool { return c != ':' && isNameRune(c) })
	rest, colon := strings.CutPrefix(l.text[l.at:], ":")
	if !colon || rest == "" || !isNameRune(firstRune(rest)) {
		return
	}
	_, known := l.prefixes[prefix]
	if known || prefix == "_" || prefix == "urn" || strings.HasPrefix(rest, "//") {
		l.takeWhile(isNameRune)
		l.at -= len(l.text[:l.at]) - len(strings.TrimRight(l.text[:l.at], ":"))
	}
}

func isNameRune(c rune) bool {
	return c > ' ' && c != utf8.RuneError && !unicode.IsSpace(c) && !strings.ContainsRune("{}()[]\"!=|@$,^`<>\\", c)
}

// string reads "…" or """…""".
func (l *queryLexer) string() (lexeme, error) {
	start := l.at
	if inner, ok := strings.CutPrefix(l.text[l.at:], `"""`); ok {
		end := strings.Index(inner, `"""`)
		if end < 0 {
			return lexeme{}, l.errorAt(start, `a string has no closing """`)
		}
		l.at += end + 6
		return lexeme{stringLexeme, strings.TrimSpace(inner[:end]), start}, nil
	}
	for l.at++; l.at < len(l.text); l.at++ {
		switch l.text[l.at] {
		case '\\':
			l.at++
		case '\n':
			return lexeme{}, l.errorAt(start, "a string does not end on its line")
		case '"':
			l.at++
			value, err := strconv.Unquote(strings.ReplaceAll(l.text[start:l.at], `\/`, `/`))
			if err != nil {
				return lexeme{}, l.errorAt(start, "a string contains an invalid escape sequence")
			}
			return lexeme{stringLexeme, value, start}, nil
		}
	}
	return lexeme{}, l.errorAt(start, "a string has no closing quotation mark")
}

// errorAt returns an ErrInvalid error with the position of a byte offset.
func (l *queryLexer) errorAt(offset int, message string) error {
	err := qlang.Invalidf(language, "%s", message)
	err.Line, err.Column = qlang.Position(l.text, offset)
	return err
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

package query

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type graphqlTokenKind int

const (
	endToken graphqlTokenKind = iota
	punctToken
	nameToken
	numberToken
	stringToken   // text is its value
	variableToken // text is its name
)

type graphqlToken struct {
	kind  graphqlTokenKind
	text  string
	start int // byte offset
}

// graphqlLexer cuts a query into tokens. Names are wider than GraphQL's: "<iri>", "prefix:local", "~" before either for the
// reverse direction, and "*". A colon belongs to a name only after a known prefix, or in an absolute IRI.
type graphqlLexer struct {
	text     string
	at       int
	prefixes map[string]string
}

const graphqlPunctuation = "{}()[]:!=|@&"

func (l *graphqlLexer) next() (graphqlToken, error) {
	l.skipBlank()
	start := l.at
	if start >= len(l.text) {
		return graphqlToken{start: start}, nil
	}
	switch c := l.text[start]; {
	case strings.HasPrefix(l.text[start:], "..."):
		l.at += 3
		return graphqlToken{punctToken, "...", start}, nil
	case strings.IndexByte(graphqlPunctuation, c) >= 0:
		l.at++
		return graphqlToken{punctToken, string(c), start}, nil
	case c == '"':
		return l.str()
	case c == '$':
		l.at++
		name := l.take(func(c rune) bool { return c == '_' || unicode.IsLetter(c) || unicode.IsDigit(c) })
		return graphqlToken{variableToken, name, start}, nil
	case c == '-' || c >= '0' && c <= '9':
		number := l.take(func(c rune) bool { return strings.ContainsRune("+-.eE0123456789", c) })
		return graphqlToken{numberToken, number, start}, nil
	}
	return l.name()
}

// skipBlank passes over what separates tokens: blanks, commas and remarks.
func (l *graphqlLexer) skipBlank() {
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

// take reads the longest run of characters that are wanted.
func (l *graphqlLexer) take(wanted func(rune) bool) string {
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

func (l *graphqlLexer) name() (graphqlToken, error) {
	start := l.at
	if l.text[l.at] == '~' {
		l.at++
	}
	if l.at < len(l.text) && l.text[l.at] == '<' {
		end := strings.IndexByte(l.text[l.at:], '>')
		if end < 0 {
			return graphqlToken{}, l.fault(start, "an IRI has no closing >")
		}
		l.at += end + 1
	} else {
		l.bareName()
	}
	name := l.text[start:l.at]
	if name == "" || name == "~" || strings.ContainsFunc(name, func(c rune) bool { return c <= ' ' || c == utf8.RuneError }) {
		return graphqlToken{}, l.fault(start, "unexpected character "+strconv.QuoteRune(firstRune(l.text[start:])))
	}
	return graphqlToken{nameToken, name, start}, nil
}

func (l *graphqlLexer) bareName() {
	prefix := l.take(func(c rune) bool { return c != ':' && inName(c) })
	rest, colon := strings.CutPrefix(l.text[l.at:], ":")
	if !colon || rest == "" || !inName(firstRune(rest)) {
		return
	}
	_, known := l.prefixes[prefix]
	if known || prefix == "_" || prefix == "urn" || strings.HasPrefix(rest, "//") {
		l.take(inName)
		l.at -= len(l.text[:l.at]) - len(strings.TrimRight(l.text[:l.at], ":"))
	}
}

func inName(c rune) bool {
	return c > ' ' && c != utf8.RuneError && !unicode.IsSpace(c) && !strings.ContainsRune("{}()[]\"!=|@$,^`<>\\", c)
}

// str reads "…" and """…""".
func (l *graphqlLexer) str() (graphqlToken, error) {
	start := l.at
	if inner, ok := strings.CutPrefix(l.text[l.at:], `"""`); ok {
		end := strings.Index(inner, `"""`)
		if end < 0 {
			return graphqlToken{}, l.fault(start, `a string has no closing """`)
		}
		l.at += end + 6
		return graphqlToken{stringToken, strings.TrimSpace(inner[:end]), start}, nil
	}
	for l.at++; l.at < len(l.text); l.at++ {
		switch l.text[l.at] {
		case '\\':
			l.at++
		case '\n':
			return graphqlToken{}, l.fault(start, "a string does not end on its line")
		case '"':
			l.at++
			value, err := strconv.Unquote(strings.ReplaceAll(l.text[start:l.at], `\/`, `/`))
			if err != nil {
				return graphqlToken{}, l.fault(start, "a string has a faulty escape")
			}
			return graphqlToken{stringToken, value, start}, nil
		}
	}
	return graphqlToken{}, l.fault(start, "a string has no closing quotation mark")
}

func (l *graphqlLexer) fault(at int, message string) error {
	line, column := lineColumn(l.text, at)
	return &TextError{Language: CayleyQL, Line: line, Column: column, Message: message, kind: ErrInvalid}
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

package graph

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/gizmo"
)

// graphqlText is a query in Cayley's GraphQL-style language rewritten token by token, so that its parser sees full IRIs,
// bound values and no character that it miscounts; it remembers where each token stood in the text as given.
type graphqlText struct {
	out    strings.Builder
	starts []int // of each token, in out
	origin []int // of each token, in the text as given
	given  string
}

func (w *graphqlText) String() string { return w.out.String() }

func (w *graphqlText) add(token string, origin int) {
	if w.out.Len() > 0 {
		w.out.WriteByte(' ')
	}
	w.starts, w.origin = append(w.starts, w.out.Len()), append(w.origin, origin)
	w.out.WriteString(token)
}

// place is where the token at an offset of the rewritten text stood.
func (w *graphqlText) place(offset int) (line, column int) {
	i := sort.SearchInts(w.starts, offset+1) - 1
	if i < 0 {
		return 0, 0
	}
	return lineColumn(w.given, w.origin[i])
}

// rewriteGraphQL expands short names where a name may stand (g:said, ~g:source, <actor:x>) and in strings of the form
// "<actor:x>", binds $variables, and keeps the name of a field as it was given as the key of its answer.
func (s *Session) rewriteGraphQL(req Request) (*graphqlText, error) {
	if len(req.Text) > s.limits.Text {
		return nil, tooLong(GraphQL, req.Text, s.limits.Text)
	}
	r := graphqlRewriter{prefixes: s.prefixes, params: req.Params, lexer: graphqlLexer{text: req.Text, prefixes: s.prefixes}}
	r.text.given = req.Text
	for {
		token, err := r.lexer.next()
		if err != nil {
			return nil, err
		}
		if token.kind == endToken {
			return &r.text, nil
		}
		if err := r.token(token); err != nil {
			return nil, err
		}
	}
}

// graphqlRewriter follows the nesting of a query, because what a name means depends on where it stands.
type graphqlRewriter struct {
	prefixes map[string]string
	params   map[string]any
	lexer    graphqlLexer
	text     graphqlText

	braces, parens int
	before         string // the token before this one
}

func (r *graphqlRewriter) token(t graphqlToken) error {
	before := r.before
	r.before = t.text
	declaring := r.braces == 0 && (r.parens > 0 || t.text == "(" && t.kind == punctToken)
	if t.kind == punctToken {
		r.nest(t.text)
	}
	if declaring { // the types of variables: Params have their own
		return nil
	}
	switch t.kind {
	case nameToken:
		r.name(t, before)
	case stringToken:
		return r.str(t.text, t.start, r.expandNode(t.text))
	case variableToken:
		return r.variable(t)
	default:
		r.text.add(t.text, t.start)
	}
	return nil
}

func (r *graphqlRewriter) nest(punct string) {
	switch punct {
	case "{":
		r.braces++
	case "}":
		r.braces--
	case "(":
		r.parens++
	case ")":
		r.parens--
	}
}

// name writes a name; a field that was named short keeps that name as its alias.
func (r *graphqlRewriter) name(t graphqlToken, before string) {
	if before == "@" || r.braces == 0 {
		r.text.add(t.text, t.start)
		return
	}
	mark, name := "", t.text
	if rest, reversed := strings.CutPrefix(name, "~"); reversed {
		mark, name = "~", rest
	}
	expanded := mark + r.expandNode(name)
	if bare, ok := gizmo.Expand(r.prefixes, name); ok {
		expanded = mark + bare.String()
	}
	if isField := r.parens == 0 && before != ":"; isField && expanded != t.text {
		r.text.add(t.text, t.start)
		r.text.add(":", t.start)
	}
	r.text.add(expanded, t.start)
}

// expandNode expands "<actor:x>" and leaves other text alone.
func (r *graphqlRewriter) expandNode(text string) string {
	if inner, ok := strings.CutPrefix(text, "<"); ok && strings.HasSuffix(inner, ">") {
		if iri, ok := gizmo.Expand(r.prefixes, strings.TrimSuffix(inner, ">")); ok {
			return iri.String()
		}
	}
	return text
}

// str writes a string with nothing in it but ASCII.
func (r *graphqlRewriter) str(given string, start int, value string) error {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range value {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c > 0xFFFF:
			line, column := lineColumn(r.text.given, start)
			return &QueryError{
				Language: GraphQL, Line: line, Column: column, kind: ErrQuery,
				Message: fmt.Sprintf("the language cannot hold the character %q of %q; ask in gizmo", c, given),
			}
		case c < ' ' || c >= utf8.RuneSelf:
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	r.text.add(b.String(), start)
	return nil
}

// variable writes the value of a parameter as tokens of its own.
func (r *graphqlRewriter) variable(t graphqlToken) error {
	value, ok := r.params[t.text]
	if !ok {
		line, column := lineColumn(r.text.given, t.start)
		return &QueryError{
			Language: GraphQL, Line: line, Column: column, kind: ErrQuery,
			Message: fmt.Sprintf("there is no parameter %q", t.text),
		}
	}
	if err := r.bind(value, t.start); err != nil {
		return fmt.Errorf("%w %s: %w", ErrParam, t.text, err)
	}
	return nil
}

func (r *graphqlRewriter) bind(value any, start int) error {
	switch v := value.(type) {
	case string:
		if _, plain := quad.StringToValue(v).(quad.String); !plain {
			return fmt.Errorf("the language reads %q as a node and not as text; ask in gizmo", v)
		}
		return r.str(v, start, v)
	case quad.IRI:
		r.text.add(v.String(), start)
	case bool:
		r.text.add(strconv.FormatBool(v), start)
	case int64:
		r.text.add(strconv.FormatInt(v, 10), start)
	case float64:
		r.text.add(strconv.FormatFloat(v, 'e', -1, 64), start)
	case time.Time:
		return r.str("", start, quad.Time(v).TypedString().String())
	case quad.Value:
		return r.str("", start, quad.StringOf(v))
	case []any:
		r.text.add("[", start)
		for _, item := range v {
			if err := r.bind(item, start); err != nil {
				return err
			}
		}
		r.text.add("]", start)
	default:
		return fmt.Errorf("a %T cannot be bound", value)
	}
	return nil
}

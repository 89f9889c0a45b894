package cayleyql

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/query/qlang"
)

// maxDepth bounds the nesting of fields; chosen by hand.
const maxDepth = 64

// Parse parses a query. Names may be short (g:said, ~g:source, <actor:x>), by prefixes (name without colon → namespace).
// Variables are replaced by the values of params, whatever types the query declares for them: a value is a string, bool,
// int64, float64, time.Time, quad.Value, or a []any of these; nil drops the argument that it is given for.
func Parse(text string, prefixes map[string]string, params map[string]any) (*Query, error) {
	p := &queryParser{lexer: queryLexer{text: text, prefixes: prefixes}, params: params}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if err := p.operation(); err != nil {
		return nil, err
	}
	fields, every, err := p.selection(nil, 0)
	switch {
	case err != nil:
		return nil, err
	case every:
		return nil, p.lexer.errorAt(0, "* is not supported at the top: name the objects first")
	case p.current.kind != endOfText:
		return nil, p.unexpected("the end of the query")
	}
	return &Query{fields}, nil
}

// queryParser is a recursive-descent parser with one lexeme of look-ahead.
type queryParser struct {
	lexer   queryLexer
	current lexeme
	params  map[string]any
}

// advance moves to the next lexeme.
func (p *queryParser) advance() (err error) {
	p.current, err = p.lexer.next()
	return err
}

// unexpected returns the error that the current lexeme is not what is wanted.
func (p *queryParser) unexpected(wanted string) error {
	found := strconv.Quote(p.current.text)
	if p.current.kind == endOfText {
		found = "the end of the text"
	}
	return p.lexer.errorAt(p.current.start, fmt.Sprintf("expected %s, found %s", wanted, found))
}

func (p *queryParser) at(punct string) bool {
	return p.current.kind == punctuator && p.current.text == punct
}

// expect moves past a punctuator that must be the current lexeme.
func (p *queryParser) expect(punct string) error {
	if !p.at(punct) {
		return p.unexpected(strconv.Quote(punct))
	}
	return p.advance()
}

// operation skips "query Name($x: T)": params have types of their own.
func (p *queryParser) operation() error {
	if p.current.kind == nameLexeme {
		if p.current.text != "query" {
			return p.unexpected("a query (" + p.current.text + " is not supported)")
		}
		if err := p.advance(); err != nil {
			return err
		}
		if p.current.kind == nameLexeme {
			if err := p.advance(); err != nil {
				return err
			}
		}
	}
	if !p.at("(") {
		return nil
	}
	for !p.at(")") {
		if p.current.kind == endOfText {
			return p.unexpected(`")"`)
		}
		if err := p.advance(); err != nil {
			return err
		}
	}
	return p.advance()
}

// selection reads "{ field … }", or "{ * }", for which every is true. The fields inherit labels.
func (p *queryParser) selection(labels []quad.Value, depth int) (fields []*field, every bool, err error) {
	if depth > maxDepth {
		return nil, false, p.lexer.errorAt(p.current.start, fmt.Sprintf("fields are nested more than %d deep", maxDepth))
	}
	if err := p.expect("{"); err != nil {
		return nil, false, err
	}
	for !p.at("}") {
		f, err := p.field(labels, depth)
		if err != nil {
			return nil, false, err
		}
		fields = append(fields, f)
	}
	if len(fields) == 0 {
		return nil, false, p.unexpected("a field")
	}
	for _, f := range fields {
		if f.via != nameEvery {
			continue
		}
		if len(fields) > 1 || len(f.args)+len(f.fields) > 0 {
			return nil, false, f.errorf("* cannot be combined with other fields, arguments or a selection")
		}
		return nil, true, p.advance()
	}
	return fields, false, p.advance()
}

// field reads [alias:] name [(arguments)] [@directives] [{ fields }].
func (p *queryParser) field(labels []quad.Value, depth int) (*field, error) {
	f := &field{labels: labels}
	f.line, f.column = qlang.Position(p.lexer.text, p.current.start)
	name, err := p.fieldName(f)
	if err != nil {
		return nil, err
	}
	f.via, f.reverse = p.predicate(name)
	args, err := p.arguments(false)
	if err != nil {
		return nil, err
	}
	reversed, err := p.directives(f)
	if err != nil {
		return nil, err
	}
	f.args = append(reversed, args...)
	for i := range f.args {
		f.args[i].labels = f.labels
	}
	if p.at("{") {
		f.fields, f.every, err = p.selection(f.labels, depth+1)
	}
	return f, err
}

// fieldName reads [alias:] name, sets the alias of f and returns the name. The default alias is the name.
func (p *queryParser) fieldName(f *field) (name string, err error) {
	if p.current.kind != nameLexeme {
		return "", p.unexpected("a field")
	}
	name, f.alias = p.current.text, p.current.text
	if err := p.advance(); err != nil || !p.at(":") {
		return name, err
	}
	if err := p.advance(); err != nil {
		return "", err
	}
	if name = p.current.text; p.current.kind != nameLexeme {
		return "", p.unexpected("the name of a predicate")
	}
	return name, p.advance()
}

// predicate returns the predicate that a name denotes; a leading "~" reverses it.
func (p *queryParser) predicate(name string) (via quad.IRI, reverse bool) {
	name, reverse = strings.CutPrefix(name, "~")
	if inner, ok := strings.CutPrefix(name, "<"); ok {
		name = strings.TrimSuffix(inner, ">")
	}
	return qlang.ExpandIRI(p.lexer.prefixes, name), reverse
}

// arguments reads "(name: value …)" if it is there. If reversed is set, the direction of each argument is reversed.
func (p *queryParser) arguments(reversed bool) (args []fieldArgument, err error) {
	if !p.at("(") {
		return nil, nil
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	for !p.at(")") {
		if p.current.kind != nameLexeme {
			return nil, p.unexpected("the name of an argument")
		}
		var a fieldArgument
		a.line, a.column = qlang.Position(p.lexer.text, p.current.start)
		a.via, a.reverse = p.predicate(p.current.text)
		a.reverse = a.reverse != reversed
		if err := p.advance(); err != nil {
			return nil, err
		}
		if err := p.expect(":"); err != nil {
			return nil, err
		}
		if a.values, err = p.values(false); err != nil {
			return nil, err
		}
		if a.values != nil { // a parameter that is nil drops the argument
			args = append(args, a)
		}
	}
	return args, p.advance()
}

// directives reads "@name(arguments) …" into f and returns the arguments of @rev, which are reversed arguments of the field.
func (p *queryParser) directives(f *field) (reversed []fieldArgument, err error) {
	for p.at("@") {
		if err := p.advance(); err != nil {
			return nil, err
		}
		name, start := p.current.text, p.current.start
		if err := p.advance(); err != nil {
			return nil, err
		}
		args, err := p.arguments(name == "rev" || name == "reverse")
		if err != nil {
			return nil, err
		}
		switch name {
		case "rev", "reverse":
			f.reverse = f.reverse != (len(args) == 0)
			reversed = append(reversed, args...)
		case "opt", "optional":
			f.optional = true
		case "unnest":
			f.unnest = true
		case "label":
			if f.labels, err = p.labels(args, start); err != nil {
				return nil, err
			}
		default:
			return nil, p.lexer.errorAt(start, "unknown directive @"+name+"; use @opt, @rev, @label or @unnest")
		}
	}
	return reversed, nil
}

// labels returns the labels that the arguments of @label name: none means all labels.
func (p *queryParser) labels(args []fieldArgument, start int) ([]quad.Value, error) {
	switch {
	case len(args) == 0:
		return nil, nil
	case len(args) > 1 || args[0].via != "v":
		return nil, p.lexer.errorAt(start, "@label takes one argument: @label(v: <iri>)")
	}
	return args[0].values, nil
}

package query

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/query/gizmo"
)

// graphqlField is one field of a query: what is wanted of a node, or at the top which nodes.
type graphqlField struct {
	alias    string // its key in the answer
	via      quad.IRI
	reverse  bool // to the nodes that lead here by via
	optional bool // an object without it is no fault
	unnest   bool // its fields go to the object that it stands in
	every    bool // "*": all that leads from the node
	labels   []quad.Value
	args     []graphqlArgument
	fields   []*graphqlField
	line     int
	column   int
}

// graphqlArgument says that a node must have an edge to one of the values, of which there may be none; or it is id, first
// or offset.
type graphqlArgument struct {
	via          quad.IRI
	reverse      bool
	values       []quad.Value
	labels       []quad.Value
	line, column int
}

// Names that are no predicates.
const (
	graphqlID     quad.IRI = "id"     // the node itself
	graphqlFirst  quad.IRI = "first"  // at most so many objects
	graphqlOffset quad.IRI = "offset" // leave so many out at the beginning
	graphqlEvery           = "*"
)

// deepestGraphQL is how deep fields and lists may be nested.
const deepestGraphQL = 64

// parseGraphQL reads a query in Cayley's GraphQL-style language. Names may be short (g:said, ~g:source, <actor:x>);
// variables are the parameters, whatever the query declares of their types.
func parseGraphQL(text string, prefixes map[string]string, params map[string]any) ([]*graphqlField, error) {
	p := &graphqlParser{lexer: graphqlLexer{text: text, prefixes: prefixes}, params: params}
	if err := p.next(); err != nil {
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
		return nil, p.lexer.fault(0, "* is not supported at the top: name the objects first")
	case p.token.kind != endToken:
		return nil, p.unexpected("the end of the query")
	}
	return fields, nil
}

type graphqlParser struct {
	lexer  graphqlLexer
	token  graphqlToken
	params map[string]any
}

func (p *graphqlParser) next() (err error) {
	p.token, err = p.lexer.next()
	return err
}

func (p *graphqlParser) unexpected(wanted string) error {
	found := strconv.Quote(p.token.text)
	if p.token.kind == endToken {
		found = "the end of the text"
	}
	return p.lexer.fault(p.token.start, fmt.Sprintf("expected %s, found %s", wanted, found))
}

func (p *graphqlParser) is(punct string) bool {
	return p.token.kind == punctToken && p.token.text == punct
}

// take goes past a punctuation mark that must stand here.
func (p *graphqlParser) take(punct string) error {
	if !p.is(punct) {
		return p.unexpected(strconv.Quote(punct))
	}
	return p.next()
}

// operation reads "query Name($x: T)", of which nothing is needed: Params have their own types.
func (p *graphqlParser) operation() error {
	if p.token.kind == nameToken {
		if p.token.text != "query" {
			return p.unexpected("a query; there is no " + p.token.text)
		}
		if err := p.next(); err != nil {
			return err
		}
		if p.token.kind == nameToken {
			if err := p.next(); err != nil {
				return err
			}
		}
	}
	if !p.is("(") {
		return nil
	}
	for !p.is(")") {
		if p.token.kind == endToken {
			return p.unexpected(`")"`)
		}
		if err := p.next(); err != nil {
			return err
		}
	}
	return p.next()
}

// selection reads "{ field … }"; labels are those of the field that it belongs to.
func (p *graphqlParser) selection(labels []quad.Value, depth int) (fields []*graphqlField, every bool, err error) {
	if depth > deepestGraphQL {
		return nil, false, p.lexer.fault(p.token.start, fmt.Sprintf("fields are nested more than %d deep", deepestGraphQL))
	}
	if err := p.take("{"); err != nil {
		return nil, false, err
	}
	for !p.is("}") {
		field, err := p.field(labels, depth)
		if err != nil {
			return nil, false, err
		}
		fields = append(fields, field)
	}
	if len(fields) == 0 {
		return nil, false, p.unexpected("a field")
	}
	for _, f := range fields {
		if f.via != graphqlEvery {
			continue
		}
		if len(fields) > 1 || len(f.args)+len(f.fields) > 0 {
			return nil, false, &TextError{Language: CayleyQL, Line: f.line, Column: f.column, kind: ErrInvalid,
				Message: "* stands alone: it cannot be used with other fields, arguments or a selection"}
		}
		return nil, true, p.next()
	}
	return fields, false, p.next()
}

// field reads [alias:] name [(arguments)] [@directives] [{ fields }].
func (p *graphqlParser) field(labels []quad.Value, depth int) (*graphqlField, error) {
	if p.token.kind != nameToken {
		return nil, p.unexpected("a field")
	}
	f := &graphqlField{alias: p.token.text, labels: labels}
	f.line, f.column = lineColumn(p.lexer.text, p.token.start)
	name := p.token.text
	if err := p.next(); err != nil {
		return nil, err
	}
	if p.is(":") {
		if err := p.next(); err != nil {
			return nil, err
		}
		if name = p.token.text; p.token.kind != nameToken {
			return nil, p.unexpected("the name of a predicate")
		}
		if err := p.next(); err != nil {
			return nil, err
		}
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
	if p.is("{") {
		f.fields, f.every, err = p.selection(f.labels, depth+1)
	}
	return f, err
}

// predicate reads a name: "~" before it turns it round.
func (p *graphqlParser) predicate(name string) (via quad.IRI, reverse bool) {
	name, reverse = strings.CutPrefix(name, "~")
	if inner, ok := strings.CutPrefix(name, "<"); ok {
		name = strings.TrimSuffix(inner, ">")
	}
	return p.iri(name), reverse
}

func (p *graphqlParser) iri(name string) quad.IRI {
	if iri, ok := gizmo.Expand(p.lexer.prefixes, name); ok {
		return iri
	}
	return quad.IRI(name)
}

// arguments reads "(name: value …)", or nothing.
func (p *graphqlParser) arguments(reversed bool) (args []graphqlArgument, err error) {
	if !p.is("(") {
		return nil, nil
	}
	if err := p.next(); err != nil {
		return nil, err
	}
	for !p.is(")") {
		if p.token.kind != nameToken {
			return nil, p.unexpected("the name of an argument")
		}
		var a graphqlArgument
		a.line, a.column = lineColumn(p.lexer.text, p.token.start)
		a.via, a.reverse = p.predicate(p.token.text)
		a.reverse = a.reverse != reversed
		if err := p.next(); err != nil {
			return nil, err
		}
		if err := p.take(":"); err != nil {
			return nil, err
		}
		if a.values, err = p.values(0); err != nil {
			return nil, err
		}
		if a.values != nil { // a parameter without a value asks for nothing
			args = append(args, a)
		}
	}
	return args, p.next()
}

// directives reads "@name(arguments) …"; the arguments of @rev are constraints the other way round.
func (p *graphqlParser) directives(f *graphqlField) (reversed []graphqlArgument, err error) {
	for p.is("@") {
		if err := p.next(); err != nil {
			return nil, err
		}
		name, at := p.token.text, p.token.start
		if err := p.next(); err != nil {
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
			if f.labels, err = p.labels(args, at); err != nil {
				return nil, err
			}
		default:
			return nil, p.lexer.fault(at, "unknown directive @"+name+": there are @opt, @rev, @label and @unnest")
		}
	}
	return reversed, nil
}

// labels reads the arguments of @label: none for all labels, or v.
func (p *graphqlParser) labels(args []graphqlArgument, at int) ([]quad.Value, error) {
	switch {
	case len(args) == 0:
		return nil, nil
	case len(args) > 1 || args[0].via != "v":
		return nil, p.lexer.fault(at, "@label takes one argument: @label(v: <iri>)")
	}
	return args[0].values, nil
}

// values reads a value or a list of them.
func (p *graphqlParser) values(depth int) (values []quad.Value, err error) {
	t := p.token
	switch {
	case p.is("["):
		if depth > 0 {
			return nil, p.lexer.fault(t.start, "a list within a list")
		}
		return p.list()
	case t.kind == stringToken:
		values = []quad.Value{p.text(t.text)}
	case t.kind == numberToken:
		values, err = p.number(t)
	case t.kind == nameToken:
		values = []quad.Value{p.node(t.text)}
	case t.kind == variableToken:
		values, err = p.variable(t)
	default:
		return nil, p.unexpected("a value")
	}
	if err != nil {
		return nil, err
	}
	return values, p.next()
}

func (p *graphqlParser) list() (values []quad.Value, err error) {
	values = []quad.Value{}
	for err = p.next(); err == nil && !p.is("]"); {
		var more []quad.Value
		more, err = p.values(1)
		values = append(values, more...)
	}
	if err != nil {
		return nil, err
	}
	return values, p.next()
}

// text is a node as Cayley writes it in a string: "<iri>", "\"text\"@en", plain text.
func (p *graphqlParser) text(s string) quad.Value {
	if s == "" {
		return quad.String("")
	}
	v := quad.StringToValue(s)
	if iri, ok := v.(quad.IRI); ok {
		return p.iri(string(iri))
	}
	return v
}

// node is a name in the place of a value: true, false, _:blank, an IRI.
func (p *graphqlParser) node(name string) quad.Value {
	if name == "true" || name == "false" {
		return quad.Bool(name == "true")
	}
	if blank, ok := strings.CutPrefix(name, "_:"); ok {
		return quad.BNode(blank)
	}
	iri, _ := p.predicate(name)
	return iri
}

func (p *graphqlParser) number(t graphqlToken) ([]quad.Value, error) {
	if n, err := strconv.ParseInt(t.text, 10, 64); err == nil {
		return []quad.Value{quad.Int(n)}, nil
	}
	f, err := strconv.ParseFloat(t.text, 64)
	if err != nil || math.IsInf(f, 0) {
		return nil, p.lexer.fault(t.start, strconv.Quote(t.text)+" is not a number that can be kept")
	}
	return []quad.Value{quad.Float(f)}, nil
}

func (p *graphqlParser) variable(t graphqlToken) ([]quad.Value, error) {
	value, ok := p.params[t.text]
	if !ok {
		return nil, p.lexer.fault(t.start, fmt.Sprintf("there is no parameter %q", t.text))
	}
	values, err := boundValues(value)
	if err != nil {
		return nil, fmt.Errorf("%w %s: %w", ErrParam, t.text, err)
	}
	return values, nil
}

// boundValues are the nodes that the value of a parameter stands for: a string is text, whatever it looks like.
func boundValues(value any) ([]quad.Value, error) {
	switch v := value.(type) {
	case nil:
		return nil, nil
	case string:
		return []quad.Value{quad.String(v)}, nil
	case bool:
		return []quad.Value{quad.Bool(v)}, nil
	case int64:
		return []quad.Value{quad.Int(v)}, nil
	case float64:
		return []quad.Value{quad.Float(v)}, nil
	case time.Time:
		return []quad.Value{quad.Time(v)}, nil
	case quad.Value:
		return []quad.Value{v}, nil
	case []any:
		all := []quad.Value{}
		for _, item := range v {
			values, err := boundValues(item)
			if err != nil {
				return nil, err
			}
			all = append(all, values...)
		}
		return all, nil
	}
	return nil, fmt.Errorf("a %T cannot be bound", value)
}

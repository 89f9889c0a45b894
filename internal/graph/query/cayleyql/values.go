package cayleyql

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/query/qlang"
)

// values reads a value or a list of values. It returns nil for a parameter that is nil, and an empty list for [].
func (p *queryParser) values(inList bool) (values []quad.Value, err error) {
	v := p.current
	switch {
	case p.at("["):
		if inList {
			return nil, p.lexer.errorAt(v.start, "lists cannot be nested")
		}
		return p.list()
	case v.kind == stringLexeme:
		values = []quad.Value{qlang.ParseNode(p.lexer.prefixes, v.text, false)}
	case v.kind == numberLexeme:
		values, err = p.number(v)
	case v.kind == nameLexeme:
		values = []quad.Value{p.nodeByName(v.text)}
	case v.kind == variableLexeme:
		values, err = p.variable(v)
	default:
		return nil, p.unexpected("a value")
	}
	if err != nil {
		return nil, err
	}
	return values, p.advance()
}

func (p *queryParser) list() (values []quad.Value, err error) {
	values = []quad.Value{}
	for err = p.advance(); err == nil && !p.at("]"); {
		var more []quad.Value
		more, err = p.values(true)
		values = append(values, more...)
	}
	if err != nil {
		return nil, err
	}
	return values, p.advance()
}

// nodeByName returns the node that a name in the place of a value denotes: true, false, _:blank, or an IRI.
func (p *queryParser) nodeByName(name string) quad.Value {
	if name == "true" || name == "false" {
		return quad.Bool(name == "true")
	}
	if blank, ok := strings.CutPrefix(name, "_:"); ok {
		return quad.BNode(blank)
	}
	iri, _ := p.predicate(name)
	return iri
}

func (p *queryParser) number(v lexeme) ([]quad.Value, error) {
	if n, err := strconv.ParseInt(v.text, 10, 64); err == nil {
		return []quad.Value{quad.Int(n)}, nil
	}
	f, err := strconv.ParseFloat(v.text, 64)
	if err != nil || math.IsInf(f, 0) {
		return nil, p.lexer.errorAt(v.start, strconv.Quote(v.text)+" is not a number in the range of a 64-bit float")
	}
	return []quad.Value{quad.Float(f)}, nil
}

func (p *queryParser) variable(v lexeme) ([]quad.Value, error) {
	value, ok := p.params[v.text]
	if !ok {
		return nil, p.lexer.errorAt(v.start, fmt.Sprintf("there is no parameter %q", v.text))
	}
	values, err := paramNodes(value)
	if err != nil {
		return nil, fmt.Errorf("%w %s: %w", qlang.ErrParam, v.text, err)
	}
	return values, nil
}

// paramNodes returns the nodes that a parameter's value denotes, and nil for nil. A string is always a text.
func paramNodes(value any) ([]quad.Value, error) {
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
			values, err := paramNodes(item)
			if err != nil {
				return nil, err
			}
			all = append(all, values...)
		}
		return all, nil
	}
	return nil, fmt.Errorf("a %T cannot be bound", value)
}

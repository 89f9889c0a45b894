package gizmo

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"graphd/internal/graph/query/gizmo/sandbox"
)

// filterValue is a value filter as the script holds it.
type filterValue struct{ filter shape.ValueFilter }

// globalFunctions holds the functions that make nodes and filters.
var globalFunctions = map[string]func(*execution, []goja.Value) (goja.Value, error){
	"iri":   newIRI,
	"bnode": nodeFromString(func(s string) quad.Value { return quad.BNode(s) }),
	"raw":   nodeFromString(quad.Raw), //nolint:staticcheck // Gizmo's raw is this function
	"str":   nodeFromString(func(s string) quad.Value { return quad.String(s) }),
	"lang":  langString, "typed": typedString,
	"lt": comparison(iterator.CompareLT), "lte": comparison(iterator.CompareLTE),
	"gt": comparison(iterator.CompareGT), "gte": comparison(iterator.CompareGTE),
	"regex": regexFilter, "like": likeFilter,
}

// nodeFromString returns a function of the script's that makes a node from one string.
func nodeFromString(make func(string) quad.Value) func(*execution, []goja.Value) (goja.Value, error) {
	return func(x *execution, args []goja.Value) (goja.Value, error) {
		text, err := x.oneString(args)
		if err != nil {
			return nil, err
		}
		return x.vm.ToValue(make(text)), nil
	}
}

// langString implements lang(text, language).
func langString(x *execution, args []goja.Value) (goja.Value, error) {
	text, lang, err := x.twoStrings(args)
	return x.vm.ToValue(quad.LangString{Value: quad.String(text), Lang: lang}), err
}

// typedString implements typed(text, type). A literal of a known type becomes the number, time or boolean that the store
// holds for it.
func typedString(x *execution, args []goja.Value) (goja.Value, error) {
	text, typ, err := x.twoStrings(args)
	if err != nil {
		return nil, err
	}
	typ = strings.TrimSuffix(strings.TrimPrefix(typ, "<"), ">")
	literal := quad.TypedString{Value: quad.String(text), Type: x.namespaces.iri(typ)}
	parsed, err := literal.ParseValue()
	if err != nil {
		return nil, fmt.Errorf("%q is not a %s: %w", text, typ, err)
	}
	return x.vm.ToValue(parsed), nil
}

// comparison returns a function of the script's that makes a filter from one value.
func comparison(op iterator.Operator) func(*execution, []goja.Value) (goja.Value, error) {
	return func(x *execution, args []goja.Value) (goja.Value, error) {
		nodes, err := x.nodes(args)
		if err != nil {
			return nil, err
		}
		if len(nodes) != 1 {
			return nil, fmt.Errorf("expected one value, got %d", len(nodes))
		}
		return x.newFilter(shape.Comparison{Op: op, Val: nodes[0]}), nil
	}
}

func (x *execution) newFilter(f shape.ValueFilter) goja.Value {
	return x.vm.ToValue(&filterValue{filter: f})
}

// likeFilter implements like(pattern); % matches any text and ? any character.
func likeFilter(x *execution, args []goja.Value) (goja.Value, error) {
	pattern, err := x.oneString(args)
	return x.newFilter(shape.Wildcard{Pattern: pattern}), err
}

// regexFilter implements regex(pattern, [testIRIs]). The pattern has RE2's syntax, so matching takes linear time.
func regexFilter(x *execution, args []goja.Value) (goja.Value, error) {
	if len(args) == 0 || len(args) > 2 {
		return nil, fmt.Errorf("expected a pattern, got %d arguments", len(args))
	}
	pattern, isIRI, err := x.pattern(args[0])
	if err != nil {
		return nil, err
	}
	testIRIs := false
	if len(args) == 2 {
		var ok bool
		if testIRIs, ok = args[1].Export().(bool); !ok {
			return nil, errors.New("the second argument must be true to test IRIs too, or false")
		}
	}
	if isIRI && !testIRIs {
		return nil, errors.New("the pattern is an IRI, and IRIs are tested only with true as the second argument")
	}
	if err := sandbox.CheckPattern(pattern); err != nil {
		return nil, err
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil, err
	}
	return x.newFilter(shape.Regexp{Re: re, Refs: testIRIs}), nil
}

// pattern returns the pattern that a string, an IRI or a regular expression of the script's holds.
func (x *execution) pattern(arg goja.Value) (pattern string, isIRI bool, err error) {
	if o, ok := arg.(*goja.Object); ok && o.ClassName() == "RegExp" {
		return patternOf(o), false, nil
	}
	a, err := x.argument(arg)
	if err != nil {
		return "", false, err
	}
	if a.text != "" {
		if inner, ok := strings.CutPrefix(a.text, "<"); ok && strings.HasSuffix(inner, ">") && len(inner) > 1 {
			return strings.TrimSuffix(inner, ">"), true, nil
		}
		return a.text, false, nil
	}
	switch v := a.value.(type) {
	case quad.String:
		return string(v), false, nil
	case quad.IRI:
		return string(v), true, nil
	case quad.BNode:
		return string(v), true, nil
	}
	return "", false, fmt.Errorf("expected a pattern, got %s", a.kind())
}

// patternOf returns the pattern of a JavaScript regular expression, with those of its flags that RE2 knows.
func patternOf(regexp *goja.Object) string {
	flags := ""
	for _, flag := range regexp.Get("flags").String() {
		if strings.ContainsRune("ims", flag) {
			flags += string(flag)
		}
	}
	if flags != "" {
		flags = "(?" + flags + ")"
	}
	return flags + regexp.Get("source").String()
}

// filter implements p.filter(filters…).
func filter(p *pathValue, args []goja.Value) (*pathValue, error) {
	list, err := p.x.arguments(args)
	if err != nil {
		return nil, err
	}
	filters, nodes, err := splitArguments(list)
	if err != nil {
		return nil, err
	}
	if len(nodes) > 0 || len(filters) == 0 {
		return nil, errors.New("expected filters: lt, lte, gt, gte, regex or like")
	}
	return p.extend(p.path.Clone().Filters(filters...), 0)
}

// splitArguments separates filters from nodes; a list may contain only one of the two.
func splitArguments(list []stepArgument) (filters []shape.ValueFilter, nodes []quad.Value, err error) {
	for i, a := range list {
		switch v := a.value.(type) {
		case *filterValue:
			filters = append(filters, v.filter)
		case quad.Value:
			nodes = append(nodes, v)
		default:
			return nil, nil, fmt.Errorf("argument %d is neither a node nor a filter but %s", i+2, a.kind())
		}
	}
	if len(filters) > 0 && len(nodes) > 0 {
		return nil, nil, errors.New("nodes and filters cannot be mixed in one call")
	}
	return filters, nodes, nil
}

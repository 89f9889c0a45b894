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
)

// filterValue is a test of nodes as the script holds it.
type filterValue struct{ filter shape.ValueFilter }

// globalFunctions make nodes and filters.
var globalFunctions = map[string]func(*run, []goja.Value) (goja.Value, error){
	"iri":   newIRI,
	"bnode": ofOneString(func(s string) quad.Value { return quad.BNode(s) }),
	"raw":   ofOneString(func(s string) quad.Value { return quad.Raw(s) }), //nolint:staticcheck // raw is this function in Gizmo
	"str":   ofOneString(func(s string) quad.Value { return quad.String(s) }),
	"lang":  langString, "typed": typedString,
	"lt": comparison(iterator.CompareLT), "lte": comparison(iterator.CompareLTE),
	"gt": comparison(iterator.CompareGT), "gte": comparison(iterator.CompareGTE),
	"regex": regexFilter, "like": likeFilter,
}

func ofOneString(make func(string) quad.Value) func(*run, []goja.Value) (goja.Value, error) {
	return func(r *run, args []goja.Value) (goja.Value, error) {
		text, err := oneString(r, args)
		if err != nil {
			return nil, err
		}
		return r.vm.ToValue(make(text)), nil
	}
}

func twoStrings(r *run, args []goja.Value) (a, b string, err error) {
	texts, err := r.strings(args)
	if err != nil {
		return "", "", err
	}
	if len(texts) != 2 {
		return "", "", errors.New("expected two strings")
	}
	return texts[0], texts[1], nil
}

func langString(r *run, args []goja.Value) (goja.Value, error) {
	text, lang, err := twoStrings(r, args)
	return r.vm.ToValue(quad.LangString{Value: quad.String(text), Lang: lang}), err
}

// typedString is a literal with a type; one of a known type becomes the number, time or boolean that the store holds for it.
func typedString(r *run, args []goja.Value) (goja.Value, error) {
	text, typ, err := twoStrings(r, args)
	if err != nil {
		return nil, err
	}
	typ = strings.TrimSuffix(strings.TrimPrefix(typ, "<"), ">")
	literal := quad.TypedString{Value: quad.String(text), Type: r.names.iri(typ)}
	parsed, err := literal.ParseValue()
	if err != nil {
		return nil, fmt.Errorf("%q is not a %s: %w", text, typ, err)
	}
	return r.vm.ToValue(parsed), nil
}

func comparison(op iterator.Operator) func(*run, []goja.Value) (goja.Value, error) {
	return func(r *run, args []goja.Value) (goja.Value, error) {
		nodes, err := r.nodes(args)
		if err != nil {
			return nil, err
		}
		if len(nodes) != 1 {
			return nil, fmt.Errorf("expected one value, got %d", len(nodes))
		}
		return r.newFilter(shape.Comparison{Op: op, Val: nodes[0]}), nil
	}
}

func (r *run) newFilter(f shape.ValueFilter) goja.Value { return r.vm.ToValue(&filterValue{filter: f}) }

func likeFilter(r *run, args []goja.Value) (goja.Value, error) {
	pattern, err := oneString(r, args)
	return r.newFilter(shape.Wildcard{Pattern: pattern}), err
}

// regexFilter reads (pattern, [also IRIs]); the pattern is RE2's, so that no pattern takes more than linear time.
func regexFilter(r *run, args []goja.Value) (goja.Value, error) {
	if len(args) == 0 || len(args) > 2 {
		return nil, fmt.Errorf("expected a pattern, got %d arguments", len(args))
	}
	pattern, isIRI, err := r.pattern(args[0])
	if err != nil {
		return nil, err
	}
	refs := false
	if len(args) == 2 {
		var ok bool
		if refs, ok = args[1].Export().(bool); !ok {
			return nil, errors.New("the second argument says whether IRIs are tested too: true or false")
		}
	}
	if isIRI && !refs {
		return nil, errors.New("the pattern is an IRI, and IRIs are tested only with true as the second argument")
	}
	if err := tooHeavy(pattern); err != nil {
		return nil, err
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil, err
	}
	return r.newFilter(shape.Regexp{Re: re, Refs: refs}), nil
}

// pattern reads a string, an IRI or a regular expression of the script's.
func (r *run) pattern(arg goja.Value) (pattern string, isIRI bool, err error) {
	if o, ok := arg.(*goja.Object); ok && o.ClassName() == "RegExp" {
		flags := ""
		for _, flag := range o.Get("flags").String() {
			if strings.ContainsRune("ims", flag) {
				flags += string(flag)
			}
		}
		if flags != "" {
			flags = "(?" + flags + ")"
		}
		return flags + o.Get("source").String(), false, nil
	}
	a, err := r.argument(arg)
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

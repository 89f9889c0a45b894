package gizmo

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"time"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"graphd/internal/graph/query/gizmo/sandbox"
)

// Limits of the arguments of one call, chosen by hand. The depth also ends lists that contain themselves.
const (
	maxCallArguments = 100_000
	maxListDepth     = 8
)

// stepArgument is an argument of a step: a quad.Value, a *pathValue, a *filterValue, or nil for null and undefined.
type stepArgument struct {
	value any
	text  string // a plain string as it was written
}

// kind describes the argument for error messages.
func (a stepArgument) kind() string {
	switch a.value.(type) {
	case nil:
		return "null or undefined"
	case *pathValue:
		return "a path"
	case *filterValue:
		return "a filter"
	}
	return "a node"
}

// arguments returns args with arrays flattened.
func (x *execution) arguments(args []goja.Value) ([]stepArgument, error) {
	out := make([]stepArgument, 0, len(args))
	for _, arg := range args {
		var err error
		if out, err = x.appendArgument(out, arg, 0); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (x *execution) appendArgument(out []stepArgument, arg goja.Value, depth int) ([]stepArgument, error) {
	if list, ok := arg.(*goja.Object); ok && list.ClassName() == "Array" {
		return x.appendList(out, list, depth)
	}
	a, err := x.argument(arg)
	if err != nil {
		return nil, err
	}
	if len(out) >= maxCallArguments {
		return nil, limitf("more than %d arguments", maxCallArguments)
	}
	return append(out, a), nil
}

func (x *execution) appendList(out []stepArgument, list *goja.Object, depth int) ([]stepArgument, error) {
	if depth >= maxListDepth {
		return nil, fmt.Errorf("lists are nested more than %d deep", maxListDepth)
	}
	n, err := sandbox.ListLength(list)
	if err != nil {
		return nil, err
	}
	for i := range n {
		if out, err = x.appendArgument(out, list.Get(fmt.Sprint(i)), depth+1); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// argument reads one value that is not an array.
func (x *execution) argument(arg goja.Value) (stepArgument, error) {
	if sandbox.IsAbsent(arg) {
		return stepArgument{}, nil
	}
	if _, isSymbol := arg.(*goja.Symbol); isSymbol {
		return stepArgument{}, errors.New("a symbol is not a node")
	}
	object, isObject := arg.(*goja.Object)
	if !isObject {
		return x.primitive(arg.Export())
	}
	if p, ok := asPath(object); ok {
		return stepArgument{value: p}, nil
	}
	if _, callable := goja.AssertFunction(object); callable {
		return stepArgument{}, errors.New("a function is not a node")
	}
	if object.ExportType() == nil || object.ClassName() == "Object" && !isHost(object) {
		return stepArgument{}, errors.New("an object is not a node: pass a string, a number, a Date, a list or a path")
	}
	return x.primitive(object.Export())
}

var (
	valueType  = reflect.TypeFor[quad.Value]()
	filterType = reflect.TypeFor[*filterValue]()
)

// isHost reports whether o wraps a node or a filter and not data of the script's.
func isHost(o *goja.Object) bool {
	t := o.ExportType()
	return t != nil && (t == filterType || t.Implements(valueType))
}

// primitive reads an exported primitive value, Date, node or filter.
func (x *execution) primitive(exported any) (stepArgument, error) {
	switch v := exported.(type) {
	case string:
		return stepArgument{value: x.namespaces.node(v), text: v}, nil
	case quad.Value:
		return stepArgument{value: v}, nil
	case *filterValue:
		return stepArgument{value: v}, nil
	case bool:
		return stepArgument{value: quad.Bool(v)}, nil
	case int64:
		return stepArgument{value: quad.Int(v)}, nil
	case float64:
		return stepArgument{value: numberNode(v)}, nil
	case time.Time:
		return stepArgument{value: quad.Time(v)}, nil
	}
	return stepArgument{}, fmt.Errorf("a value of this kind (%T) is not a node", exported)
}

// numberNode returns v as an integer where it is one that a float64 holds exactly.
func numberNode(v float64) quad.Value {
	if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
		return quad.Int(int64(v))
	}
	return quad.Float(v)
}

// nodes reads args as nodes and refuses paths, filters and null.
func (x *execution) nodes(args []goja.Value) ([]quad.Value, error) {
	list, err := x.arguments(args)
	if err != nil {
		return nil, err
	}
	out := make([]quad.Value, len(list))
	for i, a := range list {
		v, ok := a.value.(quad.Value)
		if !ok {
			return nil, fmt.Errorf("argument %d is not a node but %s", i+1, a.kind())
		}
		out[i] = v
	}
	return out, nil
}

// via reads a predicate argument. A nil slice means every predicate; otherwise it has one element, in the form that the
// methods of path.Path take. cost is that of the paths in the argument.
func (x *execution) via(arg goja.Value) (via []any, cost int, err error) {
	if sandbox.IsAbsent(arg) {
		return nil, 0, nil
	}
	list, err := x.arguments([]goja.Value{arg})
	if err != nil {
		return nil, 0, err
	}
	return viaOf(list)
}

// viaOf returns a list of predicates as one: the nodes themselves, or, if the list contains paths, the union of all.
func viaOf(list []stepArgument) (via []any, cost int, err error) {
	var values []quad.Value
	var paths []*path.Path
	for _, a := range list {
		switch v := a.value.(type) {
		case quad.Value:
			values = append(values, v)
		case *pathValue:
			paths, cost = append(paths, v.path), cost+v.cost()
		default:
			return nil, 0, fmt.Errorf("%s is not a predicate", a.kind())
		}
	}
	if len(paths) == 0 {
		return []any{values}, 0, nil
	}
	union := paths[0]
	if len(values) > 0 {
		paths, union = paths[1:], path.StartMorphism(values...).Or(union)
	} else {
		paths = paths[1:]
	}
	for _, p := range paths {
		union = union.Or(p)
	}
	return []any{union}, cost, nil
}

// strings reads args as texts. Arrays are flattened and null is left out; a node is its text in Cayley's notation.
func (x *execution) strings(args []goja.Value) ([]string, error) {
	list, err := x.arguments(args)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, a := range list {
		switch v := a.value.(type) {
		case nil:
		case quad.Value:
			if a.text == "" {
				a.text = quad.ToString(v)
			}
			out = append(out, a.text)
		default:
			return nil, fmt.Errorf("expected a string, got %s", a.kind())
		}
	}
	return out, nil
}

// oneString reads args as exactly one text.
func (x *execution) oneString(args []goja.Value) (string, error) {
	texts, err := x.strings(args)
	if err != nil {
		return "", err
	}
	if len(texts) != 1 {
		return "", errors.New("expected one string")
	}
	return texts[0], nil
}

// twoStrings reads args as exactly two texts.
func (x *execution) twoStrings(args []goja.Value) (a, b string, err error) {
	texts, err := x.strings(args)
	if err != nil {
		return "", "", err
	}
	if len(texts) != 2 {
		return "", "", errors.New("expected two strings")
	}
	return texts[0], texts[1], nil
}

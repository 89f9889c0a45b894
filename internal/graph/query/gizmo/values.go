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
)

// mostArguments bounds the nodes that one call may name; deeper lists than deepestList are refused, which also ends cycles.
const (
	mostArguments = 100_000
	deepestList   = 8
)

// argument is what a script passed to a step: a quad.Value, a *pathValue, a *filterValue, or nil for null and undefined.
// text keeps a plain string as it was written.
type argument struct {
	value any
	text  string
}

// arguments flattens the arrays among args.
func (r *run) arguments(args []goja.Value) ([]argument, error) {
	out := make([]argument, 0, len(args))
	for _, arg := range args {
		var err error
		if out, err = r.appendArgument(out, arg, 0); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (r *run) appendArgument(out []argument, arg goja.Value, depth int) ([]argument, error) {
	if list, ok := arg.(*goja.Object); ok && list.ClassName() == "Array" {
		return r.appendList(out, list, depth)
	}
	a, err := r.argument(arg)
	if err != nil {
		return nil, err
	}
	if len(out) >= mostArguments {
		return nil, budgetf("more than %d arguments", mostArguments)
	}
	return append(out, a), nil
}

func (r *run) appendList(out []argument, list *goja.Object, depth int) ([]argument, error) {
	if depth >= deepestList {
		return nil, fmt.Errorf("lists are nested more than %d deep", deepestList)
	}
	n, err := lengthOf(list)
	if err != nil {
		return nil, err
	}
	for i := range n {
		if out, err = r.appendArgument(out, list.Get(fmt.Sprint(i)), depth+1); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func lengthOf(list *goja.Object) (int, error) {
	length := list.Get("length")
	if length == nil {
		return 0, nil
	}
	n := length.ToInteger()
	if n < 0 || n > mostArguments {
		return 0, budgetf("a list of %d values; at most %d are allowed", n, mostArguments)
	}
	return int(n), nil
}

// isNone reports whether an argument is absent, undefined or null.
func isNone(arg goja.Value) bool { return arg == nil || goja.IsUndefined(arg) || goja.IsNull(arg) }

// argument reads one value that is not an array.
func (r *run) argument(arg goja.Value) (argument, error) {
	if isNone(arg) {
		return argument{}, nil
	}
	if _, isSymbol := arg.(*goja.Symbol); isSymbol {
		return argument{}, errors.New("a symbol is not a node")
	}
	object, isObject := arg.(*goja.Object)
	if !isObject {
		return r.primitive(arg.Export())
	}
	if p, ok := asPath(object); ok {
		return argument{value: p}, nil
	}
	if _, callable := goja.AssertFunction(object); callable {
		return argument{}, errors.New("a function is not a node")
	}
	if object.ExportType() == nil || object.ClassName() == "Object" && !isHost(object) {
		return argument{}, errors.New("an object is not a node: pass a string, a number, a Date, a list or a path")
	}
	return r.primitive(object.Export())
}

var (
	valueType  = reflect.TypeFor[quad.Value]()
	filterType = reflect.TypeFor[*filterValue]()
)

// isHost reports whether o wraps a node or a filter rather than data of the script's.
func isHost(o *goja.Object) bool {
	t := o.ExportType()
	return t != nil && (t == filterType || t.Implements(valueType))
}

func (r *run) primitive(native any) (argument, error) {
	switch v := native.(type) {
	case string:
		return argument{value: r.names.value(v), text: v}, nil
	case quad.Value:
		return argument{value: v}, nil
	case *filterValue:
		return argument{value: v}, nil
	case bool:
		return argument{value: quad.Bool(v)}, nil
	case int64:
		return argument{value: quad.Int(v)}, nil
	case float64:
		return argument{value: number(v)}, nil
	case time.Time:
		return argument{value: quad.Time(v)}, nil
	}
	return argument{}, fmt.Errorf("a value of this kind (%T) is not a node", native)
}

func number(v float64) quad.Value {
	if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
		return quad.Int(int64(v))
	}
	return quad.Float(v)
}

// nodes reads args as nodes; paths, filters and null are faults.
func (r *run) nodes(args []goja.Value) ([]quad.Value, error) {
	list, err := r.arguments(args)
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

func (a argument) kind() string {
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

// via reads a predicate argument: nil is every predicate, otherwise one value that path's methods take.
// cost is that of the paths in it.
func (r *run) via(arg goja.Value) (via []any, cost int, err error) {
	if isNone(arg) {
		return nil, 0, nil
	}
	list, err := r.arguments([]goja.Value{arg})
	if err != nil {
		return nil, 0, err
	}
	return viaOf(list)
}

func viaOf(list []argument) (via []any, cost int, err error) {
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

// strings reads args as texts, arrays flattened, null left out; IRIs and other nodes are written in Cayley's notation.
func (r *run) strings(args []goja.Value) ([]string, error) {
	list, err := r.arguments(args)
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

// integer reads a whole number.
func integer(arg goja.Value) (int, bool) {
	if arg == nil {
		return 0, false
	}
	switch v := arg.Export().(type) {
	case int64:
		return int(v), true
	case float64:
		return int(v), !math.IsNaN(v) && math.Abs(v) < 1<<53
	}
	return 0, false
}

// native is how a node is written in a row: text, number, boolean and time as themselves, an IRI as "<iri>".
func native(v quad.Value) any {
	if v == nil {
		return nil
	}
	out := v.Native()
	if same, ok := out.(quad.Value); ok {
		return quad.StringOf(same)
	}
	switch out := out.(type) {
	case float64:
		if math.IsNaN(out) || math.IsInf(out, 0) {
			return quad.StringOf(v)
		}
	case time.Time:
		return writable(out)
	}
	return out
}

// bindParams makes the object params of the values that a caller gave.
func (r *run) bindParams(params map[string]any) (*goja.Object, error) {
	bound := r.vm.NewObject()
	for name, value := range params {
		v, err := r.bound(value)
		if err != nil {
			return nil, fmt.Errorf("parameter %s: %w", name, err)
		}
		if err := bound.Set(name, v); err != nil {
			return nil, fmt.Errorf("parameter %s: %w", name, err)
		}
	}
	return bound, nil
}

func (r *run) bound(value any) (goja.Value, error) {
	switch v := value.(type) {
	case nil:
		return goja.Null(), nil
	case string, bool, int64, float64, quad.Value:
		return r.vm.ToValue(v), nil
	case int:
		return r.vm.ToValue(int64(v)), nil
	case time.Time:
		return r.vm.New(r.vm.Get("Date"), r.vm.ToValue(v.UnixMilli()))
	case []any:
		items := make([]any, len(v))
		for i, item := range v {
			bound, err := r.bound(item)
			if err != nil {
				return nil, err
			}
			items[i] = bound
		}
		return r.vm.NewArray(items...), nil
	}
	return nil, fmt.Errorf("a %T cannot be bound", value)
}

// scalar makes a value of the script out of what native gave; a time becomes a Date.
func (r *run) scalar(v any) goja.Value {
	if t, ok := v.(time.Time); ok {
		if date, err := r.vm.New(r.vm.Get("Date"), r.vm.ToValue(t.UnixMilli())); err == nil {
			return date
		}
	}
	return r.vm.ToValue(v)
}

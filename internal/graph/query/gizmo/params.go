package gizmo

import (
	"fmt"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// bindParams returns the object params with the caller's values; see Script.
func (x *execution) bindParams(params map[string]any) (*goja.Object, error) {
	bound := x.vm.NewObject()
	for name, value := range params {
		v, err := x.bind(value)
		if err != nil {
			return nil, fmt.Errorf("parameter %s: %w", name, err)
		}
		if err := bound.Set(name, v); err != nil {
			return nil, fmt.Errorf("parameter %s: %w", name, err)
		}
	}
	return bound, nil
}

// bind returns a parameter's value as a value of the script's.
func (x *execution) bind(value any) (goja.Value, error) {
	switch v := value.(type) {
	case nil:
		return goja.Null(), nil
	case string, bool, int64, float64, quad.Value:
		return x.vm.ToValue(v), nil
	case int:
		return x.vm.ToValue(int64(v)), nil
	case time.Time:
		return x.newDate(v)
	case []any:
		items := make([]any, len(v))
		for i, item := range v {
			bound, err := x.bind(item)
			if err != nil {
				return nil, err
			}
			items[i] = bound
		}
		return x.vm.NewArray(items...), nil
	}
	return nil, fmt.Errorf("a %T cannot be bound", value)
}

func (x *execution) newDate(t time.Time) (*goja.Object, error) {
	return x.vm.New(x.vm.Get("Date"), x.vm.ToValue(t.UnixMilli()))
}

// toScript returns plain data as values of the script's. Objects are copied, so that no Go value can be reached.
func (x *execution) toScript(v any) goja.Value {
	record, ok := v.(map[string]any)
	if !ok {
		return x.scalarToScript(v)
	}
	o := x.vm.NewObject()
	for key, item := range record {
		_ = o.Set(key, x.scalarToScript(item)) // setting a property of a new plain object cannot fail
	}
	return o
}

// scalarToScript returns what qlang.JSONValue returned as a value of the script's; a time becomes a Date.
func (x *execution) scalarToScript(v any) goja.Value {
	if t, ok := v.(time.Time); ok {
		if date, err := x.newDate(t); err == nil {
			return date
		}
	}
	return x.vm.ToValue(v)
}

package sandbox

import (
	"errors"
	"math"
	"strconv"
	"time"

	"github.com/dop251/goja"

	"graphd/internal/graph/query/qlang"
)

// Limits of one piece of data, chosen by hand.
const (
	maxDataDepth = 64
	maxDataBytes = 16 << 20 // of its texts and keys
	maxList      = 100_000  // elements of one array
)

// Data returns a value of the script's as plain JSON data: nil, bool, int64, float64, string, time.Time, []any,
// map[string]any, or what HostData returns. It refuses functions, symbols, data that contains itself, and data beyond the
// limits of depth, bytes and ScriptLimits.Values. Reading may call getters of the script's.
func (vm *VM) Data(v goja.Value) (any, error) {
	c := dataConverter{vm: vm, values: vm.limits.Values, bytes: maxDataBytes}
	return c.value(v, 0)
}

// dataConverter converts one value within a budget.
type dataConverter struct {
	vm     *VM
	values int // that may still be converted
	bytes  int
}

func (c *dataConverter) value(v goja.Value, depth int) (any, error) {
	if c.values--; c.values < 0 {
		return nil, limitf("more than %d values in one row", c.vm.limits.Values)
	}
	if IsAbsent(v) {
		return nil, nil
	}
	if _, isSymbol := v.(*goja.Symbol); isSymbol {
		return nil, errors.New("a symbol is not data")
	}
	object, ok := v.(*goja.Object)
	if !ok {
		return c.primitive(v.Export())
	}
	if depth >= maxDataDepth {
		return nil, limitf("data is nested more than %d deep, or contains itself", maxDataDepth)
	}
	if data, ok, err := c.vm.HostData(object); ok {
		return data, err
	}
	if _, callable := goja.AssertFunction(object); callable {
		return nil, errors.New("a function is not data")
	}
	switch object.ClassName() {
	case "Array":
		return c.list(object, depth)
	case "Object":
		return c.record(object, depth)
	}
	return c.primitive(object.Export())
}

func (c *dataConverter) list(list *goja.Object, depth int) (any, error) {
	n, err := ListLength(list)
	if err != nil {
		return nil, err
	}
	out := make([]any, 0, n)
	for i := range n {
		item, err := c.value(list.Get(strconv.Itoa(i)), depth+1)
		if err != nil {
			return nil, err
		}
		out = append(out, item)
	}
	return out, nil
}

func (c *dataConverter) record(object *goja.Object, depth int) (any, error) {
	keys := object.Keys()
	out := make(map[string]any, min(len(keys), 64))
	for _, key := range keys {
		if err := c.spend(len(key)); err != nil {
			return nil, err
		}
		item, err := c.value(object.Get(key), depth+1)
		if err != nil {
			return nil, err
		}
		out[key] = item
	}
	return out, nil
}

// primitive converts an exported primitive value or Date. Numbers that JSON cannot hold are nil.
func (c *dataConverter) primitive(v any) (any, error) {
	switch v := v.(type) {
	case string:
		return v, c.spend(len(v))
	case bool, int64:
		return v, nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, nil
		}
		return v, nil
	case time.Time:
		return qlang.JSONTime(v.UTC()), nil
	}
	return nil, errors.New("a value of this kind is not data")
}

func (c *dataConverter) spend(bytes int) error {
	if c.bytes -= bytes; c.bytes < 0 {
		return limitf("a row of more than %d MiB", maxDataBytes>>20)
	}
	return nil
}

// IsAbsent reports whether an argument is missing, undefined or null.
func IsAbsent(v goja.Value) bool { return v == nil || goja.IsUndefined(v) || goja.IsNull(v) }

// ListLength returns the length of an array, or an ErrLimit error if it has more than 100,000 elements.
func ListLength(list *goja.Object) (int, error) {
	length := list.Get("length")
	if length == nil {
		return 0, nil
	}
	n := length.ToInteger()
	if n < 0 || n > maxList {
		return 0, limitf("a list of %d values; at most %d are allowed", n, maxList)
	}
	return int(n), nil
}

// Integer returns a number of the script's as an int, cut towards zero; ok is false for other values and for numbers
// beyond 2^53.
func Integer(v goja.Value) (n int, ok bool) {
	if v == nil {
		return 0, false
	}
	switch v := v.Export().(type) {
	case int64:
		return int(v), true
	case float64:
		return int(v), !math.IsNaN(v) && math.Abs(v) < 1<<53
	}
	return 0, false
}

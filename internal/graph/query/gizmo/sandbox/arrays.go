package sandbox

import (
	"errors"
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

const maxArrayDepth = 64 // nesting of arrays that are joined or flattened; chosen by hand

// checkThisArray refuses arrays that are too long, and objects that only look like arrays: their length may change between
// the check and the work.
func checkThisArray(this goja.Value) error {
	o, ok := this.(*goja.Object)
	if !ok {
		return nil
	}
	switch o.ClassName() {
	case "Array", "Arguments":
		return checkArrayLength(o.Get("length").ToInteger(), maxArray)
	}
	return errors.New("works on arrays only")
}

func checkArrayLength(n, max int64) error {
	if n > max {
		return limitf("an array of %d elements; at most %d are allowed", n, max)
	}
	return nil
}

// checkArrayConcat checks Array.prototype.concat(arrays…).
func checkArrayConcat(this goja.Value, args []goja.Value) error {
	total := int64(0)
	for _, v := range append([]goja.Value{this}, args...) {
		if o, ok := v.(*goja.Object); ok && o.ClassName() == "Array" {
			total += o.Get("length").ToInteger()
		}
	}
	return checkArrayLength(total, maxArray)
}

// checkArrayFrom checks Array.from(items).
func checkArrayFrom(_ goja.Value, args []goja.Value) error {
	o, ok := argumentAt(args, 0).(*goja.Object)
	if !ok {
		return nil
	}
	length := o.Get("length")
	if length != nil && !isObject(length) {
		if err := checkArrayLength(length.ToInteger(), maxArguments); err != nil {
			return err
		}
	}
	if o.ClassName() == "Object" && length != nil && o.GetSymbol(goja.SymIterator) == nil {
		return errors.New("works on arrays, strings and iterable objects only")
	}
	return nil
}

// join implements Array.prototype.join, and toString, which joins with commas.
func join(vm *VM, _ goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error) {
	separator := ","
	if v := argumentAt(args, 0); !goja.IsUndefined(v) && !isObject(v) {
		separator = v.String()
	}
	w := arrayJoiner{separator: separator}
	if err := w.list(this.ToObject(vm.Runtime), 0); err != nil {
		return nil, err
	}
	return vm.ToValue(w.out.String()), nil
}

// arrayJoiner writes the text of an array's elements, within the limits of depth and length.
type arrayJoiner struct {
	separator string
	out       strings.Builder
}

func (w *arrayJoiner) list(list *goja.Object, depth int) error {
	if depth > maxArrayDepth {
		return errArrayDepth()
	}
	for i := range int(list.Get("length").ToInteger()) {
		if i > 0 {
			if err := w.text(w.separator); err != nil {
				return err
			}
		}
		if err := w.item(list.Get(strconv.Itoa(i)), depth); err != nil {
			return err
		}
	}
	return nil
}

func errArrayDepth() error {
	return limitf("arrays are nested more than %d deep, or contain themselves", maxArrayDepth)
}

func (w *arrayJoiner) item(v goja.Value, depth int) error {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil
	}
	if o, ok := v.(*goja.Object); ok && o.ClassName() == "Array" {
		inner := arrayJoiner{separator: ","}
		if err := inner.list(o, depth+1); err != nil {
			return err
		}
		return w.text(inner.out.String())
	}
	return w.text(v.String())
}

func (w *arrayJoiner) text(s string) error {
	if err := checkLength(int64(w.out.Len()) + int64(len(s))); err != nil {
		return err
	}
	w.out.WriteString(s)
	return nil
}

// flat implements Array.prototype.flat(depth).
func flat(vm *VM, _ goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error) {
	depth := 1
	if v := argumentAt(args, 0); !goja.IsUndefined(v) && !isObject(v) {
		depth = int(min(max(v.ToInteger(), 0), maxArrayDepth+1))
	}
	items, err := appendFlat(nil, this.ToObject(vm.Runtime), depth, 0)
	return vm.NewArray(items...), err
}

// appendFlat appends the elements of list to out, those of nested arrays in their place down to depth; level counts from 0.
func appendFlat(out []any, list *goja.Object, depth, level int) ([]any, error) {
	if level > maxArrayDepth {
		return nil, errArrayDepth()
	}
	for i := range int(min(list.Get("length").ToInteger(), maxArray)) {
		item := list.Get(strconv.Itoa(i))
		if o, ok := item.(*goja.Object); ok && o.ClassName() == "Array" && level < depth {
			var err error
			if out, err = appendFlat(out, o, depth, level+1); err != nil {
				return nil, err
			}
			continue
		}
		if item != nil {
			out = append(out, item)
		}
		if len(out) > maxArray {
			return nil, limitf("an array of more than %d elements", maxArray)
		}
	}
	return out, nil
}

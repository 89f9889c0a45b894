package gizmo

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

const (
	deepestJSON      = 200     // nesting of what JSON.parse reads
	deepestArray     = 64      // nesting of arrays that are joined or flattened
	mostSpreadValues = 100_000 // arguments that one call may get from an array
	longestString    = 1 << 20 // UTF-16 units of any string that a script makes: one instruction turns it into as many values
)

// Each of the functions below refuses a call whose result would be too large, and knows so before the work begins.

func tooLong(length int64) error {
	if length > longestString {
		return budgetf("a string of %d characters; at most %d are allowed", length, longestString)
	}
	return nil
}

// shortEnough is a fault where v is too long a string.
func shortEnough(v goja.Value) error {
	if s, ok := v.(goja.String); ok {
		return tooLong(int64(s.Length()))
	}
	return nil
}

// product is a*b without overflow; a negative factor counts as none.
func product(a, b int64) int64 {
	const ceiling = 1 << 40
	a, b = min(max(a, 0), ceiling), min(max(b, 0), ceiling)
	if a != 0 && b > ceiling/a {
		return ceiling
	}
	return a * b
}

func argumentAt(args []goja.Value, i int) goja.Value {
	if i >= len(args) {
		return goja.Undefined()
	}
	return args[i]
}

// stringLength is the length of a string or of the text of another primitive; objects are refused, since their text may differ
// from one time to the next.
func stringLength(v goja.Value) (int64, error) {
	if _, isObject := v.(*goja.Object); isObject {
		return 0, errors.New("expected a string, got an object")
	}
	if s, ok := v.(goja.String); ok {
		return int64(s.Length()), nil
	}
	return int64(len(v.String())), nil
}

func tooManyRepeats(this goja.Value, args []goja.Value) error {
	length, err := stringLength(this)
	times := argumentAt(args, 0)
	if err != nil || isObject(times) {
		return errors.Join(err, errors.New("expected a string and a number"))
	}
	return tooLong(product(length, times.ToInteger()))
}

func isObject(v goja.Value) bool {
	_, ok := v.(*goja.Object)
	return ok
}

func tooWide(_ goja.Value, args []goja.Value) error {
	width := argumentAt(args, 0)
	if isObject(width) || isObject(argumentAt(args, 1)) {
		return errors.New("expected a number and a string")
	}
	return tooLong(width.ToInteger())
}

func tooLongTogether(this goja.Value, args []goja.Value) error {
	total, err := stringLength(this)
	for _, arg := range args {
		length, fault := stringLength(arg)
		total, err = total+length, errors.Join(err, fault)
	}
	if err != nil {
		return err
	}
	return tooLong(total)
}

func tooManyTogether(this goja.Value, args []goja.Value) error {
	total := int64(0)
	for _, v := range append([]goja.Value{this}, args...) {
		if o, ok := v.(*goja.Object); ok && o.ClassName() == "Array" {
			total += o.Get("length").ToInteger()
		}
	}
	if total > longestArray {
		return budgetf("an array of %d elements; at most %d are allowed", total, longestArray)
	}
	return nil
}

func tooManyFrom(_ goja.Value, args []goja.Value) error {
	o, ok := argumentAt(args, 0).(*goja.Object)
	if !ok {
		return nil
	}
	if length := o.Get("length"); length != nil && !isObject(length) && length.ToInteger() > mostSpreadValues {
		return budgetf("an array of %d elements; at most %d are allowed", length.ToInteger(), mostSpreadValues)
	}
	if o.ClassName() == "Object" && o.Get("length") != nil && o.GetSymbol(goja.SymIterator) == nil {
		return errors.New("works on arrays, strings and what can be iterated over")
	}
	return nil
}

func tooManyArguments(_ goja.Value, args []goja.Value) error {
	list, ok := argumentAt(args, 1).(*goja.Object)
	if !ok {
		return nil
	}
	if class := list.ClassName(); class != "Array" && class != "Arguments" {
		return errors.New("the arguments must be an array")
	}
	if n := list.Get("length").ToInteger(); n > mostSpreadValues {
		return budgetf("%d arguments; at most %d are allowed", n, mostSpreadValues)
	}
	return nil
}

func tooDeepJSON(_ goja.Value, args []goja.Value) error {
	if isObject(argumentAt(args, 0)) {
		return errors.New("expected a string")
	}
	depth, inString, text := 0, false, argumentAt(args, 0).String()
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '[' || c == '{':
			if depth++; depth > deepestJSON {
				return budgetf("JSON is nested more than %d deep", deepestJSON)
			}
		case c == ']' || c == '}':
			depth--
		}
	}
	return nil
}

// stringify is JSON.stringify over plain data: keys are sorted, there is no replacer.
func stringify(r *run, _ goja.Callable, _ goja.Value, args []goja.Value) (goja.Value, error) {
	if v := argumentAt(args, 1); !goja.IsUndefined(v) && !goja.IsNull(v) {
		return nil, errors.New("a replacer is not available in queries")
	}
	if goja.IsUndefined(argumentAt(args, 0)) {
		return goja.Undefined(), nil
	}
	data, err := r.plain(args[0])
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", indentOf(argumentAt(args, 2)))
	if err := encoder.Encode(data); err != nil {
		return nil, err
	}
	return r.vm.ToValue(strings.TrimSuffix(b.String(), "\n")), nil
}

func indentOf(v goja.Value) string {
	const most = 10
	if n, ok := integer(v); ok {
		return strings.Repeat(" ", min(max(n, 0), most))
	}
	if s, ok := v.Export().(string); ok {
		return s[:min(len(s), most)]
	}
	return ""
}

// join is Array.prototype.join, and toString, which is the same with a comma.
func join(r *run, _ goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error) {
	separator := ","
	if v := argumentAt(args, 0); !goja.IsUndefined(v) && !isObject(v) {
		separator = v.String()
	}
	w := joiner{separator: separator}
	if err := w.list(this.ToObject(r.vm), 0); err != nil {
		return nil, err
	}
	return r.vm.ToValue(w.out.String()), nil
}

type joiner struct {
	separator string
	out       strings.Builder
}

func (w *joiner) list(list *goja.Object, depth int) error {
	if depth > deepestArray {
		return budgetf("arrays are nested more than %d deep, or contain themselves", deepestArray)
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

func (w *joiner) item(v goja.Value, depth int) error {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil
	}
	if o, ok := v.(*goja.Object); ok && o.ClassName() == "Array" {
		inner := joiner{separator: ","}
		if err := inner.list(o, depth+1); err != nil {
			return err
		}
		return w.text(inner.out.String())
	}
	return w.text(v.String())
}

func (w *joiner) text(s string) error {
	if err := tooLong(int64(w.out.Len()) + int64(len(s))); err != nil {
		return err
	}
	w.out.WriteString(s)
	return nil
}

// flat is Array.prototype.flat.
func flat(r *run, _ goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error) {
	depth := 1
	if v := argumentAt(args, 0); !goja.IsUndefined(v) && !isObject(v) {
		depth = int(min(max(v.ToInteger(), 0), deepestArray+1))
	}
	items, err := appendFlat(nil, this.ToObject(r.vm), depth, 0)
	return r.vm.NewArray(items...), err
}

func appendFlat(out []any, list *goja.Object, depth, level int) ([]any, error) {
	if level > deepestArray {
		return nil, budgetf("arrays are nested more than %d deep, or contain themselves", deepestArray)
	}
	for i := range int(min(list.Get("length").ToInteger(), longestArray)) {
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
		if len(out) > longestArray {
			return nil, budgetf("an array of more than %d elements", longestArray)
		}
	}
	return out, nil
}

// bind is Function.prototype.bind for calls; what it makes counts as a built-in function.
func bind(r *run, _ goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error) {
	target, ok := goja.AssertFunction(this)
	if !ok {
		return nil, fmt.Errorf("only a function can be bound")
	}
	self, first := argumentAt(args, 0), append([]goja.Value(nil), args[min(len(args), 1):]...)
	bound := func(_ goja.Value, rest ...goja.Value) (goja.Value, error) {
		return target(self, append(first[:len(first):len(first)], rest...)...)
	}
	return r.counted("bound", bound, nil), nil
}

package sandbox

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/dop251/goja"
)

const maxJSONDepth = 200 // nesting of what JSON.parse reads; chosen by hand

// checkJSONDepth checks JSON.parse(text).
func checkJSONDepth(_ goja.Value, args []goja.Value) error {
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
			if depth++; depth > maxJSONDepth {
				return limitf("JSON is nested more than %d deep", maxJSONDepth)
			}
		case c == ']' || c == '}':
			depth--
		}
	}
	return nil
}

// stringify implements JSON.stringify(value, undefined, indent) over plain data. Keys are sorted.
func stringify(vm *VM, _ goja.Callable, _ goja.Value, args []goja.Value) (goja.Value, error) {
	if v := argumentAt(args, 1); !goja.IsUndefined(v) && !goja.IsNull(v) {
		return nil, errors.New("a replacer is not available in queries")
	}
	if goja.IsUndefined(argumentAt(args, 0)) {
		return goja.Undefined(), nil
	}
	data, err := vm.Data(args[0])
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
	return vm.ToValue(strings.TrimSuffix(b.String(), "\n")), nil
}

// indentOf returns the indentation that JSON.stringify's third argument asks for: a number of spaces or a text, of at most
// ten characters.
func indentOf(v goja.Value) string {
	const maxIndent = 10
	if n, ok := Integer(v); ok {
		return strings.Repeat(" ", min(max(n, 0), maxIndent))
	}
	if s, ok := v.Export().(string); ok {
		return s[:min(len(s), maxIndent)]
	}
	return ""
}

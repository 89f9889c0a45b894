package sandbox

import (
	"errors"

	"github.com/dop251/goja"
)

// checkApply checks Function.prototype.apply(this, arguments).
func checkApply(_ goja.Value, args []goja.Value) error {
	list, ok := argumentAt(args, 1).(*goja.Object)
	if !ok {
		return nil
	}
	if class := list.ClassName(); class != "Array" && class != "Arguments" {
		return errors.New("the arguments must be an array")
	}
	if n := list.Get("length").ToInteger(); n > maxArguments {
		return limitf("%d arguments; at most %d are allowed", n, maxArguments)
	}
	return nil
}

// bind implements Function.prototype.bind for calls. The function that it returns counts as a built-in function.
func bind(vm *VM, _ goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error) {
	target, ok := goja.AssertFunction(this)
	if !ok {
		return nil, errors.New("only a function can be bound")
	}
	self, first := argumentAt(args, 0), append([]goja.Value(nil), args[min(len(args), 1):]...)
	bound := func(_ goja.Value, rest ...goja.Value) (goja.Value, error) {
		return target(self, append(first[:len(first):len(first)], rest...)...)
	}
	return vm.wrapFunction("bound", bound, nil), nil
}

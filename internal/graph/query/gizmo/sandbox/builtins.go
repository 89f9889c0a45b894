package sandbox

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/dop251/goja"
)

const (
	maxNestedBuiltins = 100 // built-in functions that call each other without code of the script between them; chosen by hand
	markEvery         = 4   // nested built-in functions after which the stack is marked again for the memory limiter
)

// removed lists the globals and methods that Guard deletes: they run unchecked code, wait, make data of any size in
// one instruction, or return the built-in functions under the wrapped ones.
var removed = []string{
	"Function.prototype.constructor", "RegExp.prototype.compile", "String.raw", "Array.fromAsync",
	"Object.getOwnPropertyDescriptor", "Object.getOwnPropertyDescriptors", "Object.prototype.__lookupGetter__",
	"Object.prototype.__lookupSetter__", "Object.prototype.__defineGetter__", "Object.prototype.__defineSetter__",
	"eval", "Function", "Promise", "Proxy", "Reflect", "BigInt", "WeakRef", "FinalizationRegistry", "Atomics", "Iterator",
	"ArrayBuffer", "SharedArrayBuffer", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array",
	"Int32Array", "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
}

// builtinMethod is the safe form of a built-in function: it may refuse its arguments, or do the work in place of original.
type builtinMethod func(vm *VM, original goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error)

// wrappedHolders lists the objects whose functions all count how deep they are nested: they convert their arguments, which
// may call another of them, and such a chain would otherwise exhaust the stack of the process.
var wrappedHolders = []string{
	"String.prototype", "Array.prototype", "Error.prototype", "RegExp.prototype", "Date.prototype", "Function.prototype",
	"Object.prototype", "JSON", "Array",
}

// safeMethods holds the built-in functions that need more than counting. Symbols are in square brackets.
var safeMethods = map[string]builtinMethod{
	"String.prototype.repeat":           checkedBy(checkRepeat),
	"String.prototype.padStart":         checkedBy(checkPad),
	"String.prototype.padEnd":           checkedBy(checkPad),
	"String.prototype.concat":           checkedBy(checkStringConcat),
	"String.prototype.replace":          replaceInString,
	"String.prototype.replaceAll":       replaceInString,
	"String.prototype.match":            checkedBy(checkPatternArgument),
	"String.prototype.matchAll":         checkedBy(checkPatternArgument),
	"String.prototype.search":           checkedBy(checkPatternArgument),
	"RegExp.prototype.exec":             matchWithin,
	"RegExp.prototype.test":             matchWithin,
	"RegExp.prototype.[Symbol.replace]": replaceByRegExp,
	"Array.prototype.join":              join,
	"Array.prototype.toString":          join,
	"Array.prototype.toLocaleString":    join,
	"Array.prototype.concat":            checkedBy(checkArrayConcat),
	"Array.prototype.flat":              flat,
	"Array.from":                        checkedBy(checkArrayFrom),
	"Function.prototype.apply":          checkedBy(checkApply),
	"Function.prototype.bind":           bind,
	"JSON.parse":                        checkedBy(checkJSONDepth),
	"JSON.stringify":                    stringify,
}

// Guard removes and wraps the built-in functions that could do harm, and defines the functions that compiled scripts call. It
// must be called before Run, except for a script that cannot reach any built-in function.
func (vm *VM) Guard() error {
	if err := errors.Join(vm.guardRegExp(), vm.removeGeneratorConstructor()); err != nil {
		return fmt.Errorf("sandbox: guard RegExp and generators: %w", err)
	}
	if err := vm.wrapIterators(); err != nil {
		return fmt.Errorf("sandbox: guard iterators: %w", err)
	}
	for _, name := range wrappedHolders {
		if err := vm.wrapAll(name); err != nil {
			return fmt.Errorf("sandbox: guard %s: %w", name, err)
		}
	}
	for _, name := range removed {
		if err := vm.remove(name); err != nil {
			return fmt.Errorf("sandbox: remove %s: %w", name, err)
		}
	}
	return errors.Join(vm.define(sumCheck, vm.checkSum), vm.define(safepoint, vm.atSafepoint))
}

// builtin returns the object with a dotted name, or nil.
func (vm *VM) builtin(name string) *goja.Object {
	o := vm.GlobalObject()
	for part := range strings.SplitSeq(name, ".") {
		v := o.Get(part)
		if v == nil {
			return nil
		}
		o = v.ToObject(vm.Runtime)
	}
	return o
}

// remove deletes the property with a dotted name if it exists.
func (vm *VM) remove(name string) error {
	holder, key := vm.GlobalObject(), name
	if at := strings.LastIndexByte(name, '.'); at >= 0 {
		holder, key = vm.builtin(name[:at]), name[at+1:]
	}
	if holder == nil || holder.Get(key) == nil {
		return nil
	}
	return holder.Delete(key)
}

// removeGeneratorConstructor deletes the constructor that makes generator functions from text.
func (vm *VM) removeGeneratorConstructor() error {
	generator, err := vm.RunProgram(generatorScript)
	if err != nil {
		return err
	}
	return generator.ToObject(vm.Runtime).Prototype().Delete("constructor")
}

var generatorScript = goja.MustCompile("generator", "(function*(){})", true)

// notWrapped lists properties of built-in objects that are constructors or must not be read.
var notWrapped = []string{"constructor", "prototype", "caller", "arguments", "__proto__"}

var wrappedSymbols = map[string]*goja.Symbol{
	"[Symbol.iterator]": goja.SymIterator, "[Symbol.match]": goja.SymMatch, "[Symbol.matchAll]": goja.SymMatchAll,
	"[Symbol.replace]": goja.SymReplace, "[Symbol.search]": goja.SymSearch, "[Symbol.split]": goja.SymSplit,
	"[Symbol.toPrimitive]": goja.SymToPrimitive,
}

// ownSymbol returns the property of holder itself, or nil if it is inherited or absent.
func ownSymbol(holder *goja.Object, symbol *goja.Symbol) goja.Value {
	v := holder.GetSymbol(symbol)
	if parent := holder.Prototype(); v == nil || parent != nil && v == parent.GetSymbol(symbol) {
		return nil
	}
	return v
}

// wrapAll wraps every function of the named object except those in notWrapped.
func (vm *VM) wrapAll(name string) error {
	holder := vm.builtin(name)
	for _, key := range holder.GetOwnPropertyNames() {
		if slices.Contains(notWrapped, key) {
			continue
		}
		if err := vm.wrap(holder, name, key); err != nil {
			return err
		}
	}
	for key, symbol := range wrappedSymbols {
		if wrapped := vm.wrapValue(name+"."+key, ownSymbol(holder, symbol)); wrapped != nil {
			if err := holder.DefineDataPropertySymbol(symbol, wrapped, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
				return err
			}
		}
	}
	return nil
}

// wrap replaces the function key of holder, whose dotted name is name, by its safe form.
func (vm *VM) wrap(holder *goja.Object, name, key string) error {
	wrapped := vm.wrapValue(name+"."+key, holder.Get(key))
	if wrapped == nil {
		return nil
	}
	return holder.DefineDataProperty(key, wrapped, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// wrapIterators wraps the functions that return the next element to a spread, a loop or a collection.
func (vm *VM) wrapIterators() error {
	iterators, err := vm.RunProgram(iteratorsScript)
	if err != nil {
		return err
	}
	list := iterators.ToObject(vm.Runtime)
	for _, key := range list.Keys() {
		if err := vm.wrap(list.Get(key).ToObject(vm.Runtime).Prototype(), "Iterator", "next"); err != nil {
			return err
		}
	}
	return nil
}

var iteratorsScript = goja.MustCompile("iterators", `[[].values(), ""[Symbol.iterator](), new Map().values(), new Set().values(), "".matchAll("")]`, true)

// wrapValue returns the safe form of a built-in function, or nil for any other value.
func (vm *VM) wrapValue(name string, v goja.Value) goja.Value {
	original, ok := goja.AssertFunction(v)
	if v == nil || !ok {
		return nil
	}
	return vm.wrapFunction(name, original, safeMethods[name])
}

// wrapFunction returns a function that counts how deep built-in functions are nested, and then calls safe, or original if
// safe is nil.
func (vm *VM) wrapFunction(name string, original goja.Callable, safe builtinMethod) goja.Value {
	ofArray := strings.HasPrefix(name, "Array.prototype.")
	short := name[strings.LastIndexByte(name, '.')+1:]
	return vm.ToValue(func(call goja.FunctionCall) goja.Value {
		vm.nested++
		defer func() { vm.nested-- }()
		if err := vm.Expired(); err != nil { // the loop of a built-in function that calls this one would not notice
			vm.throw(short, err)
		}
		if vm.nested > maxNestedBuiltins {
			vm.throw(short, limitf("built-in functions are nested more than %d deep", maxNestedBuiltins))
		}
		if ofArray {
			if err := checkThisArray(call.This); err != nil {
				vm.throw(short, err)
			}
		}
		if vm.nested%markEvery != 0 {
			return vm.callBuiltin(short, safe, original, call)
		}
		var out goja.Value
		vm.mark.Repeat(func() { out = vm.callBuiltin(short, safe, original, call) })
		return out
	})
}

// callBuiltin calls safe, or original if safe is nil. A result is at most a few times as long as the arguments, so checking it
// here stops a text that grows from call to call.
func (vm *VM) callBuiltin(name string, safe builtinMethod, original goja.Callable, call goja.FunctionCall) goja.Value {
	var out goja.Value
	if safe != nil {
		out = vm.callSafe(name, safe, original, call)
	} else {
		out = callOriginal(original, call)
	}
	if err := checkString(out); err != nil {
		vm.throw(name, err)
	}
	return out
}

func (vm *VM) callSafe(name string, safe builtinMethod, original goja.Callable, call goja.FunctionCall) goja.Value {
	var out goja.Value
	err := guarded(func() (err error) {
		out, err = safe(vm, original, call.This, call.Arguments)
		return err
	})
	if err != nil {
		vm.throw(name, err)
	}
	return out
}

// callOriginal calls the function under a wrapper and throws what that throws.
func callOriginal(fn goja.Callable, call goja.FunctionCall) goja.Value {
	out, err := fn(call.This, call.Arguments...)
	if err != nil {
		panic(err)
	}
	return out
}

// checkedBy returns a method that checks its arguments and then calls the original.
func checkedBy(check func(this goja.Value, args []goja.Value) error) builtinMethod {
	return func(_ *VM, original goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error) {
		if err := check(this, args); err != nil {
			return nil, err
		}
		return original(this, args...)
	}
}

package gizmo

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/dop251/goja"
)

// The interpreter falls back to a backtracking matcher for patterns with look-around or back-references, and for searches
// that begin in the middle of a text. Its limit can be set only for the whole process, and only before patterns are compiled.
func init() { regexp2.DefaultMatchTimeout = RegexpTimeout }

const (
	deepestBuiltin = 100       // built-in functions that call each other without any code of the script's between them
	markEvery      = 4         // nested built-in functions after which the stack says again whose memory is taken
	longestArray   = 1_000_000 // elements of an array that a built-in function works on
)

// absent are what a query does without: they run unchecked code, wait, make data of any size in one instruction, or
// give away the built-in functions under the wrapped ones.
var absent = []string{
	"Function.prototype.constructor", "RegExp.prototype.compile", "String.raw", "Array.fromAsync",
	"Object.getOwnPropertyDescriptor", "Object.getOwnPropertyDescriptors", "Object.prototype.__lookupGetter__",
	"Object.prototype.__lookupSetter__", "Object.prototype.__defineGetter__", "Object.prototype.__defineSetter__",
	"eval", "Function", "Promise", "Proxy", "Reflect", "BigInt", "WeakRef", "FinalizationRegistry", "Atomics", "Iterator",
	"ArrayBuffer", "SharedArrayBuffer", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array",
	"Int32Array", "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
}

// method is a built-in function made safe: it may refuse its arguments, or do the work itself instead of original.
type method func(r *run, original goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error)

// wrappedHolders are the objects all of whose functions count how deep they are nested: they convert what they are given,
// which may call another of them, and nothing else would stop such a chain before the process's stack is used up.
var wrappedHolders = []string{
	"String.prototype", "Array.prototype", "Error.prototype", "RegExp.prototype", "Date.prototype", "Function.prototype",
	"Object.prototype", "JSON", "Array",
}

// methods are the built-in functions that need more than that. Symbols stand in square brackets.
var methods = map[string]method{
	"String.prototype.repeat":           refusing(tooManyRepeats),
	"String.prototype.padStart":         refusing(tooWide),
	"String.prototype.padEnd":           refusing(tooWide),
	"String.prototype.concat":           refusing(tooLongTogether),
	"String.prototype.replace":          replaceText,
	"String.prototype.replaceAll":       replaceText,
	"String.prototype.match":            refusing(patternTooLong),
	"String.prototype.matchAll":         refusing(patternTooLong),
	"String.prototype.search":           refusing(patternTooLong),
	"RegExp.prototype.exec":             timed,
	"RegExp.prototype.test":             timed,
	"RegExp.prototype.[Symbol.replace]": replaceMatches,
	"Array.prototype.join":              join,
	"Array.prototype.toString":          join,
	"Array.prototype.toLocaleString":    join,
	"Array.prototype.concat":            refusing(tooManyTogether),
	"Array.prototype.flat":              flat,
	"Array.from":                        refusing(tooManyFrom),
	"Function.prototype.apply":          refusing(tooManyArguments),
	"Function.prototype.bind":           bind,
	"JSON.parse":                        refusing(tooDeepJSON),
	"JSON.stringify":                    stringify,
}

// guardBuiltins takes away and wraps what could hurt.
func (r *run) guardBuiltins() error {
	if err := r.guardRegExp(); err != nil {
		return fmt.Errorf("gizmo: guard RegExp: %w", err)
	}
	if err := r.wrapIterators(); err != nil {
		return fmt.Errorf("gizmo: guard iterators: %w", err)
	}
	for _, name := range wrappedHolders {
		if err := r.wrapAll(name); err != nil {
			return fmt.Errorf("gizmo: guard %s: %w", name, err)
		}
	}
	for _, name := range absent {
		if err := r.takeAway(name); err != nil {
			return fmt.Errorf("gizmo: take away %s: %w", name, err)
		}
	}
	return errors.Join(r.define(checkedSum, r.checkSum), r.define(safepoint, r.atSafepoint))
}

// builtin is the object at a dotted name.
func (r *run) builtin(name string) *goja.Object {
	o := r.vm.GlobalObject()
	for part := range strings.SplitSeq(name, ".") {
		v := o.Get(part)
		if v == nil {
			return nil
		}
		o = v.ToObject(r.vm)
	}
	return o
}

func (r *run) takeAway(name string) error {
	holder, key := r.vm.GlobalObject(), name
	if at := strings.LastIndexByte(name, '.'); at >= 0 {
		holder, key = r.builtin(name[:at]), name[at+1:]
	}
	if holder == nil || holder.Get(key) == nil {
		return nil
	}
	return holder.Delete(key)
}

// unwrapped are properties of built-in objects that are constructors, or that may not be read.
var unwrapped = []string{"constructor", "prototype", "caller", "arguments", "__proto__"}

var wrappedSymbols = map[string]*goja.Symbol{
	"[Symbol.iterator]": goja.SymIterator, "[Symbol.match]": goja.SymMatch, "[Symbol.matchAll]": goja.SymMatchAll,
	"[Symbol.replace]": goja.SymReplace, "[Symbol.search]": goja.SymSearch, "[Symbol.split]": goja.SymSplit,
	"[Symbol.toPrimitive]": goja.SymToPrimitive,
}

// ownSymbol is the property of holder itself, not of its prototype.
func ownSymbol(holder *goja.Object, symbol *goja.Symbol) goja.Value {
	v := holder.GetSymbol(symbol)
	if parent := holder.Prototype(); v == nil || parent != nil && v == parent.GetSymbol(symbol) {
		return nil
	}
	return v
}

// wrapAll wraps every function of the named object but those.
func (r *run) wrapAll(name string) error {
	holder := r.builtin(name)
	for _, key := range holder.GetOwnPropertyNames() {
		if slices.Contains(unwrapped, key) {
			continue
		}
		if err := r.wrap(holder, name, key); err != nil {
			return err
		}
	}
	for key, symbol := range wrappedSymbols {
		if wrapped := r.wrapped(name+"."+key, ownSymbol(holder, symbol)); wrapped != nil {
			if err := holder.DefineDataPropertySymbol(symbol, wrapped, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
				return err
			}
		}
	}
	return nil
}

// wrap puts the safe form of a function of holder, which is called name, in its place.
func (r *run) wrap(holder *goja.Object, name, key string) error {
	wrapped := r.wrapped(name+"."+key, holder.Get(key))
	if wrapped == nil {
		return nil
	}
	return holder.DefineDataProperty(key, wrapped, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// wrapIterators wraps what takes the next element for a spread, a loop or a collection.
func (r *run) wrapIterators() error {
	iterators, err := r.vm.RunProgram(iteratorsScript)
	if err != nil {
		return err
	}
	list := iterators.ToObject(r.vm)
	for _, key := range list.Keys() {
		if err := r.wrap(list.Get(key).ToObject(r.vm).Prototype(), "Iterator", "next"); err != nil {
			return err
		}
	}
	return nil
}

var iteratorsScript = goja.MustCompile("iterators", `[[].values(), ""[Symbol.iterator](), new Map().values(), new Set().values(), "".matchAll("")]`, true)

// wrapped is the safe form of a built-in function, or nil for any other value.
func (r *run) wrapped(name string, v goja.Value) goja.Value {
	original, ok := goja.AssertFunction(v)
	if v == nil || !ok {
		return nil
	}
	return r.counted(name, original, methods[name])
}

// counted makes a function that keeps account of how deep built-in functions are nested, and then does act or original.
func (r *run) counted(name string, original goja.Callable, act method) goja.Value {
	ofArray := strings.HasPrefix(name, "Array.prototype.")
	short := name[strings.LastIndexByte(name, '.')+1:]
	return r.vm.ToValue(func(call goja.FunctionCall) goja.Value {
		r.nested++
		defer func() { r.nested-- }()
		if err := r.expired(); err != nil { // the loop of a built-in function around this one would not see it
			r.throw(short, err)
		}
		if r.nested > deepestBuiltin {
			r.throw(short, budgetf("built-in functions are nested more than %d deep", deepestBuiltin))
		}
		if ofArray {
			if err := workableArray(call.This); err != nil {
				r.throw(short, err)
			}
		}
		if r.nested%markEvery != 0 {
			return r.called(short, act, original, call)
		}
		var out goja.Value
		r.mark.Repeat(func() { out = r.called(short, act, original, call) })
		return out
	})
}

// called does act or original. What it makes is as long as what it got, times a few: a text that grows from call to call ends here.
func (r *run) called(name string, act method, original goja.Callable, call goja.FunctionCall) goja.Value {
	var out goja.Value
	if act != nil {
		out = r.act(name, act, original, call)
	} else {
		out = r.original(original, call)
	}
	if err := shortEnough(out); err != nil {
		r.throw(name, err)
	}
	return out
}

func (r *run) act(name string, act method, original goja.Callable, call goja.FunctionCall) goja.Value {
	var out goja.Value
	err := r.guarded(func() (err error) {
		out, err = act(r, original, call.This, call.Arguments)
		return err
	})
	if err != nil {
		r.throw(name, err)
	}
	return out
}

// original calls the function under a wrapped one; what it throws goes on as it was thrown.
func (r *run) original(fn goja.Callable, call goja.FunctionCall) goja.Value {
	out, err := fn(call.This, call.Arguments...)
	if err != nil {
		panic(err)
	}
	return out
}

// refusing makes a method that checks what it is given and then leaves the work to the original.
func refusing(check func(this goja.Value, args []goja.Value) error) method {
	return func(_ *run, original goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error) {
		if err := check(this, args); err != nil {
			return nil, err
		}
		return original(this, args...)
	}
}

// workableArray refuses arrays that are too long, and objects that only look like arrays: their length may change between
// the check and the work.
func workableArray(this goja.Value) error {
	o, ok := this.(*goja.Object)
	if !ok {
		return nil
	}
	switch o.ClassName() {
	case "Array", "Arguments":
		if n := o.Get("length").ToInteger(); n > longestArray {
			return budgetf("an array of %d elements; at most %d are allowed", n, longestArray)
		}
		return nil
	}
	return errors.New("works on arrays only")
}

// timed is RegExp.prototype.exec or test, through which every match goes: one that would take too long is refused, and one
// that was cut off for its time is an error and not a miss.
func timed(r *run, original goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error) {
	text := textOf(argumentAt(args, 0))
	if err := matchTooLong(this, text); err != nil {
		return nil, err
	}
	start := time.Now()
	out, err := original(this, text)
	if err == nil && !out.ToBoolean() && time.Since(start) >= RegexpTimeout {
		return nil, budgetf("a regular expression took more than %v: it backtracks", RegexpTimeout)
	}
	return out, err
}

// guardRegExp puts a constructor in the place of RegExp that refuses long patterns.
func (r *run) guardRegExp() error {
	global := r.vm.GlobalObject()
	original := global.Get("RegExp").ToObject(r.vm)
	construct, ok := goja.AssertConstructor(original)
	if !ok {
		return errors.New("there is no constructor")
	}
	wrapper := r.vm.ToValue(func(call goja.ConstructorCall) *goja.Object {
		if err := patternTooLong(nil, call.Arguments); err != nil {
			r.throw("RegExp", err)
		}
		made, err := construct(nil, call.Arguments...)
		if err != nil {
			panic(err)
		}
		return made
	}).ToObject(r.vm)
	prototype := original.Get("prototype").ToObject(r.vm)
	return errors.Join(
		wrapper.DefineDataProperty("prototype", prototype, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE),
		prototype.DefineDataProperty("constructor", wrapper, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE),
		global.Set("RegExp", wrapper),
		r.dropGeneratorConstructor(),
	)
}

// dropGeneratorConstructor takes away the constructor that makes generator functions of text.
func (r *run) dropGeneratorConstructor() error {
	generator, err := r.vm.RunProgram(generatorScript)
	if err != nil {
		return err
	}
	return generator.ToObject(r.vm).Prototype().Delete("constructor")
}

var generatorScript = goja.MustCompile("generator", "(function*(){})", true)

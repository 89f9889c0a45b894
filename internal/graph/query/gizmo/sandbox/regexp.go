package sandbox

import (
	"errors"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/dop251/goja"
)

// RegexpTimeout bounds one application of a backtracking regular expression; chosen by hand.
const RegexpTimeout = 100 * time.Millisecond

// The interpreter falls back to a backtracking matcher for patterns with look-around or back-references, and for searches
// that begin in the middle of a text. The matcher's timeout can only be set for the whole process, and only before patterns
// are compiled.
func init() { regexp2.DefaultMatchTimeout = RegexpTimeout }

// matchWithin implements RegExp.prototype.exec and test, which every match uses. It refuses a match that may take too long,
// and turns a match that was cut off by the timeout into an error; the matcher reports it as a failure to match.
func matchWithin(_ *VM, original goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error) {
	text := textOf(argumentAt(args, 0))
	if err := checkMatch(this, text); err != nil {
		return nil, err
	}
	start := time.Now()
	out, err := original(this, text)
	if err == nil && !out.ToBoolean() && time.Since(start) >= RegexpTimeout {
		return nil, limitf("a regular expression took more than %v: it backtracks", RegexpTimeout)
	}
	return out, err
}

// guardRegExp replaces the RegExp constructor by one that refuses large patterns.
func (vm *VM) guardRegExp() error {
	global := vm.GlobalObject()
	original := global.Get("RegExp").ToObject(vm.Runtime)
	construct, ok := goja.AssertConstructor(original)
	if !ok {
		return errors.New("there is no constructor")
	}
	wrapper := vm.ToValue(func(call goja.ConstructorCall) *goja.Object {
		if err := checkPatternArgument(nil, call.Arguments); err != nil {
			vm.throw("RegExp", err)
		}
		made, err := construct(nil, call.Arguments...)
		if err != nil {
			panic(err)
		}
		return made
	}).ToObject(vm.Runtime)
	prototype := original.Get("prototype").ToObject(vm.Runtime)
	return errors.Join(
		wrapper.DefineDataProperty("prototype", prototype, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE),
		prototype.DefineDataProperty("constructor", wrapper, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE),
		global.Set("RegExp", wrapper),
	)
}

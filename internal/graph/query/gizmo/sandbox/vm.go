package sandbox

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/dop251/goja"

	"graphd/internal/admission"
	"graphd/internal/graph/query/qlang"
	"graphd/internal/memlimit"
)

// ScriptLimits bound what one script may take. All must be positive.
type ScriptLimits struct {
	Calls  int   // nested calls of functions
	Values int   // values in one piece of data, see VM.Data
	Heap   int64 // bytes that the script may hold
}

// A VM runs one script in a fresh virtual machine. Only Stop may be called from other goroutines.
type VM struct {
	*goja.Runtime

	// HostData returns the data of an object that belongs to the host, such as a node; ok is false for any other object. An
	// error means that the object is not data.
	HostData func(object *goja.Object) (data any, ok bool, err error)

	limits ScriptLimits
	ctx    context.Context // ends with the script, or when it must stop
	cancel context.CancelCauseFunc
	detach func() bool // stops watching the caller's context

	nested     int  // built-in functions in progress
	safepoints uint // passed
	mark       memlimit.Mark

	mu    sync.Mutex
	cause error // why the script must stop; the first is kept
}

// NewVM returns a VM whose script stops when ctx ends. Close must be called in the end.
func NewVM(ctx context.Context, limits ScriptLimits) *VM {
	vm := &VM{
		Runtime: goja.New(), limits: limits,
		HostData: func(*goja.Object) (any, bool, error) { return nil, false, nil },
	}
	vm.ctx, vm.cancel = context.WithCancelCause(ctx)
	vm.detach = context.AfterFunc(ctx, func() { vm.Stop(context.Cause(ctx)) })
	vm.SetMaxCallStackSize(limits.Calls)
	return vm
}

// Close releases what the script holds.
func (vm *VM) Close() {
	vm.cancel(nil)
	vm.detach()
}

// Context returns a context that ends when the script must stop.
func (vm *VM) Context() context.Context { return vm.ctx }

// Stop makes the script end with cause, whatever it is doing. It may be called from any goroutine; the first cause is kept.
func (vm *VM) Stop(cause error) {
	vm.mu.Lock()
	defer vm.mu.Unlock()
	if vm.cause == nil {
		vm.cause = cause
		vm.cancel(cause)
		vm.Interrupt(cause)
	}
}

// Stopped returns the cause of Stop, or nil if the script has not been stopped.
func (vm *VM) Stopped() error {
	vm.mu.Lock()
	defer vm.mu.Unlock()
	return vm.cause
}

// Expired yields to other tasks, and returns an error if the script has been stopped or its context has ended.
func (vm *VM) Expired() error {
	err := admission.Yield(vm.ctx)
	if err != nil {
		vm.Stop(context.Cause(vm.ctx))
	}
	return err
}

// RunLimited calls do, which prepares and runs the script, and stops the script when it holds more memory than its limit.
func (vm *VM) RunLimited(memory *memlimit.Limiter, do func() error) (err error) {
	exceeded := func() {
		vm.Stop(limitf("the query takes more than its share of memory, which is at most %d MiB; ask for less at a time", vm.limits.Heap>>20))
	}
	memory.Run(vm.ctx, vm.limits.Heap, exceeded, func(ctx context.Context, mark memlimit.Mark) {
		vm.ctx, vm.mark = ctx, mark
		err = do()
	})
	return err
}

// Run runs a compiled script to its end and returns the value of its last statement. If the script was stopped, the error
// is the cause; a limit that was exceeded has the position where the script was.
func (vm *VM) Run(program *goja.Program) (last goja.Value, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = invalidf("the query broke the interpreter: %v", fault)
		}
	}()
	last, err = vm.RunProgram(program)
	if cause := vm.Stopped(); cause != nil {
		return nil, atStop(cause, err)
	}
	if err == nil {
		return last, nil
	}
	var overflow *goja.StackOverflowError
	if errors.As(err, &overflow) {
		return nil, limitf("functions are nested more than %d calls deep", vm.limits.Calls)
	}
	return nil, scriptError(err)
}

// Native returns a function of the script's that calls fn. An error of fn becomes an exception in the script, which may
// catch it unless it is a limit that was exceeded; a panic becomes an error.
func (vm *VM) Native(name string, fn func(args []goja.Value) (goja.Value, error)) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		var out goja.Value
		err := guarded(func() (err error) {
			out, err = fn(call.Arguments)
			return err
		})
		if err != nil {
			vm.throw(name, err)
		}
		if out == nil {
			return goja.Null()
		}
		return out
	}
}

// guarded calls fn and turns a panic of path or store code into an error. Panics of the interpreter pass through.
func guarded(fn func() error) (err error) {
	defer func() {
		switch fault := recover().(type) {
		case nil:
		case *goja.Exception, *goja.InterruptedError, *goja.StackOverflowError, goja.Value:
			panic(fault)
		default:
			err = fmt.Errorf("%v", fault)
		}
	}()
	return fn()
}

// throw raises err in the script, which may catch it. A limit that was exceeded also stops the script.
func (vm *VM) throw(name string, err error) {
	var thrown *goja.Exception
	if errors.As(err, &thrown) {
		panic(thrown)
	}
	var fault *qlang.TextError
	if errors.As(err, &fault) && errors.Is(err, qlang.ErrLimit) {
		vm.Stop(withPosition(fault, vm.CaptureCallStack(0, nil)))
	}
	panic(vm.NewGoError(fmt.Errorf("%s: %w", name, err)))
}

// Position returns the line and column, from 1, where the script is; 0 if unknown.
func (vm *VM) Position() (line, column int) { return position(vm.CaptureCallStack(0, nil)) }

// define adds a function to the script's globals that no script can overwrite.
func (vm *VM) define(name string, f func(goja.FunctionCall) goja.Value) error {
	return vm.GlobalObject().DefineDataProperty(name, vm.ToValue(f), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
}

package gizmo

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"graphd/internal/admission"
	"graphd/internal/graph/queryplan"
	"graphd/internal/memlimit"
)

// run is one query in progress: its virtual machine, and why it must end before its script does.
type run struct {
	engine *Engine
	ctx    context.Context // ends with the query, or when it must stop
	cancel context.CancelCauseFunc
	qs     graph.QuadStore
	vm     *goja.Runtime
	emit   func(row any) error
	names  *names

	linked  bool // see Query
	explain bool
	report  *queryplan.Report
	draw    func(*path.Path) // gets each path in place of running it; nil to run them

	ran    bool          // a final or an emit has been called
	final  string        // the one under way
	answer goja.Value    // what the last final returned; nil for nothing
	nested int           // built-in functions under way, see builtins.go
	passed uint          // safepoints
	mark   memlimit.Mark // of the task whose memory the query takes
	ended  []func()

	mu    sync.Mutex
	cause error // why the query must stop; the first is kept
}

func newRun(ctx context.Context, e *Engine, qs graph.QuadStore, emit func(row any) error) *run {
	r := &run{engine: e, qs: qs, vm: goja.New(), emit: emit, names: newNames(e.prefixes)}
	r.ctx, r.cancel = context.WithCancelCause(ctx)
	stop := context.AfterFunc(ctx, func() { r.stop(context.Cause(ctx)) })
	r.ended = append(r.ended, func() { stop() })
	return r
}

// end frees what the query holds; nothing of it runs afterwards.
func (r *run) end() {
	r.cancel(nil)
	for _, f := range r.ended {
		f()
	}
}

// stop makes the query end with cause, whatever its script does; callable from any goroutine.
func (r *run) stop(cause error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cause == nil {
		r.cause = cause
		r.cancel(cause)
		r.vm.Interrupt(cause)
	}
}

// expired yields to other tasks and returns an error if the query has no time left or has been stopped.
func (r *run) expired() error {
	err := admission.Yield(r.ctx)
	if err != nil {
		r.stop(context.Cause(r.ctx))
	}
	return err
}

func (r *run) stopped() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.cause
}

// prepare fills the global object: the built-ins made safe, g, the constructors of values and filters, params.
func (r *run) prepare(s *script, params map[string]any) error {
	r.vm.SetMaxCallStackSize(r.engine.budgets.Calls)
	if !s.chain {
		if err := r.guardBuiltins(); err != nil {
			return err
		}
	}
	root := r.vm.NewDynamicObject(&rootValue{run: r})
	bound, err := r.bindParams(params)
	if err != nil {
		return err
	}
	globals := map[string]any{"g": root, "graph": root, "params": bound}
	for name, fn := range globalFunctions {
		globals[name] = r.native(name, func(args []goja.Value) (goja.Value, error) { return fn(r, args) })
	}
	for name, value := range globals {
		if err := r.vm.Set(name, value); err != nil {
			return fmt.Errorf("gizmo: set global %s: %w", name, err)
		}
	}
	return nil
}

// execute runs the script to its end and says why it ended.
func (r *run) execute(s *script) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = &Error{Message: fmt.Sprintf("the query broke the interpreter: %v", fault), Kind: ErrScript}
		}
	}()
	last, err := r.vm.RunProgram(s.program)
	if cause := r.stopped(); cause != nil {
		if errors.Is(cause, ErrStop) {
			return nil
		}
		return r.placed(cause, err)
	}
	if err != nil {
		var overflow *goja.StackOverflowError
		if errors.As(err, &overflow) {
			return budgetf("functions are nested more than %d calls deep", r.engine.budgets.Calls)
		}
		return scriptError(err)
	}
	if path, ok := asPath(last); ok && !r.ran && !path.morphism {
		return &Error{Message: "the query builds a path and does not run it: end it with .all()", Kind: ErrScript}
	}
	if s.answers && r.answer != nil && last.StrictEquals(r.answer) {
		return r.sendAnswer(last)
	}
	return nil
}

// sendAnswer makes a row of what the final returned that ends the script.
func (r *run) sendAnswer(v goja.Value) error {
	row, err := r.plain(v)
	if err != nil || row == nil {
		return err
	}
	if err := r.send(row); err != nil && !errors.Is(err, ErrStop) {
		return r.stopped()
	}
	return nil
}

// placed gives a budget fault that has no place yet the one where the script was when it was stopped.
func (r *run) placed(cause, thrown error) error {
	var at interface{ Stack() []goja.StackFrame } // an exception, or an interruption
	fault := (*Error)(nil)
	if errors.As(cause, &fault) && fault.Line == 0 && errors.As(thrown, &at) {
		return fault.at(at.Stack())
	}
	return cause
}

// send hands a row to the caller; an error means that the query has been stopped.
func (r *run) send(row any) error {
	r.ran = true
	if err := r.expired(); err != nil {
		return err
	}
	if err := r.emit(row); err != nil {
		r.stop(err)
		return err
	}
	return nil
}

// native makes a function of the script's world out of fn: its faults become exceptions there, and never leave as panics.
func (r *run) native(name string, fn func(args []goja.Value) (goja.Value, error)) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		var out goja.Value
		err := r.guarded(func() (err error) {
			out, err = fn(call.Arguments)
			return err
		})
		if err != nil {
			r.throw(name, err)
		}
		if out == nil {
			return goja.Null()
		}
		return out
	}
}

// guarded calls fn and turns a panic of path or store code into an error; what the interpreter itself throws passes through.
func (r *run) guarded(fn func() error) (err error) {
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

// throw raises err in the script, where it can be caught unless it must end the query.
func (r *run) throw(name string, err error) {
	var thrown *goja.Exception
	if errors.As(err, &thrown) {
		panic(thrown)
	}
	if fault := (*Error)(nil); errors.As(err, &fault) && errors.Is(err, ErrBudget) {
		r.stop(fault.at(r.vm.CaptureCallStack(0, nil)))
	}
	panic(r.vm.NewGoError(fmt.Errorf("%s: %w", name, err)))
}

// name is the value behind a reference of the store, or nil.
func (r *run) name(ref graph.Ref) quad.Value {
	if ref == nil {
		return nil
	}
	if known, ok := ref.(graph.PreFetchedValue); ok {
		return known.NameOf()
	}
	return r.qs.NameOf(ref)
}

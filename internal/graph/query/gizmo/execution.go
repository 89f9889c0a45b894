package gizmo

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"graphd/internal/graph/query/gizmo/sandbox"
	"graphd/internal/graph/query/qlang"
	"graphd/internal/graph/queryplan"
)

// language is the Language of this package's errors.
const language = "gizmo"

func limitf(format string, args ...any) error { return qlang.Limitf(language, format, args...) }

// execution is one query in progress. It belongs to one goroutine.
type execution struct {
	vm         *sandbox.VM
	budgets    Budgets
	qs         graph.QuadStore
	emit       func(row any) error
	namespaces *namespaces

	linked  bool // see Script
	explain bool
	report  *queryplan.Report
	draw    func(*path.Path) // receives each path instead of the path being run; nil to run paths

	ran    bool       // a final or an emit has been called
	final  string     // name of the final in progress
	answer goja.Value // result of the last final; nil for none
}

// run prepares the virtual machine and runs the script to its end.
func (x *execution) run(s *compiledScript, params map[string]any) error {
	if err := x.defineGlobals(s, params); err != nil {
		return cmp.Or(x.vm.Stopped(), err)
	}
	last, err := x.vm.Run(s.program)
	if err != nil {
		return err
	}
	if p, ok := asPath(last); ok && !x.ran && !p.morphism {
		return qlang.Invalidf(language, "the query builds a path and does not run it: end it with .all()")
	}
	if s.endsInFinal && x.answer != nil && last.StrictEquals(x.answer) {
		return x.sendAnswer(last)
	}
	return nil
}

// defineGlobals guards the built-in functions and defines g, graph, params and the constructors of nodes and filters.
func (x *execution) defineGlobals(s *compiledScript, params map[string]any) error {
	if !s.isChain {
		if err := x.vm.Guard(); err != nil {
			return err
		}
	}
	root := x.vm.NewDynamicObject(&rootValue{x})
	bound, err := x.bindParams(params)
	if err != nil {
		return err
	}
	globals := map[string]any{"g": root, "graph": root, "params": bound}
	for name, fn := range globalFunctions {
		globals[name] = x.vm.Native(name, func(args []goja.Value) (goja.Value, error) { return fn(x, args) })
	}
	for name, value := range globals {
		if err := x.vm.Set(name, value); err != nil {
			return fmt.Errorf("gizmo: set global %s: %w", name, err)
		}
	}
	return nil
}

// sendAnswer emits the result of the final that ends the script as a row.
func (x *execution) sendAnswer(v goja.Value) error {
	row, err := x.vm.Data(v)
	if err != nil || row == nil {
		return err
	}
	if x.send(row) != nil {
		return x.vm.Stopped()
	}
	return nil
}

// send passes a row to the caller. On an error, the script has been stopped.
func (x *execution) send(row any) error {
	x.ran = true
	if err := x.vm.Expired(); err != nil {
		return err
	}
	if err := x.emit(row); err != nil {
		x.vm.Stop(err)
		return err
	}
	return nil
}

// hostData implements sandbox.VM.HostData: nodes are data, paths and filters are not.
func (x *execution) hostData(object *goja.Object) (data any, ok bool, err error) {
	switch t := object.ExportType(); {
	case t == nil:
		return nil, false, nil
	case t == pathType:
		return nil, true, errors.New("a path is not data: end it with .toArray()")
	case t == filterType:
		return nil, true, errors.New("a filter is not data")
	case t.Implements(valueType):
		return qlang.JSONValue(object.Export().(quad.Value)), true, nil
	}
	return nil, false, nil
}

// name returns the node that a reference of the store denotes, or nil.
func (x *execution) name(ref graph.Ref) quad.Value {
	if ref == nil {
		return nil
	}
	if known, ok := ref.(graph.PreFetchedValue); ok {
		return known.NameOf()
	}
	return x.qs.NameOf(ref)
}

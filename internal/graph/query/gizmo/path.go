package gizmo

import (
	"reflect"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/dop251/goja"
)

// pathValue is a path as the script holds it. It never changes: every step makes another.
//
// Building a path may cost more than its steps: both() doubles what stands before it. scale and added give its size as a
// linear function of what it is applied to, so that a budget can refuse it before anything is built.
type pathValue struct {
	run      *run
	path     *path.Path
	morphism bool
	tags     []string // set by tag on this path itself: where back can return to
	scale    int
	added    int
}

func (p *pathValue) cost() int { return p.scale + p.added }

// with is p after one more step that adds cost.
func (p *pathValue) with(next *path.Path, cost int) (*pathValue, error) {
	return p.sized(next, p.scale, p.added+1+cost)
}

func (p *pathValue) sized(next *path.Path, scale, added int) (*pathValue, error) {
	if most := p.run.engine.budgets.Steps; scale+added > most {
		return nil, budgetf("the path is longer than %d steps, those of the paths inside it counted", most)
	}
	return &pathValue{run: p.run, path: next, morphism: p.morphism, tags: p.tags, scale: scale, added: added}, nil
}

var pathType = reflect.TypeFor[*pathValue]()

// asPath gives the path behind a value of the script.
func asPath(v goja.Value) (*pathValue, bool) {
	object, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	if object.ExportType() != pathType {
		return nil, false
	}
	p, ok := object.Export().(*pathValue)
	return p, ok
}

// Get is the method of that name in either spelling.
func (p *pathValue) Get(key string) goja.Value {
	name := lowerFirst(key)
	if step, ok := steps[name]; ok {
		return p.run.vm.ToValue(p.run.native(name, func(args []goja.Value) (goja.Value, error) {
			next, err := step(p, args)
			if err != nil {
				return nil, err
			}
			return p.run.vm.NewDynamicObject(next), nil
		}))
	}
	if final, ok := finals[name]; ok {
		return p.run.vm.ToValue(p.run.native(name, func(args []goja.Value) (goja.Value, error) {
			p.run.final = name
			out, err := final(p, args)
			p.run.answer = out
			return out, err
		}))
	}
	return nil
}

// Has reports whether there is such a method.
func (p *pathValue) Has(key string) bool {
	name := lowerFirst(key)
	return steps[name] != nil || finals[name] != nil
}

// Keys lists the methods in their lower-case spelling.
func (p *pathValue) Keys() []string {
	names := make([]string, 0, len(steps)+len(finals))
	for name := range steps {
		names = append(names, name)
	}
	for name := range finals {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Set refuses: a path has no settable properties.
func (p *pathValue) Set(string, goja.Value) bool { return false }

// Delete refuses.
func (p *pathValue) Delete(string) bool { return false }

func lowerFirst(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}

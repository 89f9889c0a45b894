package gizmo

import (
	"reflect"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/dop251/goja"
)

// pathValue is a path as the script holds it. It is immutable: each step returns another. It implements goja.DynamicObject.
//
// Building a path may cost more than its steps: both() doubles the path before it. scale and added describe the size of the
// path as a linear function of the path that it is applied to, so that a budget can refuse it before it is built.
type pathValue struct {
	x        *execution
	path     *path.Path
	morphism bool
	tags     []string // set by tag on this path, in order: where back can return to
	scale    int
	added    int
}

// cost returns the number of steps of the path applied to a path of one step.
func (p *pathValue) cost() int { return p.scale + p.added }

// extend returns p after one more step, which adds cost steps besides itself.
func (p *pathValue) extend(next *path.Path, cost int) (*pathValue, error) {
	return p.resized(next, p.scale, p.added+1+cost)
}

// resized returns a copy of p with another path and size, or an error if that exceeds the budget.
func (p *pathValue) resized(next *path.Path, scale, added int) (*pathValue, error) {
	if max := p.x.budgets.Steps; scale+added > max {
		return nil, limitf("the path is longer than %d steps, including those of the paths inside it", max)
	}
	return &pathValue{x: p.x, path: next, morphism: p.morphism, tags: p.tags, scale: scale, added: added}, nil
}

var pathType = reflect.TypeFor[*pathValue]()

// asPath returns the path that a value of the script's holds.
func asPath(v goja.Value) (*pathValue, bool) {
	object, ok := v.(*goja.Object)
	if !ok || object.ExportType() != pathType {
		return nil, false
	}
	p, ok := object.Export().(*pathValue)
	return p, ok
}

// Get returns the method with the name key, whose first letter may be upper case, or nil.
func (p *pathValue) Get(key string) goja.Value {
	name := lowerFirst(key)
	if step, ok := steps[name]; ok {
		return p.x.vm.ToValue(p.x.vm.Native(name, func(args []goja.Value) (goja.Value, error) {
			next, err := step(p, args)
			if err != nil {
				return nil, err
			}
			return p.x.vm.NewDynamicObject(next), nil
		}))
	}
	if final, ok := finals[name]; ok {
		return p.x.vm.ToValue(p.x.vm.Native(name, func(args []goja.Value) (goja.Value, error) {
			p.x.final = name
			out, err := final(p, args)
			p.x.answer = out
			return out, err
		}))
	}
	return nil
}

// Has reports whether paths have a method with the name key.
func (p *pathValue) Has(key string) bool {
	name := lowerFirst(key)
	return steps[name] != nil || finals[name] != nil
}

// Keys returns the names of the methods, in order and in lower case.
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

// Set returns false: scripts cannot set properties of a path.
func (p *pathValue) Set(string, goja.Value) bool { return false }

// Delete returns false: scripts cannot delete properties of a path.
func (p *pathValue) Delete(string) bool { return false }

// lowerFirst returns name with its first letter in lower case: Gizmo has both spellings.
func lowerFirst(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}

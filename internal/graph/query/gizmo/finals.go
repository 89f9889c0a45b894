package gizmo

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/jsonld"
	"github.com/dop251/goja"

	"graphd/internal/admission"
	"graphd/internal/graph/algebra"
	"graphd/internal/graph/queryplan"
)

// ResultTag is the key of the node at which a path ended.
const ResultTag = "id"

var finals = map[string]func(*pathValue, []goja.Value) (goja.Value, error){
	"all": all, "getLimit": getLimit, "count": count,
	"toArray":  func(p *pathValue, args []goja.Value) (goja.Value, error) { return toArray(p, args, false) },
	"tagArray": func(p *pathValue, args []goja.Value) (goja.Value, error) { return toArray(p, args, true) },
	"toValue":  func(p *pathValue, _ []goja.Value) (goja.Value, error) { return first(p, false) },
	"tagValue": func(p *pathValue, _ []goja.Value) (goja.Value, error) { return first(p, true) },
	"forEach":  forEach, "map": forEach,
}

// result is the place of an iterator: a node and the tags of the way to it.
type result struct {
	run  *run
	ref  graph.Ref
	tags map[string]graph.Ref
}

func (f result) node() quad.Value           { return f.run.name(f.ref) }
func (f result) tag(name string) quad.Value { return f.run.name(f.tags[name]) }

// row is the result with its tags as plain data, or nil when nothing of it has a name.
func (f result) row() map[string]any { return f.rowOf(native) }

func (f result) rowOf(write func(quad.Value) any) map[string]any {
	row := make(map[string]any, len(f.tags))
	for tag, ref := range f.tags {
		if v := write(f.run.name(ref)); v != nil {
			row[tag] = v
		}
	}
	if len(row) == 0 {
		return nil
	}
	return row
}

// each walks p's results, with every way to each of them when ways is set, until visit returns false or an error. A result
// is good until visit returns.
func (r *run) each(p *path.Path, ways bool, visit func(result) (bool, error)) error {
	r.ran = true
	if r.draw != nil {
		r.draw(p)
		return nil
	}
	reporting := algebra.PlanReporting{Report: r.report, ExplainOnly: r.explain}
	if r.report != nil {
		reporting.Place = r.place()
	}
	tree, done := algebra.Prepare(r.ctx, r.qs, p.Shape(), reporting, ResultTag)
	if tree == nil {
		return nil
	}
	defer done()
	scan := tree.Iterate()
	defer scan.Close()
	at := result{run: r, tags: map[string]graph.Ref{}}
	more, err := true, error(nil)
	for more && err == nil && admission.Yield(r.ctx) == nil && scan.Next(r.ctx) {
		more, err = visit(at.move(scan))
		for ways && more && err == nil && admission.Yield(r.ctx) == nil && scan.NextPath(r.ctx) {
			more, err = visit(at.move(scan))
		}
	}
	if err != nil {
		return err
	}
	if r.ctx.Err() != nil {
		cause := context.Cause(r.ctx)
		r.stop(cause)
		return cause
	}
	if err := scan.Err(); err != nil {
		return fmt.Errorf("read the graph: %w", err)
	}
	return nil
}

// place is where in the script the final stands that is under way.
func (r *run) place() queryplan.Place {
	at := (Error{}).at(r.vm.CaptureCallStack(0, nil))
	return queryplan.Place{Line: at.Line, Column: at.Column, Final: r.final}
}

// move is the result at which scan is; the tags are those of the next one after that.
func (f result) move(scan graph.Scanner) result {
	clear(f.tags)
	scan.TagResults(f.tags)
	f.ref = scan.Result()
	return f
}

func all(p *pathValue, _ []goja.Value) (goja.Value, error) { return nil, p.emitUpTo(-1) }

// getLimit emits at most n rows; a negative n is no limit. The limit of the session holds in either case.
func getLimit(p *pathValue, args []goja.Value) (goja.Value, error) {
	if len(args) != 1 {
		return nil, errors.New("expected one number")
	}
	n, ok := integer(args[0])
	if !ok {
		return nil, errors.New("expected one number")
	}
	if n == 0 {
		n = -1
	}
	return nil, p.emitUpTo(n)
}

func (p *pathValue) emitUpTo(n int) error {
	write := native
	if p.run.linked {
		write = linked
	}
	return p.run.each(p.path, true, func(found result) (bool, error) {
		row := found.rowOf(write)
		if row == nil {
			row = map[string]any{}
		}
		n--
		return n != 0, p.run.send(row)
	})
}

// linked is a node as JSON-LD writes it.
func linked(v quad.Value) any {
	if v == nil {
		return nil
	}
	return jsonld.FromValue(v)
}

// collect gathers up to n results as plain data; a negative n is all that the budget allows.
func (p *pathValue) collect(n int, tags bool) ([]any, error) {
	out := []any{}
	if n == 0 {
		return out, nil
	}
	held := 0
	err := p.run.each(p.path, tags, func(found result) (bool, error) {
		if v := found.plain(tags); v != nil {
			out = append(out, v)
			held += 1 + len(found.tags)
		}
		if held > p.run.engine.budgets.Held {
			return false, budgetf("more than %d values in one array; use forEach, or limit the path", p.run.engine.budgets.Held)
		}
		n--
		return n != 0, nil
	})
	return out, err
}

func (f result) plain(tags bool) any {
	if !tags {
		return native(f.node())
	}
	if row := f.row(); row != nil {
		return row
	}
	return nil
}

func toArray(p *pathValue, args []goja.Value, tags bool) (goja.Value, error) {
	n, err := optionalCount(args)
	if err != nil {
		return nil, err
	}
	list, err := p.collect(n, tags)
	if err != nil {
		return nil, err
	}
	items := make([]any, len(list))
	for i, v := range list {
		items[i] = p.run.toScript(v)
	}
	return p.run.vm.NewArray(items...), nil
}

// toScript makes objects of the script out of plain data, so that nothing of Go's shows through.
func (r *run) toScript(v any) goja.Value {
	record, ok := v.(map[string]any)
	if !ok {
		return r.scalar(v)
	}
	o := r.vm.NewObject()
	for key, item := range record {
		_ = o.Set(key, r.scalar(item)) // a fresh plain object refuses nothing
	}
	return o
}

func optionalCount(args []goja.Value) (int, error) {
	if len(args) == 0 || goja.IsUndefined(args[0]) {
		return -1, nil
	}
	n, ok := integer(args[0])
	if !ok || len(args) > 1 {
		return 0, errors.New("expected at most one number")
	}
	return n, nil
}

func first(p *pathValue, tags bool) (goja.Value, error) {
	list, err := p.collect(1, tags)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return p.run.toScript(list[0]), nil
}

// count is the number of results, every way to a node counted.
func count(p *pathValue, _ []goja.Value) (goja.Value, error) {
	n := int64(0)
	err := p.run.each(p.path, true, func(result) (bool, error) {
		n++
		return true, nil
	})
	return p.run.vm.ToValue(n), err
}

// forEach reads ([limit], callback) and calls back with the tags of each result.
func forEach(p *pathValue, args []goja.Value) (goja.Value, error) {
	if len(args) == 0 || len(args) > 2 {
		return nil, fmt.Errorf("expected a function, got %d arguments", len(args))
	}
	callback, ok := goja.AssertFunction(args[len(args)-1])
	if !ok {
		return nil, errors.New("the last argument is not a function")
	}
	n, err := optionalCount(args[:len(args)-1])
	if err != nil || n == 0 {
		return nil, err
	}
	return nil, p.run.each(p.path, true, func(found result) (bool, error) {
		n--
		row := found.row()
		if row == nil {
			return n != 0, nil
		}
		_, err := callback(goja.Undefined(), p.run.toScript(row))
		return n != 0, err
	})
}

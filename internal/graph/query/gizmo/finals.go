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
	"graphd/internal/graph/query/gizmo/sandbox"
	"graphd/internal/graph/query/qlang"
	"graphd/internal/graph/queryplan"
)

// ResultTag is the key, in rows of paths, of the node at which a path ends.
const ResultTag = "id"

// finals holds the methods that run a path.
var finals = map[string]func(*pathValue, []goja.Value) (goja.Value, error){
	"all": all, "getLimit": getLimit, "count": count,
	"toArray":  func(p *pathValue, args []goja.Value) (goja.Value, error) { return toArray(p, args, false) },
	"tagArray": func(p *pathValue, args []goja.Value) (goja.Value, error) { return toArray(p, args, true) },
	"toValue":  func(p *pathValue, _ []goja.Value) (goja.Value, error) { return first(p, false) },
	"tagValue": func(p *pathValue, _ []goja.Value) (goja.Value, error) { return first(p, true) },
	"forEach":  forEach, "map": forEach,
}

// pathResult is the current result of a scan: a node and the tags of one path to it.
type pathResult struct {
	x    *execution
	ref  graph.Ref
	tags map[string]graph.Ref
}

func (r pathResult) node() quad.Value           { return r.x.name(r.ref) }
func (r pathResult) tag(name string) quad.Value { return r.x.name(r.tags[name]) }

// row returns the tags as plain data, or nil if none has a name.
func (r pathResult) row() map[string]any { return r.rowWith(qlang.JSONValue) }

// rowWith returns the tags as write writes them, or nil if none has a name.
func (r pathResult) rowWith(write func(quad.Value) any) map[string]any {
	row := make(map[string]any, len(r.tags))
	for tag, ref := range r.tags {
		if v := write(r.x.name(ref)); v != nil {
			row[tag] = v
		}
	}
	if len(row) == 0 {
		return nil
	}
	return row
}

// data returns the node as plain data, or the row if tags is set; nil if there is none.
func (r pathResult) data(tags bool) any {
	if !tags {
		return qlang.JSONValue(r.node())
	}
	if row := r.row(); row != nil {
		return row
	}
	return nil
}

// each runs p and calls visit for each result, and for every path to each of them if allPaths is set, until visit returns
// false or an error. A result is valid until visit returns.
func (x *execution) each(p *path.Path, allPaths bool, visit func(pathResult) (bool, error)) error {
	x.ran = true
	if x.draw != nil {
		x.draw(p)
		return nil
	}
	ctx := x.vm.Context()
	tree, done := algebra.Prepare(ctx, x.qs, p.Shape(), x.reporting(), ResultTag)
	if tree == nil {
		return nil
	}
	defer done()
	scan := tree.Iterate()
	defer scan.Close()
	at := pathResult{x: x, tags: map[string]graph.Ref{}}
	more, err := true, error(nil)
	for more && err == nil && admission.Yield(ctx) == nil && scan.Next(ctx) {
		more, err = visit(at.moveTo(scan))
		for allPaths && more && err == nil && admission.Yield(ctx) == nil && scan.NextPath(ctx) {
			more, err = visit(at.moveTo(scan))
		}
	}
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		cause := context.Cause(ctx)
		x.vm.Stop(cause)
		return cause
	}
	if err := scan.Err(); err != nil {
		return fmt.Errorf("read the graph: %w", err)
	}
	return nil
}

// reporting returns what to report of the path that the current final runs.
func (x *execution) reporting() algebra.PlanReporting {
	if x.report == nil {
		return algebra.PlanReporting{}
	}
	line, column := x.vm.Position()
	return algebra.PlanReporting{
		Report: x.report, ExplainOnly: x.explain, Place: queryplan.Place{Line: line, Column: column, Final: x.final},
	}
}

// moveTo returns r with the current result of scan. It reuses the map of tags.
func (r pathResult) moveTo(scan graph.Scanner) pathResult {
	clear(r.tags)
	scan.TagResults(r.tags)
	r.ref = scan.Result()
	return r
}

// all implements p.all(): it emits every result.
func all(p *pathValue, _ []goja.Value) (goja.Value, error) { return nil, p.emitUpTo(-1) }

// getLimit implements p.getLimit(n): it emits up to n results; 0 and negative numbers mean no limit. The limit of the
// session holds in either case.
func getLimit(p *pathValue, args []goja.Value) (goja.Value, error) {
	if len(args) != 1 {
		return nil, errors.New("expected one number")
	}
	n, ok := sandbox.Integer(args[0])
	if !ok {
		return nil, errors.New("expected one number")
	}
	if n == 0 {
		n = -1
	}
	return nil, p.emitUpTo(n)
}

// emitUpTo emits up to n results as rows; a negative n means all.
func (p *pathValue) emitUpTo(n int) error {
	write := qlang.JSONValue
	if p.x.linked {
		write = linkedValue
	}
	return p.x.each(p.path, true, func(found pathResult) (bool, error) {
		row := found.rowWith(write)
		if row == nil {
			row = map[string]any{}
		}
		n--
		return n != 0, p.x.send(row)
	})
}

// linkedValue returns a node as JSON-LD writes it.
func linkedValue(v quad.Value) any {
	if v == nil {
		return nil
	}
	return jsonld.FromValue(v)
}

// collect returns up to n results as plain data; a negative n means as many as the budget allows.
func (p *pathValue) collect(n int, tags bool) ([]any, error) {
	out := []any{}
	if n == 0 {
		return out, nil
	}
	values, max := 0, p.x.budgets.Values
	err := p.x.each(p.path, tags, func(found pathResult) (bool, error) {
		if v := found.data(tags); v != nil {
			out = append(out, v)
			values += 1 + len(found.tags)
		}
		if values > max {
			return false, limitf("more than %d values in one array; use forEach, or limit the path", max)
		}
		n--
		return n != 0, nil
	})
	return out, err
}

// toArray implements p.toArray([n]) and p.tagArray([n]).
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
		items[i] = p.x.toScript(v)
	}
	return p.x.vm.NewArray(items...), nil
}

// optionalCount reads at most one number; without one it returns -1.
func optionalCount(args []goja.Value) (int, error) {
	if len(args) == 0 || goja.IsUndefined(args[0]) {
		return -1, nil
	}
	n, ok := sandbox.Integer(args[0])
	if !ok || len(args) > 1 {
		return 0, errors.New("expected at most one number")
	}
	return n, nil
}

// first implements p.toValue() and p.tagValue(): the first result, or null.
func first(p *pathValue, tags bool) (goja.Value, error) {
	list, err := p.collect(1, tags)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return p.x.toScript(list[0]), nil
}

// count implements p.count(): the number of results, counting every path to a node.
func count(p *pathValue, _ []goja.Value) (goja.Value, error) {
	n := int64(0)
	err := p.x.each(p.path, true, func(pathResult) (bool, error) {
		n++
		return true, nil
	})
	return p.x.vm.ToValue(n), err
}

// forEach implements p.forEach([limit], callback), which calls back with the tags of each result.
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
	return nil, p.x.each(p.path, true, func(found pathResult) (bool, error) {
		n--
		row := found.row()
		if row == nil {
			return n != 0, nil
		}
		_, err := callback(goja.Undefined(), p.x.toScript(row))
		return n != 0, err
	})
}

package cayleyql

import (
	"context"
	"maps"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"graphd/internal/admission"
	"graphd/internal/graph"
	"graphd/internal/graph/algebra"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/queryplan"
)

// maxValues bounds the values of one answer; chosen by hand.
const maxValues = 1_000_000

// RunOptions configure how Query.Run answers a query.
type RunOptions struct {
	MaxObjects int               // objects of each top-level field
	Report     *queryplan.Report // receives the plan of each top-level field; nil for none
	Explain    bool              // plan the query and do not run it; every field of the answer is nil
}

// Run answers the query with an object that has one key for each top-level field. The value of a key is nil, an object, or
// a list of objects. The error is a *qlang.TextError or the cause of ctx.
func (q *Query) Run(ctx context.Context, qs *graph.Snapshot, options RunOptions) (map[string]any, error) {
	e := evaluation{ctx: ctx, qs: qs, valuesLeft: maxValues, report: options.Report, explain: options.Explain}
	answer := map[string]any{}
	for _, f := range q.fields {
		objects, err := e.topLevel(f, options.MaxObjects)
		if err != nil {
			return nil, err
		}
		answer[f.alias] = oneOrList(objects)
	}
	return answer, nil
}

// oneOrList returns a list as Cayley writes it: nil, the only item, or the items.
func oneOrList(list []any) any {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return list
}

// evaluation is one query in progress.
type evaluation struct {
	ctx        context.Context
	qs         *graph.Snapshot
	valuesLeft int // that the answer may still get
	report     *queryplan.Report
	explain    bool
}

// topLevel returns up to maxObjects objects of a top-level field.
func (e *evaluation) topLevel(f *field, maxObjects int) ([]any, error) {
	window, err := f.window()
	if err != nil {
		return nil, err
	}
	window.max = min(window.max, maxObjects)
	if slices.ContainsFunc(f.args, func(a fieldArgument) bool { return len(a.values) == 0 }) {
		return nil, nil
	}
	tree, done := algebra.Prepare(e.ctx, e.qs, e.candidates(f).Shape(), algebra.PlanReporting{
		Report: e.report, ExplainOnly: e.explain, Place: queryplan.Place{Line: f.line, Column: f.column, Final: f.alias},
	})
	if tree == nil {
		return nil, nil
	}
	defer done()
	scan := tree.Iterate()
	defer scan.Close()
	return e.scanObjects(scan, f, window)
}

// scanObjects returns the objects of the nodes of a scan that are within the window.
func (e *evaluation) scanObjects(scan cayley.Scanner, f *field, window objectWindow) ([]any, error) {
	var objects []any
	for len(objects) < window.max && scan.Next(e.ctx) {
		node, ok := scan.Result().(codec.NodeID)
		if !ok {
			continue
		}
		object, ok, err := e.object(node, f)
		if err != nil {
			return nil, err
		}
		if ok && window.admit() {
			objects = append(objects, object)
		}
	}
	if e.ctx.Err() != nil {
		return nil, context.Cause(e.ctx)
	}
	return objects, scan.Err()
}

// candidates returns a path to the nodes that a top-level field may select, each once: those that its arguments name and
// that have every edge that its fields require.
func (e *evaluation) candidates(f *field) *path.Path {
	p := path.StartPath(e.qs, f.ids()...)
	for _, a := range f.args {
		if a.isEdge() {
			p = withEdge(p, a.labels, a.via, a.reverse, a.values)
		}
	}
	for _, inner := range f.fields {
		if inner.isValue() && !inner.optional && inner.via != nameID {
			p = withEdge(p, inner.labels, inner.via, inner.reverse, nil)
		}
	}
	return p.Unique()
}

// withEdge returns p restricted to the nodes that have an edge via, under one of labels, to one of values; no labels or
// values mean any.
func withEdge(p *path.Path, labels []quad.Value, via quad.IRI, reverse bool, values []quad.Value) *path.Path {
	if len(labels) == 0 {
		p = p.LabelContext()
	} else {
		p = p.LabelContext(labels)
	}
	if reverse {
		return p.HasReverse(via, values...)
	}
	return p.Has(via, values...)
}

// object returns what a field selects of a node. It reports false if a required value is absent.
func (e *evaluation) object(node codec.NodeID, f *field) (object map[string]any, ok bool, err error) {
	if admission.Yield(e.ctx) != nil {
		return nil, false, context.Cause(e.ctx)
	}
	if f.every {
		object, err = e.everyEdge(node, f)
		return object, true, err
	}
	object = map[string]any{}
	for _, inner := range f.fields {
		if ok, err := e.addField(object, node, inner); !ok || err != nil {
			return nil, false, err
		}
	}
	return object, true, nil
}

// addField adds one field to the object of a node. It reports false if a required value is absent.
func (e *evaluation) addField(object map[string]any, node codec.NodeID, f *field) (ok bool, err error) {
	if f.via == nameID && f.isValue() {
		object[f.alias], err = e.value(node)
		return true, err
	}
	found, err := e.fieldValues(node, f)
	if err != nil {
		return false, err
	}
	switch {
	case f.isValue() && len(found) == 0:
		return f.optional, nil
	case f.unnest && len(found) > 1:
		return false, f.errorf("%d objects cannot be unnested from %s; (first: 1) takes one", len(found), f.alias)
	case f.unnest:
		for _, one := range found {
			fields, _ := one.(map[string]any) // nil for a value, which has no fields
			maps.Copy(object, fields)
		}
	default:
		object[f.alias] = oneOrList(found)
	}
	return true, nil
}

// fieldValues returns what a field leads to from a node: values if the field has no selection, or else objects.
func (e *evaluation) fieldValues(node codec.NodeID, f *field) ([]any, error) {
	window, err := f.window()
	if err != nil {
		return nil, err
	}
	ends, err := e.ends(node, f.via, f.reverse, f.labels)
	if err != nil {
		return nil, err
	}
	var found []any
	for _, end := range ends {
		if len(found) >= window.max {
			break
		}
		ok, err := e.matches(end, f)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		var one any
		if len(f.fields) == 0 && !f.every {
			one, err = e.value(end)
		} else {
			one, ok, err = e.object(end, f)
		}
		if err != nil {
			return nil, err
		}
		if ok && window.admit() {
			found = append(found, one)
		}
	}
	return found, nil
}

package query

import (
	"context"
	"fmt"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"graphd/internal/admission"
	"graphd/internal/graph"
	"graphd/internal/graph/algebra"
	"graphd/internal/graph/pebblestore"
	"graphd/internal/graph/queryplan"
)

// answerGraphQL answers Cayley's GraphQL-style language with one row: an object with every top-level field.
//
// A node makes one object, whatever the number of ways to it, and a field of the object has every value: one as itself,
// several as a list. At the top there are at most as many objects as the request may have rows, and one more to tell.
func (s *Session) answerGraphQL(ctx context.Context, qs *graph.Snapshot, req Request, emit func(any) error) error {
	if len(req.Text) > s.limits.Text {
		return tooLong(CayleyQL, req.Text, s.limits.Text)
	}
	fields, err := parseGraphQL(req.Text, s.prefixes, req.Params)
	if err != nil {
		return err
	}
	run := graphqlRun{ctx: ctx, qs: qs, left: mostGraphQL, report: req.Report, explain: req.Explain}
	answer := map[string]any{}
	for _, f := range fields {
		objects, err := run.top(f, s.limits.rows(req)+1)
		if err != nil {
			return err
		}
		answer[f.alias] = oneOrMany(objects)
	}
	return emit(answer)
}

// mostGraphQL bounds the values of one answer.
const mostGraphQL = 1_000_000

// graphqlRun is one query in progress.
type graphqlRun struct {
	ctx     context.Context
	qs      *graph.Snapshot
	left    int // values that the answer may still get
	report  *queryplan.Report
	explain bool
}

// oneOrMany is Cayley's way to write a list: nothing, the one item, or the items.
func oneOrMany(list []any) any {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return list
}

// top is the objects of a top-level field.
func (r *graphqlRun) top(f *graphqlField, most int) ([]any, error) {
	page, err := f.page()
	if err != nil {
		return nil, err
	}
	page.most = min(page.most, most)
	if slices.ContainsFunc(f.args, func(a graphqlArgument) bool { return len(a.values) == 0 }) {
		return nil, nil
	}
	scan, done := r.scan(f)
	if scan == nil {
		return nil, nil
	}
	defer done()
	defer scan.Close()
	var objects []any
	for len(objects) < page.most && scan.Next(r.ctx) {
		node, ok := scan.Result().(pebblestore.Node)
		if !ok {
			continue
		}
		object, ok, err := r.object(node, f)
		if err != nil {
			return nil, err
		}
		if ok && page.skipped() {
			objects = append(objects, object)
		}
	}
	if r.ctx.Err() != nil {
		return nil, context.Cause(r.ctx)
	}
	return objects, scan.Err()
}

// scan goes through the nodes that a top-level field may mean: those that its arguments name and that have all the
// edges that its fields require.
func (r *graphqlRun) scan(f *graphqlField) (scan cayley.Scanner, done func()) {
	p := path.StartPath(r.qs, f.nodes()...)
	for _, a := range f.args {
		if !a.isEdge() {
			continue
		}
		p = has(labelled(p, a.labels), a.via, a.reverse, a.values)
	}
	for _, inner := range f.fields {
		if inner.isFlat() && !inner.optional && inner.via != graphqlID {
			p = has(labelled(p, inner.labels), inner.via, inner.reverse, nil)
		}
	}
	tree, done := algebra.Prepare(r.ctx, r.qs, p.Unique().Shape(), algebra.PlanReporting{
		Report: r.report, ExplainOnly: r.explain, Place: queryplan.Place{Line: f.line, Column: f.column, Final: f.alias},
	})
	if tree == nil {
		return nil, done
	}
	return tree.Iterate(), done
}

func labelled(p *path.Path, labels []quad.Value) *path.Path {
	if len(labels) == 0 {
		return p.LabelContext()
	}
	return p.LabelContext(labels)
}

func has(p *path.Path, via quad.IRI, reverse bool, values []quad.Value) *path.Path {
	if reverse {
		return p.HasReverse(via, values...)
	}
	return p.Has(via, values...)
}

// object is what a field wants of a node; ok is false where a required value is absent.
func (r *graphqlRun) object(node pebblestore.Node, f *graphqlField) (object map[string]any, ok bool, err error) {
	if admission.Yield(r.ctx) != nil {
		return nil, false, context.Cause(r.ctx)
	}
	if f.every {
		object, err = r.everything(node, f)
		return object, true, err
	}
	object = map[string]any{}
	for _, inner := range f.fields {
		if ok, err := r.fill(object, node, inner); !ok || err != nil {
			return nil, false, err
		}
	}
	return object, true, nil
}

// fill puts one field into the object of a node.
func (r *graphqlRun) fill(object map[string]any, node pebblestore.Node, f *graphqlField) (ok bool, err error) {
	if f.via == graphqlID && f.isFlat() {
		object[f.alias], err = r.value(node)
		return true, err
	}
	found, err := r.found(node, f)
	if err != nil {
		return false, err
	}
	switch {
	case f.isFlat() && len(found) == 0:
		return f.optional, nil
	case f.unnest && len(found) > 1:
		return false, &TextError{Language: CayleyQL, Line: f.line, Column: f.column, kind: ErrInvalid,
			Message: fmt.Sprintf("%d objects cannot be unnested from %s; (first: 1) takes one", len(found), f.alias)}
	case f.unnest:
		for _, one := range found {
			fields, _ := one.(map[string]any) // a value that is no object has nothing to give
			for key, value := range fields {
				object[key] = value
			}
		}
	default:
		object[f.alias] = oneOrMany(found)
	}
	return true, nil
}

// found is what a field leads to: values where no fields of them are wanted, else objects.
func (r *graphqlRun) found(node pebblestore.Node, f *graphqlField) ([]any, error) {
	page, err := f.page()
	if err != nil {
		return nil, err
	}
	ends, err := r.ends(node, f.via, f.reverse, f.labels)
	if err != nil {
		return nil, err
	}
	var found []any
	for _, end := range ends {
		if len(found) >= page.most {
			break
		}
		ok, err := r.fits(end, f)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		var one any
		if len(f.fields) == 0 && !f.every {
			one, err = r.value(end)
		} else {
			one, ok, err = r.object(end, f)
		}
		if err != nil {
			return nil, err
		}
		if ok && page.skipped() {
			found = append(found, one)
		}
	}
	return found, nil
}

// fits reports whether a node is as the arguments of a field say.
func (r *graphqlRun) fits(node pebblestore.Node, f *graphqlField) (bool, error) {
	for _, a := range f.args {
		switch a.via {
		case graphqlFirst, graphqlOffset:
			continue
		case graphqlID:
			if same, err := r.isOneOf(node, a.values); !same || err != nil {
				return false, err
			}
			continue
		}
		ends, err := r.ends(node, a.via, a.reverse, a.labels)
		if err != nil {
			return false, err
		}
		if fits, err := r.anyOf(ends, a.values); !fits || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (r *graphqlRun) anyOf(nodes []pebblestore.Node, values []quad.Value) (bool, error) {
	for _, node := range nodes {
		if one, err := r.isOneOf(node, values); one || err != nil {
			return one, err
		}
	}
	return false, nil
}

func (r *graphqlRun) isOneOf(node pebblestore.Node, values []quad.Value) (bool, error) {
	for _, value := range values {
		id, err := r.qs.Find(value)
		if id == node || err != nil {
			return err == nil, err
		}
	}
	return false, nil
}

// ends are the nodes at the other ends of a node's edges, each once, in the order of the index.
func (r *graphqlRun) ends(node pebblestore.Node, via quad.IRI, reverse bool, labels []quad.Value) (ends []pebblestore.Node, err error) {
	predicate, err := r.qs.Find(via)
	if err != nil || predicate == 0 {
		return nil, err
	}
	pattern, at := pebblestore.Quad{0: node, 1: predicate}, 2
	if reverse {
		pattern, at = pebblestore.Quad{1: predicate, 2: node}, 0
	}
	seen := map[pebblestore.Node]bool{}
	err = r.match(pattern, labels, func(q pebblestore.Quad) error {
		if !seen[q[at]] {
			seen[q[at]] = true
			ends = append(ends, q[at])
			return r.spend()
		}
		return nil
	})
	return ends, err
}

// match hands every quad of a pattern to use, of all labels where none are given.
func (r *graphqlRun) match(pattern pebblestore.Quad, labels []quad.Value, use func(pebblestore.Quad) error) error {
	if len(labels) == 0 {
		return r.qs.Match(r.ctx, pattern, use)
	}
	for _, label := range labels {
		id, err := r.qs.Find(label)
		if err != nil {
			return err
		}
		if id == 0 {
			continue
		}
		pattern[3] = id
		if err := r.qs.Match(r.ctx, pattern, use); err != nil {
			return err
		}
	}
	return nil
}

// everything is a node with all that leads from it, by predicate.
func (r *graphqlRun) everything(node pebblestore.Node, f *graphqlField) (map[string]any, error) {
	object, lists := map[string]any{}, map[pebblestore.Node][]any{}
	seen := map[[2]pebblestore.Node]bool{}
	err := r.match(pebblestore.Quad{0: node}, f.labels, func(q pebblestore.Quad) error {
		if edge := [2]pebblestore.Node{q[1], q[2]}; !seen[edge] {
			seen[edge] = true
			value, err := r.value(q[2])
			lists[q[1]] = append(lists[q[1]], value)
			return err
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for predicate, list := range lists {
		name, err := r.qs.Value(predicate)
		if err != nil {
			return nil, err
		}
		key := quad.ToString(name)
		if iri, ok := name.(quad.IRI); ok {
			key = string(iri)
		}
		object[key] = oneOrMany(list)
	}
	object[string(graphqlID)], err = r.value(node)
	return object, err
}

func (r *graphqlRun) value(node pebblestore.Node) (any, error) {
	v, err := r.qs.Value(node)
	if err != nil || v == nil {
		return nil, err
	}
	return plainValue(v), r.spend()
}

// spend takes one value from what the answer may have.
func (r *graphqlRun) spend() error {
	if r.left--; r.left < 0 {
		return fmt.Errorf("%w: more than %d values in one answer; ask for less at a time with first", ErrLimit, mostGraphQL)
	}
	return nil
}

// isFlat reports whether a field wants just the values.
func (f *graphqlField) isFlat() bool { return len(f.args)+len(f.fields) == 0 && !f.every }

// nodes are those that the argument id names.
func (f *graphqlField) nodes() (nodes []quad.Value) {
	for _, a := range f.args {
		if a.via == graphqlID {
			nodes = append(nodes, a.values...)
		}
	}
	return nodes
}

func (a graphqlArgument) isEdge() bool {
	return a.via != graphqlID && a.via != graphqlFirst && a.via != graphqlOffset
}

// graphqlPage is which of a field's objects are wanted.
type graphqlPage struct{ skip, most int }

func (f *graphqlField) page() (graphqlPage, error) {
	page := graphqlPage{most: mostGraphQL}
	for _, a := range f.args {
		if a.via != graphqlFirst && a.via != graphqlOffset {
			continue
		}
		n, ok := quad.Int(0), len(a.values) == 1
		if ok {
			n, ok = a.values[0].(quad.Int)
		}
		if !ok {
			return page, &TextError{Language: CayleyQL, Line: a.line, Column: a.column, kind: ErrInvalid,
				Message: string(a.via) + " takes one whole number"}
		}
		if a.via == graphqlOffset {
			page.skip = int(max(n, 0))
		} else if n >= 0 {
			page.most = int(min(n, mostGraphQL))
		}
	}
	return page, nil
}

// skipped reports whether the page has begun, and counts the objects before it.
func (p *graphqlPage) skipped() bool {
	if p.skip > 0 {
		p.skip--
		return false
	}
	return true
}

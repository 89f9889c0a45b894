package gizmo

import (
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"graphd/internal/graph/algebra"
)

// step is a method of a path that gives a longer path.
type step func(p *pathValue, args []goja.Value) (*pathValue, error)

var steps = map[string]step{
	"is": is, "in": in, "out": out, "both": both,
	"follow": follow, "followR": followReverse, "followRecursive": followRecursive,
	"and": and, "intersect": and, "or": or, "union": or, "except": except, "difference": except,
	"back": back, "tag": tag, "as": tag, "unique": unique,
	"has":  func(p *pathValue, args []goja.Value) (*pathValue, error) { return has(p, args, false) },
	"hasR": func(p *pathValue, args []goja.Value) (*pathValue, error) { return has(p, args, true) },
	"save": saving((*path.Path).Save), "saveR": saving((*path.Path).SaveReverse),
	"saveOpt": saving((*path.Path).SaveOptional), "saveOptR": saving((*path.Path).SaveOptionalReverse),
	"labels": labels, "order": simple((*path.Path).Order),
	"inPredicates": simple((*path.Path).InPredicates), "outPredicates": simple((*path.Path).OutPredicates),
	"saveInPredicates": savePredicates(true), "saveOutPredicates": savePredicates(false),
	"labelContext": labelContext, "filter": filter,
	"limit": paging((*path.Path).Limit), "skip": paging((*path.Path).Skip),
}

func is(p *pathValue, args []goja.Value) (*pathValue, error) {
	nodes, err := p.run.nodes(args)
	if err != nil {
		return nil, err
	}
	if len(nodes) == 0 && len(args) > 0 {
		return p.with(algebra.Empty(p.path.Clone()), 0)
	}
	return p.with(p.path.Clone().Is(nodes...), 0)
}

func in(p *pathValue, args []goja.Value) (*pathValue, error) {
	via, tags, cost, err := p.run.edge(args)
	if err != nil {
		return nil, err
	}
	return p.with(p.path.Clone().InWithTags(tags, via...), cost)
}

func out(p *pathValue, args []goja.Value) (*pathValue, error) {
	via, tags, cost, err := p.run.edge(args)
	if err != nil {
		return nil, err
	}
	return p.with(p.path.Clone().OutWithTags(tags, via...), cost)
}

func both(p *pathValue, args []goja.Value) (*pathValue, error) {
	via, tags, cost, err := p.run.edge(args)
	if err != nil {
		return nil, err
	}
	return p.sized(p.path.Clone().BothWithTags(tags, via...), 2*p.scale, 2*(p.added+cost+1))
}

// edge reads (predicates, tags…).
func (r *run) edge(args []goja.Value) (via []any, tags []string, cost int, err error) {
	if len(args) == 0 {
		return nil, nil, 0, nil
	}
	if via, cost, err = r.via(args[0]); err != nil {
		return nil, nil, 0, err
	}
	tags, err = r.strings(args[1:])
	return via, tags, cost, err
}

// onePath reads the only argument of a step that joins another path.
func onePath(args []goja.Value) (*pathValue, error) {
	if len(args) != 1 {
		return nil, fmt.Errorf("expected one path, got %d arguments", len(args))
	}
	other, ok := asPath(args[0])
	if !ok {
		return nil, errors.New("the argument is not a path")
	}
	return other, nil
}

func follow(p *pathValue, args []goja.Value) (*pathValue, error) {
	other, err := onePath(args)
	if err != nil {
		return nil, err
	}
	return p.followed(p.path.Clone().Follow(other.path), other)
}

func followReverse(p *pathValue, args []goja.Value) (*pathValue, error) {
	other, err := onePath(args)
	if err != nil {
		return nil, err
	}
	return p.followed(p.path.Clone().FollowReverse(other.path), other)
}

func (p *pathValue) followed(next *path.Path, other *pathValue) (*pathValue, error) {
	return p.sized(next, p.scale*other.scale, p.added*other.scale+other.added+1)
}

// followRecursive reads (predicate or path, [depth], [tags…]); without a depth it goes 50 steps.
func followRecursive(p *pathValue, args []goja.Value) (*pathValue, error) {
	const deepest = 1000
	if len(args) == 0 {
		return nil, errors.New("expected a predicate or a path")
	}
	if isNone(args[0]) {
		return nil, errors.New("expected a predicate or a path, got null")
	}
	list, err := p.run.arguments(args[:1])
	if err != nil {
		return nil, err
	}
	via, cost, err := viaOf(list)
	if err != nil {
		return nil, err
	}
	depth, rest := 0, args[1:]
	if len(rest) > 0 {
		if n, ok := integer(rest[0]); ok {
			depth, rest = n, rest[1:]
		}
	}
	if depth < 0 || depth > deepest {
		return nil, fmt.Errorf("a depth of %d; it may be 1 to %d", depth, deepest)
	}
	tags, err := p.run.strings(rest)
	if err != nil {
		return nil, err
	}
	through, isPath := via[0].(*path.Path)
	if !isPath {
		through = path.StartMorphism().Out(via...)
	}
	scale := scaleOf(list)
	return p.sized(algebra.FollowRecursive(p.path.Clone(), through, depth, tags), p.scale*scale, p.added*scale+cost+1)
}

// scaleOf is how often the paths in a list repeat what stands before them.
func scaleOf(list []argument) int {
	sum := 0
	for _, a := range list {
		if p, ok := a.value.(*pathValue); ok {
			sum += p.scale
		}
	}
	return max(sum, 1)
}

func and(p *pathValue, args []goja.Value) (*pathValue, error) {
	other, err := onePath(args)
	if err != nil {
		return nil, err
	}
	return p.with(p.path.Clone().And(other.path), other.cost())
}

func or(p *pathValue, args []goja.Value) (*pathValue, error) {
	other, err := onePath(args)
	if err != nil {
		return nil, err
	}
	return p.with(p.path.Clone().Or(other.path), other.cost())
}

func except(p *pathValue, args []goja.Value) (*pathValue, error) {
	other, err := onePath(args)
	if err != nil {
		return nil, err
	}
	return p.with(p.path.Clone().Except(other.path), other.cost())
}

func tag(p *pathValue, args []goja.Value) (*pathValue, error) {
	tags, err := p.run.strings(args)
	if err != nil {
		return nil, err
	}
	if len(tags) == 0 {
		return nil, errors.New("expected the name of a tag")
	}
	next, err := p.with(p.path.Clone().Tag(tags...), 0)
	if err == nil {
		next.tags = append(slices.Clip(p.tags), tags...)
	}
	return next, err
}

// back returns to the nodes that had the tag, keeping those from which the path led on.
func back(p *pathValue, args []goja.Value) (*pathValue, error) {
	name, err := oneString(p.run, args)
	if err != nil {
		return nil, err
	}
	at := lastIndex(p.tags, name)
	if at < 0 {
		return nil, fmt.Errorf("the path has no tag %q to go back to; it has %q", name, p.tags)
	}
	next, err := p.with(p.path.Clone().Back(name), p.scale)
	if err == nil {
		next.tags = slices.Clip(p.tags[:at+1])
	}
	return next, err
}

func lastIndex(list []string, item string) int {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i] == item {
			return i
		}
	}
	return -1
}

func unique(p *pathValue, _ []goja.Value) (*pathValue, error) {
	return p.with(p.path.Clone().Unique(), 0)
}

func simple(method func(*path.Path) *path.Path) step {
	return func(p *pathValue, _ []goja.Value) (*pathValue, error) {
		return p.with(method(p.path.Clone()), 0)
	}
}

// labels are those of all edges from and to the nodes; edges without a label have none.
func labels(p *pathValue, _ []goja.Value) (*pathValue, error) {
	return p.with(algebra.Labels(p.path.Clone()), 0)
}

func paging(method func(*path.Path, int64) *path.Path) step {
	return func(p *pathValue, args []goja.Value) (*pathValue, error) {
		if len(args) != 1 {
			return nil, errors.New("expected one number")
		}
		n, ok := integer(args[0])
		if !ok {
			return nil, errors.New("expected one number")
		}
		return p.with(method(p.path.Clone(), int64(max(n, 0))), 0)
	}
}

// has reads (predicate, nodes… or filters…) and keeps the nodes with such an edge.
func has(p *pathValue, args []goja.Value, reverse bool) (*pathValue, error) {
	if len(args) == 0 {
		return nil, errors.New("expected a predicate")
	}
	via, cost, err := p.run.oneVia(args[0])
	if err != nil {
		return nil, err
	}
	list, err := p.run.arguments(args[1:])
	if err != nil {
		return nil, err
	}
	filters, nodes, err := split(list)
	if err != nil {
		return nil, err
	}
	next := p.path.Clone()
	switch {
	case len(filters) > 0:
		next = next.HasFilter(via, reverse, filters...)
	case len(nodes) == 0 && len(args) > 1:
		next = algebra.Empty(next)
	case reverse:
		next = next.HasReverse(via, nodes...)
	default:
		next = next.Has(via, nodes...)
	}
	return p.with(next, cost)
}

// split parts filters from nodes; a list may hold only one of them.
func split(list []argument) (filters []shape.ValueFilter, nodes []quad.Value, err error) {
	for i, a := range list {
		switch v := a.value.(type) {
		case *filterValue:
			filters = append(filters, v.filter)
		case quad.Value:
			nodes = append(nodes, v)
		default:
			return nil, nil, fmt.Errorf("argument %d is neither a node nor a filter but %s", i+2, a.kind())
		}
	}
	if len(filters) > 0 && len(nodes) > 0 {
		return nil, nil, errors.New("nodes and filters cannot stand in one call")
	}
	return filters, nodes, nil
}

// oneVia reads a predicate that must be given.
func (r *run) oneVia(arg goja.Value) (any, int, error) {
	via, cost, err := r.via(arg)
	if err != nil {
		return nil, 0, err
	}
	if via == nil {
		return nil, 0, errors.New("expected a predicate, got null")
	}
	return via[0], cost, nil
}

// saving makes the step that reads (predicate or path, [tag]); the tag is the predicate where none is given.
func saving(method func(p *path.Path, via any, tag string) *path.Path) step {
	return func(p *pathValue, args []goja.Value) (*pathValue, error) {
		if len(args) == 0 || len(args) > 2 {
			return nil, fmt.Errorf("expected a predicate and a tag, got %d arguments", len(args))
		}
		via, cost, err := p.run.oneVia(args[0])
		if err != nil {
			return nil, err
		}
		names, err := p.run.strings(args[1:])
		if err != nil {
			return nil, err
		}
		if len(names) == 0 {
			if names, err = p.run.predicateTag(args[0]); err != nil {
				return nil, err
			}
		}
		return p.with(method(p.path.Clone(), via, names[0]), cost)
	}
}

// predicateTag is the tag of a save that names none: a short name as it was written, any other node in Cayley's notation.
func (r *run) predicateTag(arg goja.Value) ([]string, error) {
	list, err := r.arguments([]goja.Value{arg})
	if err != nil {
		return nil, err
	}
	if len(list) != 1 {
		return nil, errors.New("a tag is needed when there are several predicates")
	}
	value, ok := list[0].value.(quad.Value)
	if !ok {
		return nil, errors.New("a tag is needed when a path is saved")
	}
	if _, short := Expand(r.names.prefixes, list[0].text); short {
		return []string{list[0].text}, nil
	}
	return []string{quad.StringOf(value)}, nil
}

func savePredicates(incoming bool) step {
	return func(p *pathValue, args []goja.Value) (*pathValue, error) {
		name, err := oneString(p.run, args)
		if err != nil {
			return nil, err
		}
		return p.with(p.path.Clone().SavePredicates(incoming, name), 0)
	}
}

// labelContext reads (labels, tags…); null stands for every label.
func labelContext(p *pathValue, args []goja.Value) (*pathValue, error) {
	labels, tags, cost, err := p.run.edge(args)
	if err != nil {
		return nil, err
	}
	if labels == nil && len(tags) > 0 {
		labels = []any{path.StartMorphism()}
	}
	return p.with(p.path.Clone().LabelContextWithTags(tags, labels...), cost)
}

func filter(p *pathValue, args []goja.Value) (*pathValue, error) {
	list, err := p.run.arguments(args)
	if err != nil {
		return nil, err
	}
	filters, nodes, err := split(list)
	if err != nil {
		return nil, err
	}
	if len(nodes) > 0 || len(filters) == 0 {
		return nil, errors.New("expected filters: lt, lte, gt, gte, regex or like")
	}
	return p.with(p.path.Clone().Filters(filters...), 0)
}

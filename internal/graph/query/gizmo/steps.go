package gizmo

import (
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"graphd/internal/graph/algebra"
	"graphd/internal/graph/query/gizmo/sandbox"
	"graphd/internal/graph/query/qlang"
)

// pathStep is a method of a path that returns a longer path.
type pathStep func(p *pathValue, args []goja.Value) (*pathValue, error)

// steps holds the methods that extend a path.
var steps = map[string]pathStep{
	"is": is, "in": edgeStep((*path.Path).InWithTags), "out": edgeStep((*path.Path).OutWithTags), "both": both,
	"follow": follow, "followR": followReverse, "followRecursive": followRecursive,
	"and": joining((*path.Path).And), "intersect": joining((*path.Path).And),
	"or": joining((*path.Path).Or), "union": joining((*path.Path).Or),
	"except": joining((*path.Path).Except), "difference": joining((*path.Path).Except),
	"back": back, "tag": tag, "as": tag, "unique": plainStep((*path.Path).Unique),
	"has":  func(p *pathValue, args []goja.Value) (*pathValue, error) { return has(p, args, false) },
	"hasR": func(p *pathValue, args []goja.Value) (*pathValue, error) { return has(p, args, true) },
	"save": saving((*path.Path).Save), "saveR": saving((*path.Path).SaveReverse),
	"saveOpt": saving((*path.Path).SaveOptional), "saveOptR": saving((*path.Path).SaveOptionalReverse),
	"labels": plainStep(algebra.Labels), "order": plainStep((*path.Path).Order),
	"inPredicates": plainStep((*path.Path).InPredicates), "outPredicates": plainStep((*path.Path).OutPredicates),
	"saveInPredicates": savePredicates(true), "saveOutPredicates": savePredicates(false),
	"labelContext": labelContext, "filter": filter,
	"limit": paging((*path.Path).Limit), "skip": paging((*path.Path).Skip),
}

// is implements p.is(nodes…), which keeps only these nodes.
func is(p *pathValue, args []goja.Value) (*pathValue, error) {
	nodes, err := p.x.nodes(args)
	if err != nil {
		return nil, err
	}
	if len(nodes) == 0 && len(args) > 0 {
		return p.extend(algebra.Empty(p.path.Clone()), 0)
	}
	return p.extend(p.path.Clone().Is(nodes...), 0)
}

// edgeStep returns the step (predicates, tags…) that follows edges; the tags hold the predicate.
func edgeStep(method func(p *path.Path, tags []string, via ...any) *path.Path) pathStep {
	return func(p *pathValue, args []goja.Value) (*pathValue, error) {
		via, tags, cost, err := p.x.edge(args)
		if err != nil {
			return nil, err
		}
		return p.extend(method(p.path.Clone(), tags, via...), cost)
	}
}

// both implements p.both(predicates, tags…), which follows edges in both directions. It doubles the path before it.
func both(p *pathValue, args []goja.Value) (*pathValue, error) {
	via, tags, cost, err := p.x.edge(args)
	if err != nil {
		return nil, err
	}
	return p.resized(p.path.Clone().BothWithTags(tags, via...), 2*p.scale, 2*(p.added+cost+1))
}

// edge reads (predicates, tags…).
func (x *execution) edge(args []goja.Value) (via []any, tags []string, cost int, err error) {
	if len(args) == 0 {
		return nil, nil, 0, nil
	}
	if via, cost, err = x.via(args[0]); err != nil {
		return nil, nil, 0, err
	}
	tags, err = x.strings(args[1:])
	return via, tags, cost, err
}

// onePath reads the only argument of a step that takes another path.
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

// follow implements p.follow(path).
func follow(p *pathValue, args []goja.Value) (*pathValue, error) {
	other, err := onePath(args)
	if err != nil {
		return nil, err
	}
	return p.followedBy(other, p.path.Clone().Follow(other.path))
}

// followReverse implements p.followR(path), which follows the path from its end to its beginning.
func followReverse(p *pathValue, args []goja.Value) (*pathValue, error) {
	other, err := onePath(args)
	if err != nil {
		return nil, err
	}
	return p.followedBy(other, p.path.Clone().FollowReverse(other.path))
}

// followedBy returns next, which is p followed by other, with its size.
func (p *pathValue) followedBy(other *pathValue, next *path.Path) (*pathValue, error) {
	return p.resized(next, p.scale*other.scale, p.added*other.scale+other.added+1)
}

// followRecursive implements p.followRecursive(predicates or path, [depth], [tags…]); the default depth is 50.
func followRecursive(p *pathValue, args []goja.Value) (*pathValue, error) {
	if len(args) == 0 {
		return nil, errors.New("expected a predicate or a path")
	}
	if sandbox.IsAbsent(args[0]) {
		return nil, errors.New("expected a predicate or a path, got null")
	}
	list, err := p.x.arguments(args[:1])
	if err != nil {
		return nil, err
	}
	via, cost, err := viaOf(list)
	if err != nil {
		return nil, err
	}
	depth, rest, err := recursionDepth(args[1:])
	if err != nil {
		return nil, err
	}
	tags, err := p.x.strings(rest)
	if err != nil {
		return nil, err
	}
	through, isPath := via[0].(*path.Path)
	if !isPath {
		through = path.StartMorphism().Out(via...)
	}
	scale := scaleOf(list)
	return p.resized(algebra.FollowRecursive(p.path.Clone(), through, depth, tags), p.scale*scale, p.added*scale+cost+1)
}

// recursionDepth reads a depth if args begin with a number, and returns the other arguments; 0 is the default depth.
func recursionDepth(args []goja.Value) (depth int, rest []goja.Value, err error) {
	const maxDepth = 1000
	if len(args) == 0 {
		return 0, nil, nil
	}
	n, ok := sandbox.Integer(args[0])
	switch {
	case !ok:
		return 0, args, nil
	case n < 0 || n > maxDepth:
		return 0, nil, fmt.Errorf("a depth of %d; it may be 1 to %d", n, maxDepth)
	}
	return n, args[1:], nil
}

// scaleOf returns by how much the paths in a list multiply the path before them.
func scaleOf(list []stepArgument) int {
	sum := 0
	for _, a := range list {
		if p, ok := a.value.(*pathValue); ok {
			sum += p.scale
		}
	}
	return max(sum, 1)
}

// joining returns the step (path) that combines a path with another one.
func joining(method func(p, other *path.Path) *path.Path) pathStep {
	return func(p *pathValue, args []goja.Value) (*pathValue, error) {
		other, err := onePath(args)
		if err != nil {
			return nil, err
		}
		return p.extend(method(p.path.Clone(), other.path), other.cost())
	}
}

// tag implements p.tag(names…).
func tag(p *pathValue, args []goja.Value) (*pathValue, error) {
	tags, err := p.x.strings(args)
	if err != nil {
		return nil, err
	}
	if len(tags) == 0 {
		return nil, errors.New("expected the name of a tag")
	}
	next, err := p.extend(p.path.Clone().Tag(tags...), 0)
	if err == nil {
		next.tags = append(slices.Clip(p.tags), tags...)
	}
	return next, err
}

// back implements p.back(tag): it returns to the nodes that had the tag and from which the path led on.
func back(p *pathValue, args []goja.Value) (*pathValue, error) {
	name, err := p.x.oneString(args)
	if err != nil {
		return nil, err
	}
	at := lastIndex(p.tags, name)
	if at < 0 {
		return nil, fmt.Errorf("the path has no tag %q to go back to; it has %q", name, p.tags)
	}
	next, err := p.extend(p.path.Clone().Back(name), p.scale)
	if err == nil {
		next.tags = slices.Clip(p.tags[:at+1])
	}
	return next, err
}

func lastIndex(list []string, item string) int {
	for i, s := range slices.Backward(list) {
		if s == item {
			return i
		}
	}
	return -1
}

// plainStep returns a step that ignores its arguments.
func plainStep(method func(*path.Path) *path.Path) pathStep {
	return func(p *pathValue, _ []goja.Value) (*pathValue, error) {
		return p.extend(method(p.path.Clone()), 0)
	}
}

// paging returns the step (n); a negative n counts as 0.
func paging(method func(*path.Path, int64) *path.Path) pathStep {
	return func(p *pathValue, args []goja.Value) (*pathValue, error) {
		if len(args) != 1 {
			return nil, errors.New("expected one number")
		}
		n, ok := sandbox.Integer(args[0])
		if !ok {
			return nil, errors.New("expected one number")
		}
		return p.extend(method(p.path.Clone(), int64(max(n, 0))), 0)
	}
}

// has implements p.has(predicate, nodes… or filters…), which keeps the nodes with such an edge.
func has(p *pathValue, args []goja.Value, reverse bool) (*pathValue, error) {
	if len(args) == 0 {
		return nil, errors.New("expected a predicate")
	}
	via, cost, err := p.x.oneVia(args[0])
	if err != nil {
		return nil, err
	}
	list, err := p.x.arguments(args[1:])
	if err != nil {
		return nil, err
	}
	filters, nodes, err := splitArguments(list)
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
	return p.extend(next, cost)
}

// oneVia reads a predicate that must be given; see via.
func (x *execution) oneVia(arg goja.Value) (any, int, error) {
	via, cost, err := x.via(arg)
	if err != nil {
		return nil, 0, err
	}
	if via == nil {
		return nil, 0, errors.New("expected a predicate, got null")
	}
	return via[0], cost, nil
}

// saving returns the step (predicate or path, [tag]); the default tag is the predicate.
func saving(method func(p *path.Path, via any, tag string) *path.Path) pathStep {
	return func(p *pathValue, args []goja.Value) (*pathValue, error) {
		if len(args) == 0 || len(args) > 2 {
			return nil, fmt.Errorf("expected a predicate and a tag, got %d arguments", len(args))
		}
		via, cost, err := p.x.oneVia(args[0])
		if err != nil {
			return nil, err
		}
		names, err := p.x.strings(args[1:])
		if err != nil {
			return nil, err
		}
		var name string
		if len(names) > 0 {
			name = names[0]
		} else if name, err = p.x.predicateTag(args[0]); err != nil {
			return nil, err
		}
		return p.extend(method(p.path.Clone(), via, name), cost)
	}
}

// predicateTag returns the default tag for a predicate: a short name as it was written, any other node in Cayley's notation.
func (x *execution) predicateTag(arg goja.Value) (string, error) {
	list, err := x.arguments([]goja.Value{arg})
	if err != nil {
		return "", err
	}
	if len(list) != 1 {
		return "", errors.New("a tag is needed when there are several predicates")
	}
	value, ok := list[0].value.(quad.Value)
	if !ok {
		return "", errors.New("a tag is needed when a path is saved")
	}
	if _, short := qlang.Expand(x.namespaces.prefixes, list[0].text); short {
		return list[0].text, nil
	}
	return quad.StringOf(value), nil
}

// savePredicates returns the step (tag) that saves the predicates of incoming or outgoing edges.
func savePredicates(incoming bool) pathStep {
	return func(p *pathValue, args []goja.Value) (*pathValue, error) {
		name, err := p.x.oneString(args)
		if err != nil {
			return nil, err
		}
		return p.extend(p.path.Clone().SavePredicates(incoming, name), 0)
	}
}

// labelContext implements p.labelContext(labels, tags…); null means every label.
func labelContext(p *pathValue, args []goja.Value) (*pathValue, error) {
	labels, tags, cost, err := p.x.edge(args)
	if err != nil {
		return nil, err
	}
	if labels == nil && len(tags) > 0 {
		labels = []any{path.StartMorphism()}
	}
	return p.extend(p.path.Clone().LabelContextWithTags(tags, labels...), cost)
}

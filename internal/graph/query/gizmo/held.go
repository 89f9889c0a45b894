package gizmo

import (
	"context"
	"maps"

	"github.com/cayleygraph/cayley/graph"
)

// found is a node with the ways to it: at least one.
type found struct {
	ref  graph.Ref
	ways []map[string]graph.Ref
}

// readAll goes through all results.
func readAll(ctx context.Context, from graph.Scanner) (all []found, err error) {
	for from.Next(ctx) {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		f := found{from.Result(), []map[string]graph.Ref{tagsOf(from)}}
		for ctx.Err() == nil && from.NextPath(ctx) {
			f.ways = append(f.ways, tagsOf(from))
		}
		all = append(all, f)
	}
	return all, from.Err()
}

func tagsOf(scan graph.Scanner) map[string]graph.Ref {
	tags := map[string]graph.Ref{}
	scan.TagResults(tags)
	return tags
}

// heldIndex looks nodes up among all results, which it reads when it is first asked.
type heldIndex struct {
	from graph.Scanner
	read map[any][]map[string]graph.Ref // node → the ways to it
	ref  graph.Ref
	ways []map[string]graph.Ref // those to ref that are left, the one at which it is among them
	err  error
}

// Contains goes to the first way to ref.
func (x *heldIndex) Contains(ctx context.Context, ref graph.Ref) bool {
	if x.read == nil {
		x.readAll(ctx)
	}
	x.ref, x.ways = ref, x.read[graph.ToKey(ref)]
	return x.err == nil && len(x.ways) > 0
}

func (x *heldIndex) readAll(ctx context.Context) {
	var all []found
	all, x.err = readAll(ctx, x.from)
	x.read = make(map[any][]map[string]graph.Ref, len(all))
	for _, f := range all {
		key := graph.ToKey(f.ref)
		x.read[key] = append(x.read[key], f.ways...)
	}
}

// NextPath goes to another way to the same node.
func (x *heldIndex) NextPath(context.Context) bool {
	if len(x.ways) < 2 {
		return false
	}
	x.ways = x.ways[1:]
	return true
}

// TagResults adds the tags of the way.
func (x *heldIndex) TagResults(into map[string]graph.Ref) {
	if len(x.ways) > 0 {
		maps.Copy(into, x.ways[0])
	}
}

func (x *heldIndex) Result() graph.Ref { return x.ref }
func (x *heldIndex) String() string    { return "Held" }
func (x *heldIndex) Err() error        { return x.err }

// Close frees what was read.
func (x *heldIndex) Close() error {
	x.read, x.ways = nil, nil
	return x.from.Close()
}

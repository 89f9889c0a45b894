package algebra

import (
	"context"
	"maps"

	"github.com/cayleygraph/cayley/graph"

	"graphd/internal/admission"
)

// nodePaths is a result: a node with the tags of each path to it. There is at least one path.
type nodePaths struct {
	ref   graph.Ref
	paths []map[string]graph.Ref
}

// readAll reads every result of a scanner into memory. It returns the cause of ctx if that ends first.
func readAll(ctx context.Context, from graph.Scanner) (all []nodePaths, err error) {
	for from.Next(ctx) {
		if admission.Yield(ctx) != nil {
			return nil, context.Cause(ctx)
		}
		n := nodePaths{from.Result(), []map[string]graph.Ref{tagsOf(from)}}
		for admission.Yield(ctx) == nil && from.NextPath(ctx) {
			n.paths = append(n.paths, tagsOf(from))
		}
		all = append(all, n)
	}
	return all, from.Err()
}

// tagsOf returns the tags of a scanner's current path.
func tagsOf(scan graph.Scanner) map[string]graph.Ref {
	tags := map[string]graph.Ref{}
	scan.TagResults(tags)
	return tags
}

// bufferedIndex answers probes from all results of a scanner, which it reads into memory on the first probe.
type bufferedIndex struct {
	from   graph.Scanner
	byNode map[any][]map[string]graph.Ref // key of a node → the tags of each path to it; nil before the first probe
	ref    graph.Ref
	paths  []map[string]graph.Ref // to ref: the current path, then those that NextPath has yet to visit
	err    error
}

// Contains moves to the first path to ref and reports whether there is one.
func (x *bufferedIndex) Contains(ctx context.Context, ref graph.Ref) bool {
	if x.byNode == nil {
		x.load(ctx)
	}
	x.ref, x.paths = ref, x.byNode[graph.ToKey(ref)]
	return x.err == nil && len(x.paths) > 0
}

func (x *bufferedIndex) load(ctx context.Context) {
	var all []nodePaths
	all, x.err = readAll(ctx, x.from)
	x.byNode = make(map[any][]map[string]graph.Ref, len(all))
	for _, n := range all {
		key := graph.ToKey(n.ref)
		x.byNode[key] = append(x.byNode[key], n.paths...)
	}
}

// NextPath moves to another path to the same node.
func (x *bufferedIndex) NextPath(context.Context) bool {
	if len(x.paths) < 2 {
		return false
	}
	x.paths = x.paths[1:]
	return true
}

// TagResults adds the tags of the current path to into.
func (x *bufferedIndex) TagResults(into map[string]graph.Ref) {
	if len(x.paths) > 0 {
		maps.Copy(into, x.paths[0])
	}
}

func (x *bufferedIndex) Result() graph.Ref { return x.ref }
func (x *bufferedIndex) String() string    { return "Buffered" }
func (x *bufferedIndex) Err() error        { return x.err }

// Close releases the buffer and closes the scanner.
func (x *bufferedIndex) Close() error {
	x.byNode, x.paths = nil, nil
	return x.from.Close()
}

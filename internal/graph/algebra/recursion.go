package algebra

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"
)

// defaultDepth is the depth of a recursion that names none; the value is Cayley's.
const defaultDepth = 50

// FollowRecursive returns p followed by via repeatedly, up to depth times; a depth of 0 means 50. It yields each node
// once, at its least depth, and not the nodes of p unless a round leads back to them. Each tag of tags holds the depth.
//
// Cayley's own recursion yields wrong tags or panics where it is probed or nested, and its path cannot be planned by a
// store. Here the path runs through via once, between two markers, and the correction pass turns the markers and the
// shapes between them into a recursion (markers.go). Since the markers are ordinary steps, a reversed path is correct too.
func FollowRecursive(p, via *path.Path, depth int, tags []string) *path.Path {
	if depth == 0 {
		depth = defaultDepth
	}
	marker := &loopMarker{depth: depth, tags: tags}
	return p.Follow(path.StartMorphism().Filters(marker).Follow(via).Filters(marker))
}

// recursionShape yields the nodes that via leads to from the nodes of from, from these again, and so on, each node once.
type recursionShape struct {
	*loopMarker
	from shape.Shape
	via  shape.Shape // contains a loopEntry of the same marker, without nodes, where each round's nodes are put in
}

// Optimize optimizes the starting nodes. Each round is optimized when its nodes are known.
func (r recursionShape) Optimize(by shape.Optimizer) (shape.Shape, bool) {
	from, changed := r.from.Optimize(by)
	if shape.IsNull(from) {
		return nil, true
	}
	r.from = from
	return r, changed
}

// BuildIterator returns an iterator over the recursion read from qs.
func (r recursionShape) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(&recursionIterator{recursionShape: r, qs: qs, start: graph.AsShape(r.from.BuildIterator(qs))}, nil)
}

// The methods below implement queryplan.Node.

func (recursionShape) PlanName() string                  { return "recursion" }
func (recursionShape) PlanDetail(context.Context) string { return "nodes seen are kept in memory" }
func (r recursionShape) PlanInputs() []shape.Shape       { return []shape.Shape{r.from} }
func (r recursionShape) WithPlanInputs(inputs []shape.Shape) shape.Shape {
	r.from = inputs[0]
	return r
}

// round returns a scanner over the nodes that via leads to from nodes. The tag origin of each result holds the node that
// it was reached from.
func (r recursionShape) round(ctx context.Context, qs graph.QuadStore, nodes []graph.Ref, origin string) graph.Scanner {
	via := runPass(r.via, &entryReplacer{of: r.loopMarker, with: shape.Save{From: shape.Fixed(nodes), Tags: []string{origin}}})
	it, _ := graph.AsShape(Optimize(via, qs).BuildIterator(qs)).Optimize(ctx)
	return it.Iterate()
}

package algebra

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
)

// Empty returns p extended by a step that no node passes.
func Empty(p *path.Path) *path.Path { return p.Out([]quad.Value{}) }

// Labels returns p followed by the labels of all edges from and to its nodes. Cayley's step of that name also yields a
// result without a node for each edge that has no label.
func Labels(p *path.Path) *path.Path { return p.Labels().Filters(hasName{}) }

// hasName is a value filter that drops results without a node.
type hasName struct{}

// BuildIterator returns it without the results that have no name.
func (hasName) BuildIterator(qs graph.QuadStore, it graph.Iterator) graph.Iterator {
	return iterator.NewValueFilter(qs, it, func(v quad.Value) (bool, error) { return v != nil, nil })
}

package algebra

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/path"
)

// Diagram is a query's path as a graph of nodes and links, in the form that Cayley's clients draw.
type Diagram struct {
	Nodes []iterator.Node `json:"nodes"`
	Links []iterator.Link `json:"links"`
}

// NewDiagram returns a diagram of a path as written; optimized paths have no nodes and links to show. Nodes and Links are
// never nil.
func NewDiagram(p *path.Path, qs graph.QuadStore) Diagram {
	it := p.Shape().BuildIterator(qs)
	defer it.Close()
	drawn := map[string]any{}
	iterator.OutputQueryShapeForIterator(it, qs, drawn)
	return DiagramOf(drawn)
}

// DiagramOf returns the diagram in a drawing that Cayley made, which may lack either part. Nodes and Links are never nil.
func DiagramOf(drawn map[string]any) Diagram {
	nodes, _ := drawn["nodes"].([]iterator.Node)
	links, _ := drawn["links"].([]iterator.Link)
	return Diagram{append([]iterator.Node{}, nodes...), append([]iterator.Link{}, links...)}
}

package export

import (
	"bufio"

	"graphd/internal/graph"
)

// writeCytoscape writes Cytoscape.js's elements, with what the desktop program and NetworkX want beside them: shared
// names, and each node's id as its value and each edge's as its key.
func writeCytoscape(w *bufio.Writer, g graph.Subgraph) error {
	t := newTable(g)
	o := beginObject(w)
	o.set("directed", true)
	o.set("multigraph", true)
	o.nested("data", header(g))
	o.key("elements")
	elements := beginObject(w)
	writeArray(elements.key("nodes"), len(g.Nodes), func(i int) {
		row := t.node(i)
		wrapper := beginObject(w)
		wrapper.nested("data", append([]cell{{"id", t.ids[i]}, {"value", t.ids[i]}, {"shared name", clean(g.Nodes[i].Label)}}, row...))
		wrapper.end()
	})
	writeArray(elements.key("edges"), len(g.Edges), func(i int) {
		e := g.Edges[i]
		row, id := t.edge(e), t.edgeIDs[i]
		wrapper := beginObject(w)
		wrapper.nested("data", append([]cell{
			{"id", id}, {"key", id}, {"source", t.ids[e.From]}, {"target", t.ids[e.To]},
			{"name", row[0].value}, {"shared name", row[0].value}, {"shared interaction", row[0].value},
		}, row...))
		wrapper.end()
	})
	elements.end()
	o.end()
	return w.WriteByte('\n')
}

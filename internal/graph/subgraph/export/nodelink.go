package export

import (
	"bufio"

	"graphd/internal/graph/subgraph"
)

// writeNodeLink writes node-link data for NetworkX and D3, which use different names for the list of edges: it writes both lists.
func writeNodeLink(w *bufio.Writer, g subgraph.Subgraph) error {
	return nodeLink(w, g, "edges", "links")
}

// writeNetworkX writes node-link data for NetworkX only.
func writeNetworkX(w *bufio.Writer, g subgraph.Subgraph) error { return nodeLink(w, g, "edges") }

// writeD3 writes node-link data for D3 only.
func writeD3(w *bufio.Writer, g subgraph.Subgraph) error { return nodeLink(w, g, "links") }

// nodeLink writes the edges once under each of the names in lists.
func nodeLink(w *bufio.Writer, g subgraph.Subgraph, lists ...string) error {
	t := newTable(g)
	o := beginObject(w)
	o.set(boolean("directed", true))
	o.set(boolean("multigraph", true))
	o.nested("graph", header(g)...)
	writeArray(o.key("nodes"), len(g.Nodes), func(i int) {
		node := beginObject(w)
		node.set(text("id", t.ids[i]))
		node.set(t.node(i)...)
		node.end()
	})
	for _, list := range lists {
		writeArray(o.key(list), len(g.Edges), func(i int) {
			e := g.Edges[i]
			edge := beginObject(w)
			edge.set(text("source", t.ids[e.From]), text("target", t.ids[e.To]), text("key", t.edgeIDs[i]))
			edge.set(t.edge(e)...)
			edge.end()
		})
	}
	o.end()
	return w.WriteByte('\n')
}

package export

import (
	"bufio"

	"graphd/internal/graph/subgraph"
)

// writeCytoscape writes the elements of Cytoscape.js. Cytoscape desktop and NetworkX additionally need a shared name, and the id
// of each node as its value and of each edge as its key.
func writeCytoscape(w *bufio.Writer, g subgraph.Subgraph) error {
	t := newTable(g)
	o := beginObject(w)
	o.set(boolean("directed", true))
	o.set(boolean("multigraph", true))
	o.nested("data", header(g)...)
	o.key("elements")
	elements := beginObject(w)
	writeArray(elements.key("nodes"), len(g.Nodes), func(i int) {
		row := t.node(i)
		wrapper := beginObject(w)
		wrapper.key("data")
		data := beginObject(w)
		data.set(text("id", t.ids[i]), text("value", t.ids[i]), text("shared name", row[0].text))
		data.set(row...)
		data.end()
		wrapper.end()
	})
	writeArray(elements.key("edges"), len(g.Edges), func(i int) {
		e := g.Edges[i]
		row, id := t.edge(e), t.edgeIDs[i]
		wrapper := beginObject(w)
		wrapper.key("data")
		data := beginObject(w)
		data.set(text("id", id), text("key", id), text("source", t.ids[e.From]), text("target", t.ids[e.To]),
			text("name", row[0].text), text("shared name", row[0].text), text("shared interaction", row[0].text))
		data.set(row...)
		data.end()
		wrapper.end()
	})
	elements.end()
	o.end()
	return w.WriteByte('\n')
}

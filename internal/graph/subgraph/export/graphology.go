package export

import (
	"bufio"
	"math"

	"graphd/internal/graph/subgraph"
)

// writeGraphology writes graphology's serialisation, with the positions and sizes that sigma requires.
func writeGraphology(w *bufio.Writer, g subgraph.Subgraph) error {
	t := newTable(g)
	o := beginObject(w)
	o.nested("attributes", header(g)...)
	o.nested("options", text("type", "directed"), boolean("multi", true), boolean("allowSelfLoops", true))
	writeArray(o.key("nodes"), len(g.Nodes), func(i int) {
		node := beginObject(w)
		node.set(text("key", t.ids[i]))
		node.nested("attributes", append(t.node(i), placed(i, g.Nodes[i].Links)...)...)
		node.end()
	})
	writeArray(o.key("edges"), len(g.Edges), func(i int) {
		e := g.Edges[i]
		edge := beginObject(w)
		edge.set(text("key", t.edgeIDs[i]), text("source", t.ids[e.From]), text("target", t.ids[e.To]))
		edge.nested("attributes", t.edge(e)...)
		edge.end()
	})
	o.end()
	return w.WriteByte('\n')
}

// placed returns the position and size of node i: an initial layout on a sunflower spiral around the first node, with sizes by
// the number of links.
func placed(i, links int) []attributeValue {
	const goldenAngle = 2.399963229728653
	r, angle := math.Sqrt(float64(i)), float64(i)*goldenAngle
	return []attributeValue{
		double("x", round(r*math.Cos(angle))), double("y", round(r*math.Sin(angle))), double("size", round(3+math.Sqrt(float64(links)))),
	}
}

// round rounds to four decimals, so that every machine writes the same bytes.
func round(f float64) float64 { return math.Round(f*1e4) / 1e4 }

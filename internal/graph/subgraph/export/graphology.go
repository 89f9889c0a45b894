package export

import (
	"bufio"
	"math"

	"graphd/internal/graph/subgraph"
)

// writeGraphology writes graphology's serialisation, with the places and sizes that sigma needs.
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

// placed puts the node at place i on a sunflower's spiral, the first in the middle, and sizes it by its links: a drawing
// to begin with, that a layout takes from there.
func placed(i, links int) []cell {
	const goldenAngle = 2.399963229728653
	r, angle := math.Sqrt(float64(i)), float64(i)*goldenAngle
	return []cell{
		double("x", round(r*math.Cos(angle))), double("y", round(r*math.Sin(angle))), double("size", round(3+math.Sqrt(float64(links)))),
	}
}

// round keeps four decimals, so that every machine writes the same.
func round(f float64) float64 { return math.Round(f*1e4) / 1e4 }

package export

import (
	"bufio"
	"strings"

	"graphd/internal/graph/subgraph"
)

func writeDOT(w *bufio.Writer, g subgraph.Subgraph) error {
	t := newTable(g)
	w.WriteString("// " + clean(headerLine(g)) + "\n")
	w.WriteString(`digraph "graphd" {` + "\n" + `graph [charset="UTF-8"`)
	for _, c := range header(g) {
		writeDOTAttribute(w, "graphd_", &c)
	}
	w.WriteString("];\nnode [shape=\"box\"];\n")
	for i := range g.Nodes {
		w.WriteString(`"` + t.ids[i] + `" [id="` + t.ids[i] + `"`)
		writeDOTRow(w, t.node(i))
	}
	for i, e := range g.Edges {
		id := t.edgeIDs[i]
		w.WriteString(`"` + t.ids[e.From] + `" -> "` + t.ids[e.To] + `" [id="` + id + `"`)
		writeDOTRow(w, t.edge(e))
	}
	_, err := w.WriteString("}\n")
	return err
}

func writeDOTRow(w *bufio.Writer, row []attributeValue) {
	for i := range row {
		if row[i].name != "name" { // in Graphviz, name is the id; the label has the same text
			writeDOTAttribute(w, "", &row[i])
		}
	}
	w.WriteString("];\n")
}

var dotEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

func writeDOTAttribute(w *bufio.Writer, prefix string, c *attributeValue) {
	w.WriteString(`, "`)
	w.WriteString(prefix)
	w.WriteString(c.name)
	w.WriteString(`"="`)
	c.escaped(w, writeDOTText)
	w.WriteByte('"')
}

func writeDOTText(w *bufio.Writer, text string) {
	_, _ = dotEscapes.WriteString(w, clean(text)) // the error sticks until Flush
}

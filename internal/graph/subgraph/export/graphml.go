package export

import (
	"bufio"
	"encoding/xml"
	"strings"

	"graphd/internal/graph/subgraph"
)

// Keys are named k_… for nodes and ke_… for edges, because Gephi interprets some short names as labels.
const (
	nodeKey = "k_"
	edgeKey = "ke_"
)

func writeGraphML(w *bufio.Writer, g subgraph.Subgraph) error {
	t := newTable(g)
	w.WriteString(xml.Header)
	writeXMLComment(w, headerLine(g))
	w.WriteString(`<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
		` xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">` + "\n")
	declareKeys(w, nodeKey, "node", t.columns)
	declareKeys(w, edgeKey, "edge", edgeColumns)
	w.WriteString(`<graph id="G" edgedefault="directed">` + "\n")
	for i := range g.Nodes {
		w.WriteString(`<node id="` + t.ids[i] + `">`)
		writeData(w, nodeKey, t.node(i))
		w.WriteString("</node>\n")
	}
	for i, e := range g.Edges {
		w.WriteString(`<edge id="` + t.edgeIDs[i] + `" source="` + t.ids[e.From] + `" target="` + t.ids[e.To] + `">`)
		writeData(w, edgeKey, t.edge(e))
		w.WriteString("</edge>\n")
	}
	_, err := w.WriteString("</graph>\n</graphml>\n")
	return err
}

func declareKeys(w *bufio.Writer, prefix, class string, columns []attribute) {
	for _, c := range columns {
		w.WriteString(`<key id="` + prefix + c.name + `" for="` + class + `" attr.name="` + c.name + `" attr.type="` + c.kind.String() + `"/>` + "\n")
	}
}

func writeData(w *bufio.Writer, prefix string, row []attributeValue) {
	for i := range row {
		w.WriteString(`<data key="`)
		w.WriteString(prefix)
		w.WriteString(row[i].name)
		w.WriteString(`">`)
		row[i].escaped(w, writeXMLText)
		w.WriteString("</data>")
	}
}

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\r", "&#13;", "\t", "&#9;")

// writeXMLText writes text for an element or a double-quoted attribute. It preserves line breaks in both.
func writeXMLText(w *bufio.Writer, text string) {
	_, _ = xmlEscapes.WriteString(w, text) // the error sticks until Flush
}

func writeXMLComment(w *bufio.Writer, text string) {
	text = clean(text)
	for strings.Contains(text, "--") {
		text = strings.ReplaceAll(text, "--", "- -")
	}
	w.WriteString("<!-- " + text + " -->\n")
}

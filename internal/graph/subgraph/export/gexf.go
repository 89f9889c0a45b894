package export

import (
	"bufio"
	"encoding/xml"

	"graphd/internal/graph/subgraph"
)

func writeGEXF(w *bufio.Writer, g subgraph.Subgraph) error {
	t := newTable(g)
	w.WriteString(xml.Header)
	w.WriteString(`<gexf xmlns="http://gexf.net/1.3" version="1.3">` + "\n<meta><creator>graphd</creator><description>")
	writeXMLText(w, clean(headerLine(g)))
	w.WriteString("</description></meta>\n" + `<graph defaultedgetype="directed" mode="static">` + "\n")
	declareAttributes(w, "node", t.columns[1:]) // the first is label, which is built into GEXF
	declareAttributes(w, "edge", edgeColumns[1:len(edgeColumns)-1])
	w.WriteString("<nodes>\n")
	for i := range g.Nodes {
		row := t.node(i)
		w.WriteString(`<node id="` + t.ids[i] + `" label="`)
		writeXMLText(w, row[0].text)
		w.WriteString(`">`)
		writeAttributes(w, row[1:])
		w.WriteString("</node>\n")
	}
	w.WriteString("</nodes>\n<edges>\n")
	for i, e := range g.Edges {
		row := t.edge(e)
		w.WriteString(`<edge id="` + t.edgeIDs[i] + `" source="` + t.ids[e.From] + `" target="` + t.ids[e.To] + `" type="directed" weight="1.0" kind="`)
		writeXMLText(w, row[0].text)
		w.WriteString(`" label="`)
		writeXMLText(w, row[0].text)
		w.WriteString(`">`)
		writeAttributes(w, row[1:len(row)-1])
		w.WriteString("</edge>\n")
	}
	_, err := w.WriteString("</edges>\n</graph>\n</gexf>\n")
	return err
}

func declareAttributes(w *bufio.Writer, class string, columns []attribute) {
	w.WriteString(`<attributes class="` + class + `" mode="static">` + "\n")
	for _, c := range columns {
		w.WriteString(`<attribute id="` + c.name + `" title="` + c.name + `" type="` + c.kind.String() + `"/>` + "\n")
	}
	w.WriteString("</attributes>\n")
}

func writeAttributes(w *bufio.Writer, row []attributeValue) {
	w.WriteString("<attvalues>")
	for i := range row {
		w.WriteString(`<attvalue for="`)
		w.WriteString(row[i].name)
		w.WriteString(`" value="`)
		row[i].escaped(w, writeXMLText)
		w.WriteString(`"/>`)
	}
	w.WriteString("</attvalues>")
}

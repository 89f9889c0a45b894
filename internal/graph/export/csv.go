package export

import (
	"archive/zip"
	"bufio"
	"encoding/csv"
	"strings"

	"graphd/internal/graph"
)

// writeCSV writes a ZIP of nodes.csv and edges.csv, with the columns that Gephi looks for, and about.txt, the header.
func writeCSV(w *bufio.Writer, g graph.Subgraph) error {
	t := newTable(g)
	archive := zip.NewWriter(w)
	err := writeSheet(archive, "nodes.csv", append([]string{"Id", "Label"}, titles(t.columns[1:])...), len(g.Nodes), func(i int) []string {
		row := t.node(i)
		return append([]string{t.ids[i], guard(row[0].value)}, spread(row[1:], t.columns[1:])...)
	})
	if err != nil {
		return err
	}
	own := edgeColumns[1 : len(edgeColumns)-1]
	heads := append([]string{"Source", "Target", "Type", "Id", "Label", "Weight"}, titles(own)...)
	err = writeSheet(archive, "edges.csv", heads, len(g.Edges), func(i int) []string {
		e := g.Edges[i]
		row := t.edge(e)
		return append([]string{t.ids[e.From], t.ids[e.To], "Directed", t.edgeIDs[i], guard(row[0].value), "1.0"}, spread(row[1:], own)...)
	})
	if err != nil {
		return err
	}
	about, err := archive.Create("about.txt")
	if err != nil {
		return err
	}
	for _, c := range header(g) {
		if _, err := about.Write([]byte(c.name + ": " + plain(c.value) + "\n")); err != nil {
			return err
		}
	}
	return archive.Close()
}

func writeSheet(archive *zip.Writer, name string, heads []string, n int, row func(i int) []string) error {
	file, err := archive.Create(name)
	if err != nil {
		return err
	}
	sheet := csv.NewWriter(file)
	if err := sheet.Write(heads); err != nil {
		return err
	}
	for i := range n {
		if err := sheet.Write(row(i)); err != nil {
			return err
		}
	}
	sheet.Flush()
	return sheet.Error()
}

func titles(columns []column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return names
}

// spread puts a row's cells under their columns.
func spread(row []cell, columns []column) []string {
	given := make(map[string]any, len(row))
	for _, c := range row {
		given[c.name] = c.value
	}
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = guard(given[c.name])
	}
	return cells
}

// guard is a cell that no spreadsheet takes for a formula: a text that begins like one gets an apostrophe before it.
func guard(v any) string {
	text, ok := v.(string)
	if ok && text != "" && strings.ContainsRune("=+-@\t\r\n", rune(text[0])) {
		return "'" + text
	}
	return plain(v)
}

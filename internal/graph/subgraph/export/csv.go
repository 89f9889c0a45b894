package export

import (
	"archive/zip"
	"bufio"
	"encoding/csv"
	"io"
	"strings"

	"github.com/klauspost/compress/flate"

	"graphd/internal/graph/subgraph"
)

// writeCSV writes a ZIP of nodes.csv and edges.csv, with the columns that Gephi expects, and of about.txt with the header.
func writeCSV(w *bufio.Writer, g subgraph.Subgraph) error {
	t := newTable(g)
	archive := zip.NewWriter(w)
	archive.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestSpeed) })
	nodes := newSheet([]string{"Id", "Label"}, t.columns[1:]) // the first is the label
	err := nodes.write(archive, "nodes.csv", len(g.Nodes), func(i int) {
		row := t.node(i)
		nodes.fill(row[1:], t.ids[i], guard(&row[0]))
	})
	if err != nil {
		return err
	}
	edges := newSheet([]string{"Source", "Target", "Type", "Id", "Label", "Weight"}, edgeColumns[1:len(edgeColumns)-1])
	err = edges.write(archive, "edges.csv", len(g.Edges), func(i int) {
		e := g.Edges[i]
		row := t.edge(e)
		edges.fill(row[1:len(row)-1], t.ids[e.From], t.ids[e.To], "Directed", t.edgeIDs[i], guard(&row[0]), "1.0")
	})
	if err != nil {
		return err
	}
	about, err := archive.Create("about.txt")
	if err != nil {
		return err
	}
	for _, c := range header(g) {
		if _, err := about.Write([]byte(c.name + ": " + c.plain() + "\n")); err != nil {
			return err
		}
	}
	return archive.Close()
}

// sheet is a CSV file with columns of its own before those of the rows.
type sheet struct {
	heads []string
	at    map[string]int // positions of columns in heads
	line  []string
}

func newSheet(own []string, columns []attribute) *sheet {
	s := &sheet{heads: own, at: map[string]int{}, line: make([]string, len(own)+len(columns))}
	for _, c := range columns {
		s.at[c.name] = len(s.heads)
		s.heads = append(s.heads, c.name)
	}
	return s
}

// fill sets the current line to a row.
func (s *sheet) fill(row []attributeValue, own ...string) {
	clear(s.line)
	copy(s.line, own)
	for i := range row {
		s.line[s.at[row[i].name]] = guard(&row[i])
	}
}

// write writes n lines, each set by a call of fill.
func (s *sheet) write(archive *zip.Writer, name string, n int, fill func(i int)) error {
	file, err := archive.Create(name)
	if err != nil {
		return err
	}
	lines := csv.NewWriter(file)
	if err := lines.Write(s.heads); err != nil {
		return err
	}
	for i := range n {
		fill(i)
		if err := lines.Write(s.line); err != nil {
			return err
		}
	}
	lines.Flush()
	return lines.Error()
}

// guard returns a cell that spreadsheets do not evaluate: a text that begins like a formula is prefixed with an apostrophe.
func guard(c *attributeValue) string {
	value := c.plain()
	if c.kind == kindString && value != "" && strings.IndexByte("=+-@\t\r\n", value[0]) >= 0 {
		return "'" + value
	}
	return value
}

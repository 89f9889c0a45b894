package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
)

// rowWriter prints the rows of an answer in one format. After the last row comes end.
type rowWriter interface {
	write(row any) error
	end() error
}

// newRowWriter is the writer of a format: json, ndjson, table or csv.
func newRowWriter(format string, w io.Writer) rowWriter {
	switch format {
	case "table":
		return &gridRows{print: func(grid [][]string) error { return printTable(w, grid) }}
	case "csv":
		return &gridRows{print: func(grid [][]string) error { return csv.NewWriter(w).WriteAll(grid) }}
	case "ndjson":
		return &jsonRows{w: w, after: "\n"}
	}
	return &jsonRows{w: w, open: "[", before: "\n  ", between: ",", close: "\n]\n", empty: "[]\n"}
}

// jsonRows prints each row as it comes, as JSON on one line.
type jsonRows struct {
	w                                          io.Writer
	open, before, between, after, close, empty string
	n                                          int
}

func (j *jsonRows) write(row any) error {
	lead := j.open
	if j.n > 0 {
		lead = j.between
	}
	j.n++
	line, err := compactJSON(row)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(j.w, lead, j.before, line, j.after)
	return err
}

func (j *jsonRows) end() error {
	tail := j.close
	if j.n == 0 {
		tail = j.empty
	}
	_, err := io.WriteString(j.w, tail)
	return err
}

// gridRows keeps the rows until the last, since any of them may bring a new column.
type gridRows struct {
	rows  []map[string]any
	print func(grid [][]string) error
}

func (g *gridRows) write(row any) error {
	g.rows = append(g.rows, records(row)...)
	return nil
}

// end prints one column for each key of the rows, id first, under a heading.
func (g *gridRows) end() error {
	heading := graph.Columns(g.rows)
	if len(heading) == 0 {
		return nil
	}
	grid := [][]string{heading}
	for _, row := range g.rows {
		line := make([]string, len(heading))
		for i, key := range heading {
			line[i] = graph.Cell(row[key])
		}
		grid = append(grid, line)
	}
	return g.print(grid)
}

// records are the lines of a table that a row makes: itself if it is flat, and the objects of its lists if it is an
// object of lists, as a GraphQL answer is.
func records(row any) []map[string]any {
	object, ok := row.(map[string]any)
	if !ok {
		return []map[string]any{{"value": row}}
	}
	var found []map[string]any
	for _, field := range slices.Sorted(maps.Keys(object)) {
		list, ok := object[field].([]any)
		if !ok {
			return []map[string]any{object}
		}
		for _, item := range list {
			record, ok := item.(map[string]any)
			if !ok {
				return []map[string]any{object}
			}
			if len(object) > 1 {
				record = maps.Clone(record)
				record["field"] = field
			}
			found = append(found, record)
		}
	}
	return found
}

func compactJSON(value any) (string, error) {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return strings.TrimSuffix(out.String(), "\n"), err
}

// printTable aligns the columns. A cell's line breaks become blanks, and an IRI its short name.
func printTable(w io.Writer, grid [][]string) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, line := range grid {
		for i := range line {
			line[i] = oneLine(shortName(line[i]))
		}
		fmt.Fprintln(t, strings.Join(line, "\t"))
	}
	return t.Flush()
}

// shortName is actor:jane-doe for <urn:graphd:actor:jane-doe>; all else stays as it is.
func shortName(cell string) string {
	iri, ok := strings.CutPrefix(cell, "<")
	if iri, closed := strings.CutSuffix(iri, ">"); ok && closed {
		return vocab.DefaultBase.Shorten(quad.IRI(iri))
	}
	return cell
}

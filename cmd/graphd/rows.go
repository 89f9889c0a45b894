package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/rowtable"
	"graphd/internal/term"
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
		show := func(value any) string { return term.OneLine(shortName(rowtable.Cell(value))) }
		return &gridRows{rowtable.Table{Show: show}, func(t *rowtable.Table) error { return t.WriteAligned(w) }}
	case "csv":
		return &gridRows{print: func(t *rowtable.Table) error { return t.WriteCSV(w) }}
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

// gridRows prints a table when its last row has come, since any of them may bring a new column.
type gridRows struct {
	table rowtable.Table
	print func(*rowtable.Table) error
}

func (g *gridRows) write(row any) error {
	for _, record := range records(row) {
		if err := g.table.Add(record); err != nil {
			return err
		}
	}
	return nil
}

func (g *gridRows) end() error { return errors.Join(g.print(&g.table), g.table.Close()) }

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

// shortName is actor:jane-doe for <urn:graphd:actor:jane-doe>; all else stays as it is.
func shortName(cell string) string {
	iri, ok := strings.CutPrefix(cell, "<")
	if iri, closed := strings.CutSuffix(iri, ">"); ok && closed {
		return vocab.DefaultBase.Shorten(quad.IRI(iri))
	}
	return cell
}

package server

import (
	"encoding/json"
	"fmt"
	"io"

	"graphd/internal/graph"
	"graphd/internal/graph/plan"
	"graphd/internal/graph/view"
)

// writeList writes an object with the rows in a list called name, as they come, and their completeness. Without rows
// the list is written as empty.
func (a *asked) writeList(w io.Writer, name, empty string) error {
	begin, end := fmt.Sprintf("{%q:[", name), fmt.Sprintf("{%q:%s", name, empty)
	failed := a.each(func(row any) error {
		if _, err := io.WriteString(w, begin); err != nil {
			return err
		}
		begin, end = ",", "]"
		return writeJSON(w, row)
	})
	if _, err := io.WriteString(w, end); err != nil {
		return err
	}
	return a.writeEnd(w, failed)
}

// writeData writes {"data": {...}}: GraphQL answers with one object.
func (a *asked) writeData(w io.Writer) error {
	var data any
	err := a.each(func(row any) error {
		data = row
		return nil
	})
	if _, err := io.WriteString(w, `{"data":`); err != nil {
		return err
	}
	if err := writeJSON(w, data); err != nil {
		return err
	}
	return a.writeEnd(w, err)
}

// writeLines writes a row a line, as they come, and last the record of completeness.
func (a *asked) writeLines(w io.Writer) error {
	end := a.end(a.each(func(row any) error { return writeJSON(w, row) }))
	return writeJSON(w, struct {
		ending
		Count int `json:"count"`
	}{end, a.count})
}

// ending is the end of an object with rows. Cayley's clients look for the error.
type ending struct {
	graph.Completeness
	Next    string       `json:"next,omitempty"`
	Error   string       `json:"error,omitempty"`
	Profile *plan.Report `json:"profile,omitempty"`
}

// end is what is said of the rows when they have been read.
func (a *asked) end(failed error) ending {
	if failed != nil {
		return ending{Completeness: graph.Completeness{Reason: failed.Error()}, Error: failed.Error(), Profile: a.report}
	}
	return ending{Completeness: a.rows.Completeness(), Next: a.next, Profile: a.report}
}

// writeEnd closes the object that the rows stand in.
func (a *asked) writeEnd(w io.Writer, failed error) error {
	text, err := json.Marshal(a.end(failed))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, ",%s\n", text[1:])
	return err
}

// tabular answers rows as CSV or a table: their columns are known when all have come.
func (s *Server) tabular(rows *asked, f format) (*reply, error) {
	items := []row{}
	err := rows.each(func(v any) error {
		items = append(items, rowOf(v))
		return nil
	})
	if err != nil {
		return nil, err
	}
	end := rows.end(nil)
	page := view.Page[row]{Items: items, Complete: end.Complete, Reason: end.Reason, Next: end.Next}
	columns := rowColumns(items)
	answer := s.streamed(f, func(w io.Writer) error { return writeCSV(w, items, columns) })
	if f == formatTable {
		answer = s.streamed(f, func(w io.Writer) error { return writeTable(w, page, columns) })
	}
	answer.Complete, answer.Next = completeHeader(end.Complete), end.Next
	return answer, nil
}

// row is a query's row by column.
type row map[string]any

// rowOf is a row by column; one that is no object has a single column.
func rowOf(v any) row {
	if fields, ok := v.(map[string]any); ok {
		return fields
	}
	return row{"value": v}
}

// rowColumns are the columns of rows.
func rowColumns(rows []row) []column[row] {
	names := graph.Columns(rows)
	columns := make([]column[row], len(names))
	for i, name := range names {
		columns[i] = column[row]{name, func(r row) string { return graph.Cell(r[name]) }}
	}
	return columns
}

package server

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"graphd/internal/graph"
)

// writeList writes an object with the rows in a list called name, as they come, and their completeness. Without rows
// the list is written as empty.
func (a *asked) writeList(ctx context.Context, w io.Writer, name, empty string) error {
	begin, end := fmt.Sprintf("{%q:[", name), fmt.Sprintf("{%q:%s", name, empty)
	failed := a.each(ctx, func(row any) error {
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

// writeLines writes a row a line, as they come, and last the record of completeness.
func (a *asked) writeLines(ctx context.Context, w io.Writer) error {
	count := 0
	err := a.each(ctx, func(row any) error {
		count++
		return writeJSON(w, row)
	})
	end := a.end(err)
	return writeJSON(w, completeness{Complete: end.Complete, Reason: end.Reason, Count: count})
}

// ending is the end of an object with rows. Cayley's clients look for the error.
type ending struct {
	graph.Completeness
	Error string `json:"error,omitempty"`
}

func (a *asked) end(failed error) ending {
	end := ending{Completeness: a.rows.Completeness()}
	if failed != nil {
		end = ending{graph.Completeness{Reason: failed.Error()}, failed.Error()}
	}
	return end
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

package server

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

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

// rowColumns are the columns of rows: id first, the others in the order of their names.
func rowColumns(rows []row) []column[row] {
	all := map[string]bool{}
	for _, r := range rows {
		for name := range r {
			all[name] = true
		}
	}
	order := slices.SortedFunc(maps.Keys(all), func(a, b string) int {
		switch {
		case a == "id":
			return -1
		case b == "id":
			return 1
		}
		return strings.Compare(a, b)
	})
	columns := make([]column[row], len(order))
	for i, name := range order {
		columns[i] = column[row]{name, func(r row) string { return cellOf(r[name]) }}
	}
	return columns
}

func cellOf(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	var text strings.Builder
	if err := writeJSON(&text, v); err != nil {
		return fmt.Sprint(v)
	}
	return strings.TrimSpace(text.String())
}

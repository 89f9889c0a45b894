package graph

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Columns are the columns of a table of rows: "id" first, the others in the order of their names.
func Columns[R ~map[string]any](rows []R) []string {
	names := map[string]bool{}
	for _, row := range rows {
		for name := range row {
			names[name] = true
		}
	}
	_, identified := names["id"]
	delete(names, "id")
	columns := slices.Sorted(maps.Keys(names))
	if identified {
		columns = slices.Insert(columns, 0, "id")
	}
	return columns
}

// Cell is a value as a table shows it: words as they are, nothing for nothing, all else as JSON on one line.
func Cell(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Sprint(value)
	}
	return strings.TrimSuffix(out.String(), "\n")
}

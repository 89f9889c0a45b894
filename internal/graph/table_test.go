package graph_test

import (
	"slices"
	"testing"

	"graphd/internal/graph"
)

func TestTable(t *testing.T) {
	rows := []map[string]any{{"name": "a", "id": 1}, {"Z": nil, "idea": 2}, {}}
	if got, want := graph.Columns(rows), []string{"id", "Z", "idea", "name"}; !slices.Equal(got, want) {
		t.Errorf("columns %q, want %q", got, want)
	}
	if got := graph.Columns([]map[string]any{{}}); len(got) != 0 {
		t.Errorf("rows without fields have the columns %q", got)
	}
	for want, value := range map[string]any{"": nil, "a <b>": "a <b>", `["<b>"]`: []any{"<b>"}, "2.5": 2.5, "true": true} {
		if got := graph.Cell(value); got != want {
			t.Errorf("the cell of %#v is %q, want %q", value, got, want)
		}
	}
}

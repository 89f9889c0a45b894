package rowtable_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"graphd/internal/rowtable"
)

func TestCell(t *testing.T) {
	for want, value := range map[string]any{"": nil, "a <b>": "a <b>", `["<b>"]`: []any{"<b>"}, "2.5": 2.5, "true": true} {
		if got := rowtable.Cell(value); got != want {
			t.Errorf("the cell of %#v is %q, want %q", value, got, want)
		}
	}
}

func TestTable(t *testing.T) {
	for _, test := range []struct {
		rows         []map[string]any
		csv, aligned string
	}{
		{nil, "", ""},
		{[]map[string]any{{}}, "", ""},
		{[]map[string]any{{"name": "a, \"b\"", "id": 1}, {"Z": nil, "idea": "größer"}, {}},
			"id,Z,idea,name\n1,,,\"a, \"\"b\"\"\"\n,,größer,\n,,,\n",
			"id  Z  idea    name\n1              a, \"b\"\n       größer  \n               \n"},
	} {
		var table rowtable.Table
		for _, row := range test.rows {
			if err := table.Add(row); err != nil {
				t.Fatal(err)
			}
		}
		var csv, aligned strings.Builder
		if err := errors.Join(table.WriteCSV(&csv), table.WriteAligned(&aligned), table.Close()); err != nil {
			t.Fatal(err)
		}
		if csv.String() != test.csv || aligned.String() != test.aligned || table.Len() != len(test.rows) {
			t.Errorf("%v:\n%q\n%q", test.rows, csv.String(), aligned.String())
		}
	}
}

// TestLargeTable: what the table keeps in a file comes back as it was, and the file is gone.
func TestLargeTable(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var table rowtable.Table
	const rows = 100_000
	for i := range rows {
		row := map[string]any{"id": i, fmt.Sprint("column", i%3): strings.Repeat("x", i%100)}
		if err := table.Add(row); err != nil {
			t.Fatal(err)
		}
	}
	var text bytes.Buffer
	if err := table.WriteCSV(&text); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("%v are left, %v", left, err)
	}
	lines, err := csv.NewReader(&text).ReadAll()
	if err != nil || len(lines) != rows+1 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	for i, line := range lines[1:] {
		if line[0] != fmt.Sprint(i) || line[1+i%3] != strings.Repeat("x", i%100) {
			t.Fatalf("row %d is %q", i, line)
		}
	}
	if err := table.Close(); err != nil {
		t.Error(err)
	}
}

func TestTableOfTooManyColumns(t *testing.T) {
	var table rowtable.Table
	var err error
	for i := 0; err == nil && i < 10_000; i++ {
		err = table.Add(map[string]any{fmt.Sprint(i): i})
	}
	if !errors.Is(err, rowtable.ErrTooWide) {
		t.Error(err)
	}
}

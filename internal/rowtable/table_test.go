package rowtable_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph/vocab"
	"graphd/internal/rowtable"
)

func TestCell(t *testing.T) {
	for want, value := range map[string]any{"": nil, "a <b>": "a <b>", `["<b>"]`: []any{"<b>"}, "2.5": 2.5, "true": true} {
		if got := written(t, rowtable.NewCSV(), map[string]any{"c": value}); got != csvLines(t, "c", want) {
			t.Errorf("%#v is written as %q", value, got)
		}
	}
}

// written returns what table writes for the rows.
func written(t *testing.T, table *rowtable.Table, rows ...any) string {
	t.Helper()
	for _, row := range rows {
		if err := table.Add(row); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	if err := errors.Join(table.Write(&out), table.Close()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// csvLines returns lines of one cell each as CSV.
func csvLines(t *testing.T, cells ...string) string {
	t.Helper()
	var out strings.Builder
	w := csv.NewWriter(&out)
	for _, cell := range cells {
		if err := w.Write([]string{cell}); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return out.String()
}

// Rows of saved queries have terms by name with companion columns, other rows have IRIs.
func TestTerms(t *testing.T) {
	saved := map[string]any{"act": "assert", "actIRI": "g:act-assert", "acts": []any{"ask"}, "actsIRI": []any{"g:act-ask"}, "nameIRI": "x"}
	if got, want := written(t, rowtable.NewText(""), saved), "act     acts     nameIRI\nassert  [\"ask\"]  x\n"; got != want {
		t.Errorf("text table of a saved query:\n%s\nwant\n%s", got, want)
	}
	if got, want := written(t, rowtable.NewCSV(), map[string]any{"act": "assert", "actIRI": "g:act-assert"}), "act,actIRI\nassert,g:act-assert\n"; got != want {
		t.Errorf("CSV of a saved query:\n%s\nwant\n%s", got, want)
	}
	plain := map[string]any{"act": "<urn:graphd:ns:act-assert>", "acts": []any{"<urn:graphd:ns:act-ask>"}, "who": "<urn:graphd:actor:a>"}
	if got, want := written(t, rowtable.NewText(""), plain), "act     acts     who\nassert  [\"ask\"]  <urn:graphd:actor:a>\n"; got != want {
		t.Errorf("text table of another query:\n%s\nwant\n%s", got, want)
	}
	if got, want := written(t, rowtable.NewText(vocab.DefaultBase), plain), "act     acts     who\nassert  [\"ask\"]  actor:a\n"; got != want {
		t.Errorf("text table with a base:\n%s\nwant\n%s", got, want)
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
		rows := make([]any, len(test.rows))
		for i, row := range test.rows {
			rows[i] = row
		}
		csv, aligned := written(t, rowtable.NewCSV(), rows...), written(t, rowtable.NewText(""), rows...)
		if csv != test.csv || aligned != test.aligned {
			t.Errorf("%v:\n%q\n%q", test.rows, csv, aligned)
		}
	}
}

// A table that spilled to a file is written unchanged, and leaves no file.
func TestLargeTable(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	table := rowtable.NewCSV()
	const rows = 100_000
	for i := range rows {
		row := map[string]any{"id": i, fmt.Sprint("column", i%3): strings.Repeat("x", i%100)}
		if err := table.Add(row); err != nil {
			t.Fatal(err)
		}
	}
	var text bytes.Buffer
	if err := table.Write(&text); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("files left: %v, %v", left, err)
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
	table := rowtable.NewCSV()
	var err error
	for i := 0; err == nil && i < 10_000; i++ {
		err = table.Add(map[string]any{fmt.Sprint(i): i})
	}
	if !errors.Is(err, rowtable.ErrTooWide) {
		t.Error(err)
	}
}

func TestWriters(t *testing.T) {
	paths := []any{
		map[string]any{"id": "<urn:graphd:actor:a>", "words": "one\ntwo, \"three\""},
		map[string]any{"id": "b", "n": 2.5},
	}
	fields := []any{map[string]any{"nodes": []any{map[string]any{"id": "a"}, map[string]any{"id": "b"}}}}
	two := []any{map[string]any{"bodies": []any{map[string]any{"id": "a"}}, "people": []any{map[string]any{"id": "b"}}}}
	for _, test := range []struct {
		name, format string
		rows         []any
		want         string
	}{
		{"json", "json", paths, "[\n  {\"id\":\"<urn:graphd:actor:a>\",\"words\":\"one\\ntwo, \\\"three\\\"\"},\n  {\"id\":\"b\",\"n\":2.5}\n]\n"},
		{"no rows as json", "json", nil, "[]\n"},
		{"ndjson", "ndjson", paths[1:], "{\"id\":\"b\",\"n\":2.5}\n"},
		{"no rows as ndjson", "ndjson", nil, ""},
		{"csv", "csv", paths, "id,n,words\n<urn:graphd:actor:a>,,\"one\ntwo, \"\"three\"\"\"\nb,2.5,\n"},
		{"table", "table", paths, "id       n    words\nactor:a       one two, \"three\"\nb        2.5  \n"},
		{"no rows as table", "table", nil, ""},
		{"bare values", "csv", []any{"x", true}, "value\nx\ntrue\n"},
		{"one list of objects", "csv", fields, "id\na\nb\n"},
		{"two lists of objects", "csv", two, "id,field\na,bodies\nb,people\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			w := rowtable.NewWriter(test.format, &out, vocab.DefaultBase)
			for _, row := range test.rows {
				if err := w.Write(row); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.End(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, out.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRowWriters(t *testing.T) {
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
			w := newRowWriter(test.format, &out)
			for _, row := range test.rows {
				if err := w.write(row); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.end(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, out.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDefaultData(t *testing.T) {
	for _, test := range []struct{ xdg, want string }{
		{"", "/home/u/.local/share/graphd"},
		{"/srv/data", "/srv/data/graphd"},
		{"relative", "/home/u/.local/share/graphd"},
	} {
		env := map[string]string{"HOME": "/home/u", "XDG_DATA_HOME": test.xdg}
		if got := defaultData(func(name string) string { return env[name] }); got != test.want {
			t.Errorf("XDG_DATA_HOME=%q: %q, want %q", test.xdg, got, test.want)
		}
	}
}

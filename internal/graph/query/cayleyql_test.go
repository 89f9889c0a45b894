package query_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph"
	"graphd/internal/graph/query"
)

// family returns a graph whose properties have several values, several labels and every type of value.
func family(t testing.TB) *graph.Store {
	t.Helper()
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	var quads []quad.Quad
	add := func(s, p string, o quad.Value, labels ...string) {
		for _, l := range append(labels, "one")[:max(1, len(labels))] {
			quads = append(quads, quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: o, Label: quad.IRI(l)})
		}
	}
	add("ada", "name", quad.String("Ada"), "one", "two")
	add("ada", "name", quad.String("A. Ash"))
	add("ada", "knows", quad.IRI("ben"), "one", "two")
	add("ada", "knows", quad.IRI("cy"))
	add("ada", "born", quad.Time(time.Date(1990, 1, 2, 3, 4, 5, 0, time.UTC)))
	add("ada", "age", quad.Int(36))
	add("ada", "height", quad.Float(1.7))
	add("ada", "member", quad.Bool(true))
	add("ben", "name", quad.String("Ben"))
	add("ben", "name", quad.LangString{Value: "Бен", Lang: "ru"})
	add("ben", "knows", quad.IRI("ada"), "two")
	add("cy", "nick", quad.String("<c>"))
	if _, err := store.Apply(t.Context(), graph.Edit{Add: quads}); err != nil {
		t.Fatal(err)
	}
	return store
}

// TestCayleyQLKeepsEverything checks queries for which Cayley's own implementation loses or multiplies data;
// docs/LANGUAGES.md lists the differences.
func TestCayleyQLKeepsEverything(t *testing.T) {
	store := family(t)
	for _, test := range []struct{ what, text, want string }{
		{"* keeps every value", `{ n(id: <ada>) { * } }`,
			`{"n":{"age":36,"born":"1990-01-02T03:04:05Z","height":1.7,"id":"<ada>","knows":["<ben>","<cy>"],"member":true,"name":["Ada","A. Ash"]}}`},
		{"* within a field", `{ n(id: <ben>) { <knows> { * } } }`,
			`{"n":{"<knows>":{"age":36,"born":"1990-01-02T03:04:05Z","height":1.7,"id":"<ada>","knows":["<ben>","<cy>"],"member":true,"name":["Ada","A. Ash"]}}}`},
		{"* under one label", `{ n(id: <ada>) @label(v: <two>) { * } }`, `{"n":{"id":"<ada>","knows":"<ben>","name":"Ada"}}`},
		{"times are times", `{ n(id: <ada>) { <born> } }`, `{"n":{"<born>":"1990-01-02T03:04:05Z"}}`},
		{"several values do not multiply rows", `{ n(id: <ada>) { id <name> <knows> } }`,
			`{"n":{"<knows>":["<ben>","<cy>"],"<name>":["Ada","A. Ash"],"id":"<ada>"}}`},
		{"several labels do not multiply rows", `{ n(<knows>: <ben>) { id } }`, `{"n":{"id":"<ada>"}}`},
		{"first counts objects", `{ n(<name>: ["Ada", "A. Ash", "Ben"], first: 2) { id <name> } }`,
			`{"n":[{"<name>":["Ada","A. Ash"],"id":"<ada>"},{"<name>":["Ben","Бен"],"id":"<ben>"}]}`},
		{"offset counts objects", `{ n(<name>: ["Ada", "A. Ash", "Ben"], offset: 1) { id } }`, `{"n":{"id":"<ben>"}}`},
		{"each object occurs once", `{ n(id: <ada>) { <knows> { id } } }`, `{"n":{"<knows>":[{"id":"<ben>"},{"id":"<cy>"}]}}`},
		{"optional values are kept", `{ n(id: [<ada>, <cy>]) { id <name> @opt <nick> @opt } }`,
			`{"n":[{"<name>":["Ada","A. Ash"],"id":"<ada>"},{"<nick>":"<c>","id":"<cy>"}]}`},
		{"required values select", `{ n(id: [<ada>, <cy>]) { id <nick> } }`, `{"n":{"<nick>":"<c>","id":"<cy>"}}`},
		{"a field without a selection gives values", `{ n(id: <ada>) { <knows>(<name>: "Ben") } }`, `{"n":{"<knows>":"<ben>"}}`},
		{"reversed", `{ n(id: <ben>) { ~<knows> { id } <knows> @rev { <age> } } }`, `{"n":{"<knows>":{"<age>":36},"~<knows>":{"id":"<ada>"}}}`},
		{"reversed argument", `{ n(~<knows>: <ben>) { id } m @rev(<knows>: <ben>) { id } }`, `{"m":{"id":"<ada>"},"n":{"id":"<ada>"}}`},
		{"unnested", `{ n(id: <ben>) { id <knows> @unnest { age: <age> } } }`, `{"n":{"age":36,"id":"<ben>"}}`},
		{"white space is optional", `{n(id:[<ada>,<cy>],first:1){id}}`, `{"n":{"id":"<ada>"}}`},
		{"numbers, booleans", `{ n(<age>: 36, <height>: 1.7, <member>: true) { id } }`, `{"n":{"id":"<ada>"}}`},
		{"an empty list matches no nodes", `{ n(id: []) { id } m(id: <ada>) { <knows>(<name>: []) } }`, `{"m":{"<knows>":null},"n":null}`},
		{"nodes and predicates that do not exist", `{ n(id: <zoe>) { id } m(id: <ada>) { <likes> { id } } }`, `{"m":{"<likes>":null},"n":null}`},
	} {
		t.Run(test.what, func(t *testing.T) {
			rows, completeness, err := answer(t, store, query.Request{Language: query.CayleyQL, Text: test.text})
			if err != nil || !completeness.Complete {
				t.Fatal(completeness, err)
			}
			if diff := cmp.Diff(decoded(t, "["+test.want+"]"), decoded(t, jsonOf(t, rows))); diff != "" {
				t.Errorf("answer (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCayleyQLNilParameterDropsArgument(t *testing.T) {
	req := query.Request{Language: query.CayleyQL, Text: `{ n(<name>: $name, <age>: $age) { id } }`, Params: map[string]any{"name": nil, "age": int64(36)}}
	rows, _, err := answer(t, family(t), req)
	if got := jsonOf(t, rows); err != nil || got != `[{"n":{"id":"<ada>"}}]` {
		t.Error(got, err)
	}
}

func TestCayleyQLSyntaxErrors(t *testing.T) {
	store := family(t)
	for _, test := range []struct{ text, says string }{
		{"{ n {\n id ...f } }", "line 2, column 5: expected a field"},
		{"{ n @skip { id } }", "line 1, column 6: unknown directive @skip"},
		{"{ n { * id } }", "line 1, column 7: * cannot be combined"},
		{"{ * }", "* is not supported at the top"},
		{"{ n(first: \"x\") { id } }", "line 1, column 5: first takes one whole number"},
		{"{ n(id: <ada>) { <knows> @unnest { id } } }", "line 1, column 18: 2 objects cannot be unnested"},
		{"mutation { n }", "line 1, column 1: expected a query"},
		{"{ n } { m }", "line 1, column 7: expected the end of the query"},
		{"{ n(id: [[<a>]]) { id } }", "lists cannot be nested"},
		{"{}", "expected a field"},
		{strings.Repeat("{ n ", 100), "nested more than 64 deep"},
	} {
		_, _, err := answer(t, store, query.Request{Language: query.CayleyQL, Text: test.text})
		if !errors.Is(err, query.ErrInvalid) || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v; want %s", test.text, err, test.says)
		}
	}
}

// TestCayleyQLIsBounded checks that each limit ends a query, and that the error names the limit.
func TestCayleyQLIsBounded(t *testing.T) {
	store := dense(t, 40)
	const deep = `{ n { id <knows> { id <knows> { id <knows> { id <knows> { id } } } } } }`
	for _, test := range []struct {
		says   string
		limits query.Limits
		wait   time.Duration
		want   error
	}{
		{"ran out of time", query.Limits{}, 20 * time.Millisecond, query.ErrTimeout},
		{"memory", query.Limits{Heap: 8 << 20}, time.Minute, query.ErrLimit},
		{"more than 1000000 values", query.Limits{Heap: 2 << 30}, time.Minute, query.ErrLimit},
	} {
		rows, err := query.NewSession(store, test.limits).Query(t.Context(), query.Request{Language: query.CayleyQL, Text: deep, Limit: -1, Timeout: test.wait})
		if err != nil {
			t.Fatal(err)
		}
		_, completeness, err := rows.ReadAll(t.Context())
		if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) || completeness.Complete {
			t.Errorf("%v, %v; want …%s…", completeness, err, test.says)
		}
	}
}

func decoded(t *testing.T, text string) (v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

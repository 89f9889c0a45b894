package query_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"graphd/internal/graph"
	"graphd/internal/graph/query"
	"graphd/internal/graph/query/qlang"
	"graphd/internal/graph/vocab"
)

// said returns a store with a small graph: two actors and a body, and their statements in two documents.
func said(t testing.TB) *graph.Store {
	t.Helper()
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	base := store.Base()
	ann, ben, board := base.IRI("actor", "ann-lee"), base.IRI("actor", "ben-poe"), base.IRI("body", "board")
	one, two := base.IRI("doc", "1111"), base.IRI("doc", "2222")
	_, err = store.Apply(t.Context(), graph.Edit{Add: []quad.Quad{
		{Subject: ann, Predicate: vocab.Said, Object: quad.String("the bridge is safe"), Label: one},
		{Subject: ann, Predicate: vocab.Said, Object: quad.String("actor:ben-poe"), Label: two},
		{Subject: ben, Predicate: vocab.Said, Object: quad.String("close the bridge — now"), Label: two},
		{Subject: board, Predicate: vocab.Recommends, Object: quad.String("repairs"), Label: one},
		{Subject: ann, Predicate: vocab.SpeaksFor, Object: board, Label: one},
		{Subject: ann, Predicate: vocab.Label, Object: quad.String("Ann Lee"), Label: one},
		{Subject: ben, Predicate: vocab.Label, Object: quad.String("Ben Poe"), Label: two},
		{Subject: one, Predicate: vocab.Recorded, Object: quad.Time(time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC))},
		{Subject: two, Predicate: vocab.Start, Object: quad.Int(7)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func answer(t testing.TB, store *graph.Store, req query.Request) ([]any, query.Completeness, error) {
	t.Helper()
	rows, err := query.Run(t.Context(), store, req)
	if err != nil {
		return nil, query.Completeness{}, err
	}
	return rows.ReadAll(t.Context())
}

func TestLanguagesKnowPrefixes(t *testing.T) {
	store := said(t)
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	ann := "<urn:graphd:actor:ann-lee>"
	for _, test := range []struct{ language, text, want string }{
		{query.Gizmo, `g.V("actor:ann-lee").out("g:speaksFor").all()`, `[{"id":"<urn:graphd:body:board>"}]`},
		{query.Gizmo, `g.V("<actor:ann-lee>").out("<g:speaksFor>").all()`, `[{"id":"<urn:graphd:body:board>"}]`},
		{query.Gizmo, `g.V("` + ann + `").out("g:speaksFor").all()`, `[{"id":"<urn:graphd:body:board>"}]`},
		{query.Gizmo, `g.V(str("actor:ben-poe")).in("g:said").all()`, `[{"id":"` + ann + `"}]`},
		{query.Gizmo, `g.V("the bridge is safe").in("g:said").save("rdfs:label").all()`, `[{"id":"` + ann + `","rdfs:label":"Ann Lee"}]`},
		{query.CayleyQL, `{ nodes(id: actor:ann-lee) { id, g:speaksFor { id } rdfs:label } }`,
			`[{"nodes":{"g:speaksFor":{"id":"<urn:graphd:body:board>"},"id":"` + ann + `","rdfs:label":"Ann Lee"}}]`},
		{query.CayleyQL, `{nodes(id:<actor:ann-lee>){name:rdfs:label}}`, `[{"nodes":{"name":"Ann Lee"}}]`},
		{query.CayleyQL, `{ nodes(g:said: "close the bridge — now", first:2) { id } }`, `[{"nodes":{"id":"<urn:graphd:actor:ben-poe>"}}]`},
		{query.CayleyQL, `{ nodes(id: [<body:board>,<doc:2222>]) { id ~g:speaksFor @opt { rdfs:label } oa:start @opt } }`,
			`[{"nodes":[{"id":"<urn:graphd:body:board>","~g:speaksFor":{"rdfs:label":"Ann Lee"}},{"id":"<urn:graphd:doc:2222>","oa:start":7,"~g:speaksFor":null}]}]`},
		{query.CayleyQL, `{ nodes(id: doc:1111) { g:recorded } }`, `[{"nodes":{"g:recorded":"2024-05-06T07:08:09Z"}}]`},
		{query.CayleyQL, `{ nodes(id: "<actor:ann-lee>") { said: g:said @label(v: doc:1111) } }`, `[{"nodes":{"said":"the bridge is safe"}}]`},
		{query.MQL, `[{"id": "actor:ann-lee", "g:speaksFor": null}]`, `[{"g:speaksFor":"<urn:graphd:body:board>","id":"` + ann + `"}]`},
		{query.MQL, `[{"id": null, "!g:speaksFor": "<actor:ann-lee>"}]`, `[{"!g:speaksFor":"` + ann + `","id":"<urn:graphd:body:board>"}]`},
	} {
		t.Run(test.language+" "+test.text, func(t *testing.T) {
			rows, completeness, err := answer(t, store, query.Request{Language: test.language, Text: test.text})
			if err != nil {
				t.Fatal(err)
			}
			if !completeness.Complete {
				t.Errorf("incomplete: %s", completeness.Reason)
			}
			if diff := cmp.Diff(test.want, jsonOf(t, rows)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

func jsonOf(t testing.TB, v any) string {
	t.Helper()
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}

func TestParametersAreBound(t *testing.T) {
	store := said(t)
	hostile := `x"); g.V().all(); //`
	ann := store.Base().IRI("actor", "ann-lee")
	for _, test := range []struct {
		language, text string
		params         map[string]any
		want           string
	}{
		{query.Gizmo, `g.emit([params.s, params.n, params.f, params.b, params.i, params.l])`,
			map[string]any{"s": hostile, "n": int64(3), "f": 1.5, "b": true, "i": ann, "l": []any{"a", int64(2)}},
			`[["x\"); g.V().all(); //",3,1.5,true,"<urn:graphd:actor:ann-lee>",["a",2]]]`},
		{query.Gizmo, `g.V(params.i).out("g:speaksFor").all()`, map[string]any{"i": ann}, `[{"id":"<urn:graphd:body:board>"}]`},
		{query.Gizmo, `g.V().has("g:recorded", lt(params.d)).all()`,
			map[string]any{"d": time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}, `[{"id":"<urn:graphd:doc:1111>"}]`},
		{query.CayleyQL, `query Who($s: String) { nodes(g:said: $s) { id } }`,
			map[string]any{"s": "the bridge is safe"}, `[{"nodes":{"id":"<urn:graphd:actor:ann-lee>"}}]`},
		{query.CayleyQL, `{ nodes(g:said: $s) { id } }`, map[string]any{"s": `"}) { id } }`}, `[{"nodes":null}]`},
		{query.CayleyQL, `{ nodes(id: $ids, first: $n) { id } }`,
			map[string]any{"ids": []any{ann}, "n": int64(1)}, `[{"nodes":{"id":"<urn:graphd:actor:ann-lee>"}}]`},
	} {
		t.Run(test.text, func(t *testing.T) {
			rows, _, err := answer(t, store, query.Request{Language: test.language, Text: test.text, Params: test.params})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, jsonOf(t, rows)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCutAnswersSaySo(t *testing.T) {
	store := said(t)
	for _, test := range []struct {
		language, text string
		limit, rows    int
		complete       bool
	}{
		{query.Gizmo, `g.V().has("rdfs:label").all()`, 2, 2, true},
		{query.Gizmo, `g.V().has("rdfs:label").all()`, 1, 1, false},
		{query.Gizmo, `g.V().has("rdfs:label").getLimit(-1)`, 1, 1, false},
		{query.Gizmo, `g.V().has("rdfs:label").getLimit(1)`, 1, 1, true},
		{query.Gizmo, `for (var i = 0; i < 5000; i++) g.emit(i)`, 0, 100, false},
		{query.Gizmo, `for (var i = 0; i < 5000; i++) g.emit(i)`, -1, 5000, true},
		{query.MQL, `[{"id": null, "g:speaksFor": "body:board"}]`, 1, 1, true},
		{query.MQL, `[{"id": null, "rdfs:label": null}]`, 1, 1, false},
		{query.CayleyQL, `{ nodes { id, rdfs:label } }`, 1, 1, false},
		{query.CayleyQL, `{ nodes { id, rdfs:label } }`, 2, 1, true},
	} {
		rows, completeness, err := answer(t, store, query.Request{Language: test.language, Text: test.text, Limit: test.limit})
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
		}
		if len(rows) != test.rows || completeness.Complete != test.complete {
			t.Errorf("%s with limit %d: %d rows, complete %v (%s); want %d, %v", test.text, test.limit,
				len(rows), completeness.Complete, completeness.Reason, test.rows, test.complete)
		}
		if completeness.Complete != (completeness.Reason == "") {
			t.Errorf("%s: complete %v with reason %q", test.text, completeness.Complete, completeness.Reason)
		}
	}
}

func TestFaultsOfQueries(t *testing.T) {
	store := said(t)
	for _, test := range []struct {
		language, text string
		kind           error
		line, column   int
	}{
		{"sparql", "SELECT", query.ErrLanguage, 0, 0},
		{query.Gizmo, "g.V()\n  .out({a: 1}).all()", query.ErrInvalid, 2, 7},
		{query.Gizmo, "g.V(", query.ErrInvalid, 1, 5},
		{query.CayleyQL, "{ nodes(id: actor:x) {\n id ", query.ErrInvalid, 2, 5},
		{query.CayleyQL, "{ nodes(id: \"x) { id } }", query.ErrInvalid, 1, 13},
		{query.CayleyQL, "{ nodes(id: $who) { id } }", query.ErrInvalid, 1, 13},
		{query.CayleyQL, "mutation { a }", query.ErrInvalid, 0, 0},
		{query.MQL, "[{\"id\": }]", query.ErrInvalid, 1, 9},
		{query.MQL, `[1, 2]`, query.ErrInvalid, 0, 0},
		{query.Gizmo, strings.Repeat(" ", 1<<20), query.ErrLimit, 0, 0},
		{query.CayleyQL, strings.Repeat(" ", 1<<20), query.ErrLimit, 0, 0},
		{query.MQL, strings.Repeat(" ", 1<<20), query.ErrLimit, 0, 0},
	} {
		_, _, err := answer(t, store, query.Request{Language: test.language, Text: test.text})
		if !errors.Is(err, test.kind) {
			t.Errorf("%s %.40q: %v; want %v", test.language, test.text, err, test.kind)
			continue
		}
		var fault *qlang.TextError
		if test.line > 0 && (!errors.As(err, &fault) || fault.Line != test.line || fault.Column != test.column) {
			t.Errorf("%s %.40q: %v; want line %d, column %d", test.language, test.text, err, test.line, test.column)
		}
	}
}

func TestQueriesEnd(t *testing.T) {
	store := said(t)
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	t.Run("at their deadline", func(t *testing.T) {
		_, completeness, err := answer(t, store, query.Request{Text: "for (;;) {}", Timeout: 20 * time.Millisecond})
		if !errors.Is(err, query.ErrTimeout) || completeness.Complete {
			t.Errorf("got %v, %v", completeness, err)
		}
	})
	t.Run("with their caller", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		rows, err := query.Run(ctx, store, query.Request{Text: "g.emit(1); for (;;) {}"})
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		if !rows.Next(ctx) {
			t.Fatal("no row")
		}
		cancel()
		if rows.Next(t.Context()) || !errors.Is(rows.Err(), context.Canceled) {
			t.Errorf("after cancellation: %v", rows.Err())
		}
	})
	t.Run("when closed", func(t *testing.T) {
		rows, err := query.Run(t.Context(), store, query.Request{Text: "for (;;) g.emit(1)", Limit: -1})
		if err != nil {
			t.Fatal(err)
		}
		rows.Next(t.Context())
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	})
}

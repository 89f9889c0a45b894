package query_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"

	"graphd/internal/graph/query"
	"graphd/internal/graph/vocab"
)

// TestBoundTextFindsItself checks that any text, bound as a parameter, matches exactly itself.
func TestBoundTextFindsItself(t *testing.T) {
	store := said(t)
	session := query.NewSession(store, query.Limits{})
	subject := store.Base().IRI("actor", "speaker")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(1, 20, -1).Draw(t, "text")
		label := store.Base().IRI("doc", "bound")
		if _, err := store.Replace(context.Background(), label, []quad.Quad{
			{Subject: subject, Predicate: vocab.Said, Object: quad.String(text), Label: label},
		}); err != nil {
			t.Skip("no graph can hold it")
		}
		for _, q := range []struct{ language, text, want string }{
			{query.Gizmo, `g.V(str(params.s)).in("g:said").all()`, `[map[id:<urn:graphd:actor:speaker>]]`},
			{query.CayleyQL, `{ n(g:said: $s) { id } }`, `[map[n:map[id:<urn:graphd:actor:speaker>]]]`},
		} {
			rows, err := session.Query(context.Background(), query.Request{Language: q.language, Text: q.text, Params: map[string]any{"s": text}})
			if err != nil {
				t.Fatal(err)
			}
			all, _, err := rows.ReadAll(context.Background())
			if got := fmt.Sprint(all); err != nil || got != q.want {
				t.Errorf("%s with %q: %s, %v; want %s", q.language, text, got, err, q.want)
			}
		}
	})
}

// FuzzQuery checks that any text in CayleyQL and MQL ends in time, with rows or with one of the declared errors.
func FuzzQuery(f *testing.F) {
	for _, text := range []string{
		`{ nodes(id: actor:ann-lee) { id, g:speaksFor { id } rdfs:label } }`, `{ a(~g:said: "x", first:2) @label(v: <doc:1>) { * } }`,
		`query Q($x: [String!]) { n(id: $x) @rev { b @opt @unnest { id } } }`, `{ n(a: """b""", c: [1, -2.5e3, true]) { ...f } }`,
		`{ "é` + "\U0001F600" + `": 1 }`, `{ n { id`, `# only a remark`,
	} {
		f.Add(false, text)
	}
	for _, text := range []string{
		`[{"id": "actor:ann-lee", "g:speaksFor": null}]`, `{"!g:said": [], "@1:g:said": [{}]}`, `[[]]`, `null`, `{"id": {"id": {"id": null}}}`,
	} {
		f.Add(true, text)
	}
	const allowed = 200 * time.Millisecond
	session := query.NewSession(said(f), query.Limits{Timeout: allowed})
	f.Fuzz(func(t *testing.T, mql bool, text string) {
		language, start := query.CayleyQL, time.Now()
		if mql {
			language = query.MQL
		}
		rows, err := session.Query(t.Context(), query.Request{Language: language, Text: text})
		if err == nil {
			_, _, err = rows.ReadAll(t.Context())
		}
		if took := time.Since(start); took > allowed+5*time.Second {
			t.Errorf("took %v", took)
		}
		for _, kind := range []error{nil, query.ErrInvalid, query.ErrTimeout, query.ErrLimit} {
			if errors.Is(err, kind) {
				return
			}
		}
		t.Errorf("undeclared error: %v", err)
	})
}

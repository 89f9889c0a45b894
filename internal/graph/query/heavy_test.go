package query_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/query"
)

// dense returns a store in which each of n nodes knows every other, so that paths of a few steps have too many results to
// enumerate.
func dense(t testing.TB, n int) *graph.Store {
	t.Helper()
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	var quads []quad.Quad
	for i := range n {
		for j := range n {
			quads = append(quads, quad.Quad{Subject: quad.IRI(fmt.Sprint("n", i)), Predicate: quad.IRI("knows"), Object: quad.IRI(fmt.Sprint("n", j))})
		}
	}
	if _, err := store.Apply(t.Context(), graph.Edit{Add: quads}); err != nil {
		t.Fatal(err)
	}
	return store
}

func TestHeavyQueriesEndInTime(t *testing.T) {
	session := query.NewSession(dense(t, 40), query.Limits{Heap: 128 << 20})
	const allowed = 50 * time.Millisecond
	for _, test := range []struct{ language, text string }{
		{query.Gizmo, `g.emit(g.V().out("<knows>").out("<knows>").out("<knows>").out("<knows>").out("<knows>").count())`},
		{query.Gizmo, `g.V().out("<knows>").out("<knows>").out("<knows>").out("<knows>").out("<knows>").order().all()`},
		{query.Gizmo, `g.V().out("<knows>").out("<knows>").out("<knows>").out("<knows>").out("<knows>").has("<none>").all()`},
		{query.Gizmo, `g.V().out("<knows>").out("<knows>").out("<knows>").out("<knows>").out("<knows>").filter(regex("zzz")).all()`},
		{query.Gizmo, `var p = g.V().out("<knows>").out("<knows>"); p.and(p.out("<knows>").out("<knows>")).except(g.V("<n1>")).skip(1e9).all()`},
		{query.Gizmo, `g.V().tag("a").out("<knows>").tag("b").out("<knows>").tag("c").out("<knows>").tag("d").out("<knows>").unique().skip(1e6).all()`},
		{query.Gizmo, `g.V().followRecursive(g.M().out("<knows>").out("<knows>").out("<knows>"), 100).skip(1e6).all()`},
		{query.CayleyQL, `{ n { id <knows> { id <knows> { id <knows> { id <knows> { id } } } } } }`},
		{query.CayleyQL, `{ n { a: <knows> b: <knows> c: <knows> d: <knows> e: <knows> } }`},
		{query.MQL, `[{"id": null, "<knows>": [{"id": null, "<knows>": [{"id": null, "<knows>": [{"id": null, "<knows>": [{"id": null}]}]}]}]}]`},
		{query.MQL, `[{"id": null, "@1:<knows>": [{"id": null}], "@2:<knows>": [{"id": null}], "@3:<knows>": [{"id": null}], "@4:<knows>": [{"id": null}]}]`},
	} {
		t.Run(test.language+" "+test.text, func(t *testing.T) {
			start := time.Now()
			rows, err := session.Query(t.Context(), query.Request{Language: test.language, Text: test.text, Limit: -1, Timeout: allowed})
			if err != nil {
				t.Fatal(err)
			}
			_, completeness, err := rows.ReadAll(t.Context())
			if took := time.Since(start); took > allowed+3*time.Second {
				t.Errorf("took %v", took)
			}
			if completeness.Complete != (err == nil) || err != nil && !errors.Is(err, query.ErrTimeout) && !errors.Is(err, query.ErrLimit) {
				t.Errorf("got %v, %v", completeness, err)
			}
			t.Logf("%v after %v", err, time.Since(start))
		})
	}
}

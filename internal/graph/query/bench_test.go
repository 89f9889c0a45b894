package query_test

import (
	"testing"

	"graphd/internal/graph/query"
)

// BenchmarkQuery measures the fixed cost of a query: one node, one edge, one row.
func BenchmarkQuery(b *testing.B) {
	session := query.NewSession(said(b), query.Limits{})
	for _, bench := range []struct{ language, text string }{
		{query.Gizmo, `g.V("actor:ann-lee").out("g:speaksFor").all()`},
		{query.CayleyQL, `{ nodes(id: actor:ann-lee) { g:speaksFor } }`},
		{query.MQL, `[{"id": "actor:ann-lee", "g:speaksFor": null}]`},
	} {
		b.Run(bench.language, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rows, err := session.Query(b.Context(), query.Request{Language: bench.language, Text: bench.text})
				if err != nil {
					b.Fatal(err)
				}
				if all, _, err := rows.ReadAll(b.Context()); err != nil || len(all) != 1 {
					b.Fatal(len(all), err)
				}
			}
		})
	}
}

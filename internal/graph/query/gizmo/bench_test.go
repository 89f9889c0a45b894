package gizmo_test

import (
	"fmt"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"graphd/internal/graph/pebblestore"
	"graphd/internal/graph/query/gizmo"
)

// BenchmarkRows measures a query of 3,000 rows of three columns: as a script, and with the path API and the same names read.
func BenchmarkRows(b *testing.B) {
	const rows = 3000
	store := spoken(b, rows)
	b.Run("gizmo", func(b *testing.B) {
		engine := gizmo.New(nil, gizmo.Budgets{})
		for b.Loop() {
			n := 0
			err := engine.Run(b.Context(), store, gizmo.Script{Text: `g.V("<ann>").in("<speaker>").tag("a").out("<text>").tag("t").all()`}, func(any) error { n++; return nil })
			if err != nil || n != rows {
				b.Fatal(n, err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
	})
	b.Run("path", func(b *testing.B) {
		p := path.StartPath(store, quad.IRI("ann")).In(quad.IRI("speaker")).Tag("a").Out(quad.IRI("text")).Tag("t")
		for b.Loop() {
			n := 0
			err := p.Iterate(b.Context()).TagEach(func(tags map[string]graph.Ref) {
				for _, ref := range tags {
					if store.NameOf(ref) == nil {
						b.Fatal("no name")
					}
				}
				n++
			})
			if err != nil || n != rows {
				b.Fatal(n, err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
	})
}

// BenchmarkLoop measures JavaScript around a query: in the sandbox, and with the interpreter alone, which has no safepoints.
func BenchmarkLoop(b *testing.B) {
	qs, engine := people(b), gizmo.New(prefixes, gizmo.Budgets{})
	for name, text := range map[string]string{
		"empty": "for (var i = 0; i < 1e5; i++) {}",
		"sum":   "var s = 0; for (var i = 0; i < 1e5; i++) { s += i }",
		"calls": "function f(x) { return x * 2 }; var s = 0; for (var i = 0; i < 1e5; i++) { s = f(i) - s }",
	} {
		b.Run(name+"/gizmo", func(b *testing.B) {
			for b.Loop() {
				if err := engine.Run(b.Context(), qs, gizmo.Script{Text: text + "; g.emit(1)"}, func(any) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"/goja", func(b *testing.B) {
			for b.Loop() {
				if _, err := goja.New().RunString(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func spoken(b *testing.B, n int) graph.QuadStore {
	store, err := pebblestore.OpenMemory(pebblestore.OpenOptions{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	var deltas []graph.Delta
	for i := range n {
		said := quad.IRI(fmt.Sprintf("urn:graphd:said:%d", i))
		for _, q := range []quad.Quad{{Subject: said, Predicate: quad.IRI("speaker"), Object: quad.IRI("ann")}, {Subject: said, Predicate: quad.IRI("text"), Object: quad.String(fmt.Sprintf("what was said the %dth time", i))}} {
			deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Add})
		}
	}
	if err := store.ApplyDeltas(deltas, graph.IgnoreOpts{}); err != nil {
		b.Fatal(err)
	}
	return store
}

package gizmo

import (
	"testing"

	"github.com/dop251/goja/parser"
)

func TestOnlyChainsGoUnguarded(t *testing.T) {
	for text, want := range map[string]bool{
		`g.V("a").out(["b", null], "t").has("c", gt(5)).All()`:     true,
		`graph.Vertex(params.who).filter(regex("x")).getLimit(5);`: true,
		`var m = g.M().out("a"); g.V("b").follow(m).all()`:         true,
		`g.emit(g.V().toArray())`:                                  true,
		`g.V("a").constructor("x")`:                                false,
		`params.x.constructor("x")`:                                false,
		`params.constructor("x")`:                                  false,
		`g.V("a")["out"]("b").all()`:                               false,
		`g.emit("x".repeat(5))`:                                    false,
		`g.V().toArray().join()`:                                   false,
		`g.V().forEach(function (d) { g.emit(d) })`:                false,
		`var g = params.x; g.V()`:                                  false,
		`var iri = params.x; iri("x")`:                             false,
		`x = 5`:                                                    false,
		`g.emit({toString: 1})`:                                    false,
		`g.emit([...params.x])`:                                    false,
		"g.emit(`x`)":                                              false,
		`g.emit("a" + "b")`:                                        false,
		`new Array(5)`:                                             false,
		`Array(5)`:                                                 false,
	} {
		tree, err := parser.ParseFile(nil, "query", text, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := isChain(tree); got != want {
			t.Errorf("isChain(%s) = %v, want %v", text, got, want)
		}
	}
}

package rdf

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// graphWriter collects the quads of one named graph.
type graphBuilder struct {
	label quad.IRI
	quads []quad.Quad
}

// add states subject predicate object, but for an object that is nil or an empty string.
func (g *graphBuilder) add(subject, predicate quad.IRI, object quad.Value) {
	if object == nil || object == quad.String("") {
		return
	}
	g.quads = append(g.quads, quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: g.label})
}

func (g *graphBuilder) sorted() []quad.Quad {
	slices.SortFunc(g.quads, compareQuads)
	return slices.Compact(g.quads)
}

func compareQuads(a, b quad.Quad) int {
	for _, d := range quad.Directions {
		if c := strings.Compare(quad.ToString(a.Get(d)), quad.ToString(b.Get(d))); c != 0 {
			return c
		}
	}
	return 0
}

package rdf

import (
	"math"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/date"
)

// graphBuilder collects the quads of one named graph.
type graphBuilder struct {
	label quad.IRI
	quads []quad.Quad
}

// add adds a quad, unless its object is nil or an empty string.
func (g *graphBuilder) add(subject, predicate quad.IRI, object quad.Value) {
	if object == nil || object == quad.String("") {
		return
	}
	g.quads = append(g.quads, quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: g.label})
}

// sorted returns the quads in the order of their text, without duplicates.
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

// dateValue returns d as a literal of the XML Schema type that matches its precision.
func dateValue(d date.Date) quad.Value {
	types := map[date.Precision]quad.IRI{
		date.Year: vocab.XSD + "gYear", date.Month: vocab.XSD + "gYearMonth", date.Week: vocab.XSD + "date", date.Day: vocab.XSD + "date",
	}
	if t, ok := types[d.Precision]; ok {
		return quad.TypedString{Value: quad.String(FormatDate(d)), Type: t}
	}
	return quad.Time(d.Time)
}

// FormatDate formats d as XML Schema does. XML Schema has no weeks; a week is written as its first day.
func FormatDate(d date.Date) string {
	if d.Precision == date.Week {
		d.Precision = date.Day
	}
	return d.String()
}

// RoundConfidence rounds a confidence to two decimals; its calibration does not support more.
func RoundConfidence(p float64) quad.Float { return quad.Float(math.Round(p*100) / 100) }

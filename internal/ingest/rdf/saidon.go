package rdf

import (
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/date"
)

// A TimedAttribution is an attribution in the graph with the words for the time at which it was said.
type TimedAttribution struct {
	IRI    quad.IRI
	Words  string // such as "on Tuesday", as the document has them
	Future bool   // it is still to be said
}

// SaidOnQuads returns the quads with the dates on which attributions of a document were said, if the document was issued on
// the given date. They are those that the extraction of the document writes.
func SaidOnQuads(doc quad.IRI, attributions []TimedAttribution, issued date.Date) []quad.Quad {
	g := &graphBuilder{label: doc}
	for _, a := range attributions {
		expression, _ := date.Match(strings.Fields(strings.ReplaceAll(a.Words, ",", " , ")))
		writeSaidOn(g, a.IRI, expression.Resolve(issued, a.Future))
	}
	return g.sorted()
}

// FutureTense returns the concept of attributions that are still to be said.
func FutureTense() quad.IRI { return vocab.ConceptOf(vocab.TenseList, string(classes.Future)) }

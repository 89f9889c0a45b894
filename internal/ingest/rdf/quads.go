package rdf

import (
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/document"
)

// Quads is everything that the document supports, labelled with its version, sorted and without duplicates.
// Recorded is when the graph learned of this version; all else follows from the text and the stages' version.
func (r Findings) Quads(recorded time.Time) []quad.Quad {
	g := &graphBuilder{label: r.Label()}
	r.writeDocument(g, recorded)
	for i := range r.Resolution.Entities {
		r.writeEntity(g, i)
	}
	for _, a := range r.Attributions {
		r.writeAttribution(g, a)
	}
	r.writeRelations(g)
	r.writeNeighbours(g)
	r.writeTopics(g)
	return g.sorted()
}

// Reference is what the gazetteer knows of the entities that the document mentions, in the reference graph.
func (r Findings) Reference() []quad.Quad {
	var facts []quad.Quad
	for i := range r.Resolution.Entities {
		facts = append(facts, r.Facts(r.EntityIRI(i))...)
	}
	return facts
}

func (r Findings) writeDocument(g *graphBuilder, recorded time.Time) {
	doc, meta := r.Document, r.Document.Meta
	id := r.Label()
	g.add(id, vocab.Type, vocab.Document)
	if class, ok := documentClasses[meta.Kind]; ok {
		g.add(id, vocab.Type, class)
	}
	g.add(id, vocab.Title, quad.String(meta.Title))
	g.add(id, vocab.Label, quad.String(meta.Title))
	for _, author := range meta.Authors {
		g.add(id, vocab.Creator, quad.String(author))
	}
	g.add(id, vocab.Publisher, quad.String(meta.Publisher))
	if !meta.Issued.IsZero() {
		g.add(id, vocab.Issued, dateValue(meta.Issued))
	}
	g.add(id, vocab.Language, quad.String(meta.Language))
	g.add(id, vocab.MediaType, quad.String(meta.MediaType))
	g.add(id, vocab.Identifier, quad.String(meta.Identifier))
	if meta.URL != "" {
		g.add(id, vocab.URL, quad.IRI(meta.URL))
	}
	g.add(id, vocab.Text, quad.String(doc.Text.String()))
	g.add(id, vocab.TextHash, quad.String(doc.Text.Hash()))
	g.add(id, vocab.Recorded, quad.Time(recorded.UTC().Truncate(time.Second)))
	g.add(r.runIRI(), vocab.Type, vocab.Activity)
	g.add(r.runIRI(), vocab.Type, vocab.Run)
	g.add(r.runIRI(), vocab.Version, quad.String(r.Version))
}

var documentClasses = map[document.Kind]quad.IRI{
	document.Article: vocab.Article,
	document.Report:  vocab.Report,
}

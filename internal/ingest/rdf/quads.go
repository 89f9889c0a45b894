package rdf

import (
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/document"
)

// Quads returns everything that the document supports, labelled with its version, sorted and without duplicates. Recorded
// is the time at which the graph learned of this version.
func (f Findings) Quads(recorded time.Time) []quad.Quad {
	g := &graphBuilder{label: f.Label()}
	f.writeDocument(g, recorded)
	for i := range f.Resolution.Entities {
		f.writeEntity(g, i)
	}
	for _, a := range f.Attributions {
		f.writeAttribution(g, a)
	}
	f.writeRelations(g)
	f.writeNeighbours(g)
	f.writeTopics(g)
	return g.sorted()
}

// Reference returns the gazetteer's facts about the entities that the document mentions. Their label is the reference
// graph.
func (f Findings) Reference() []quad.Quad {
	var facts []quad.Quad
	for i := range f.Resolution.Entities {
		facts = append(facts, f.Facts(f.EntityIRI(i))...)
	}
	return facts
}

// writeDocument adds the document version with its metadata, its text and the run that generated its attributions.
func (f Findings) writeDocument(g *graphBuilder, recorded time.Time) {
	doc, meta := f.Document, f.Document.Meta
	id, run := f.Label(), f.runIRI()
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
	g.add(run, vocab.Type, vocab.Activity)
	g.add(run, vocab.Type, vocab.Run)
	g.add(run, vocab.Version, quad.String(f.Version))
}

var documentClasses = map[document.PublicationKind]quad.IRI{
	document.Article: vocab.Article,
	document.Report:  vocab.Report,
}

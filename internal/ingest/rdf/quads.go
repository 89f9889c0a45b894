package rdf

import (
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
)

// Version is the version of the quads that this package makes of what was found in a text. Increase it when they change: a
// text that the graph has is extracted again only if one of the versions of the stages has changed.
const Version = "3"

// Quads returns everything that a text with one publication supports, labelled with its version, sorted and without
// duplicates. Recorded is the time at which the graph learned of this version.
func (f Findings) Quads(recorded time.Time) []quad.Quad {
	only := NewPublication(f.Base, f.Label(), f.Document.Meta, recorded)
	return f.PublishedQuads(Bibliography{f.Label(), recorded, []PublicationRecord{only}})
}

// PublishedQuads returns everything that a text with the publications of b supports, labelled with its version, sorted and
// without duplicates.
func (f Findings) PublishedQuads(b Bibliography) []quad.Quad {
	f.Document.Meta = b.Metadata()
	g := &graphBuilder{label: f.Label()}
	b.write(g)
	f.writeText(g)
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

// writeText adds the document version with its text and the run that generated its attributions.
func (f Findings) writeText(g *graphBuilder) {
	id, run := f.Label(), f.runIRI()
	g.add(id, vocab.Type, vocab.Document)
	g.add(id, vocab.Text, quad.String(f.Document.Text.String()))
	g.add(id, vocab.TextHash, quad.String(f.Document.Text.Hash()))
	g.add(run, vocab.Type, vocab.Activity)
	g.add(run, vocab.Type, vocab.Run)
	g.add(run, vocab.Version, quad.String(f.Version))
}

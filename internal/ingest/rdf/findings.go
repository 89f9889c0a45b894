package rdf

import (
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/document"
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/ling"
)

// Findings holds what the stages found in one version of a document. Its methods return what that means as quads.
type Findings struct {
	Document     document.Document
	Annotation   ling.Annotation
	Attributions []attribution.Attribution // in text order
	Resolution   entity.Resolution
	Version      string     // names the versions of the stages
	Base         vocab.Base // beginning of every instance's IRI

	// Facts returns the reference facts about an entity, labelled with the reference graph.
	Facts func(subject quad.IRI) []quad.Quad
}

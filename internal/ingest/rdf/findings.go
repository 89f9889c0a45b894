package rdf

import (
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/date"
	"graphd/internal/ingest/document"
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/ling"
)

// Findings holds what the stages found in one version of a document. Its methods express it as quads. Findings must not be
// modified; they are then safe for concurrent use.
type Findings struct {
	Document     document.Document
	Layout       *ling.Layout
	Attributions []attribution.Attribution // in text order
	Resolution   entity.Resolution
	Version      string     // versions of the stages
	Base         vocab.Base // beginning of the IRIs of all instances

	// Facts returns what is known about an entity before any document is read, as quads of the reference graph.
	Facts func(subject quad.IRI) []quad.Quad
}

// AtLeast returns f without the attributions whose confidence is below bound.
func (f Findings) AtLeast(bound float64) Findings {
	f.Attributions = attribution.Keep(f.Attributions, func(a attribution.Attribution) bool { return a.Overall() >= bound })
	return f
}

// Source returns the entity that is the source of a, as an index in Resolution.Entities. It reports false if the
// attribution has no source or the resolver could not link it.
func (f Findings) Source(a attribution.Attribution) (index int, ok bool) {
	index, _, ok = f.Resolution.At(a.Source.Phrase())
	return index, ok && len(a.Source.Spans) > 0
}

// OnBehalfOf returns the entity that the source of a speaks for, as an index in Resolution.Entities.
func (f Findings) OnBehalfOf(a attribution.Attribution) (index int, ok bool) {
	if a.Source.OnBehalf.IsZero() {
		return 0, false
	}
	index, _, ok = f.Resolution.At(a.Source.OnBehalf)
	return index, ok
}

// SaidOn returns when a was said, relative to the document's date of issue. It is zero if the document does not state it.
func (f Findings) SaidOn(a attribution.Attribution) date.Date {
	return a.When.Resolve(f.Document.Meta.Issued, a.Tense == classes.Future)
}

// About returns the entities that the content of a mentions, as indexes in Resolution.Entities: each once, in the order
// of their first mention.
func (f Findings) About(a attribution.Attribution) []int {
	var found []int
	for _, s := range a.Content.Spans {
		from, _ := slices.BinarySearchFunc(f.Resolution.Mentions, s.Start, func(m entity.Mention, start int) int { return m.Span.Start - start })
		for _, m := range f.Resolution.Mentions[from:] {
			if m.Span.Start >= s.End {
				break
			}
			if s.Contains(m.Span) && !slices.Contains(found, m.Entity) {
				found = append(found, m.Entity)
			}
		}
	}
	return found
}

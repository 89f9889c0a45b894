package view

import (
	"context"
	"math"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/vocab"
)

// condition is a part of a filter that an index answers: the attribution has one of the predicates with the object.
type condition struct {
	predicates []quad.IRI
	object     quad.IRI
}

// compiledFilter is an api.AttributionQuery in terms of the graph.
type compiledFilter struct {
	document   quad.IRI // "" for any
	conditions []condition
	words      string // in lower case
	issued     dateRange
	confidence float64 // the least
}

func (v *View) compile(q api.AttributionQuery) (compiledFilter, error) {
	issued, err := parseDateRange(q.From, q.To)
	c := compiledFilter{words: strings.ToLower(q.Q), issued: issued, confidence: q.MinConfidence}
	if q.Document != "" {
		c.document = v.instance("doc", q.Document)
	}
	add := func(given string, object quad.IRI, predicates ...quad.IRI) {
		if given != "" {
			c.conditions = append(c.conditions, condition{predicates, object})
		}
	}
	add(q.Actor, v.instance("actor", q.Actor), vocab.Source, vocab.SourceMember)
	add(q.OfBody, v.instance("body", q.OfBody), vocab.Source, vocab.SourceMember, vocab.OnBehalfOf)
	add(q.Topic, v.instance("topic", q.Topic), vocab.About)
	add(q.Act, vocab.ConceptOf(vocab.ActList, q.Act), vocab.Act)
	add(q.Form, vocab.ConceptOf(vocab.FormList, q.Form), vocab.Form)
	return c, err
}

// collect returns up to limit attributions that match c and come after the cursor, in order.
func (v *View) collect(ctx context.Context, c compiledFilter, from listCursor, limit int) ([]attributionMatch, error) {
	candidates, err := v.candidateDocuments(ctx, c)
	if err != nil {
		return nil, err
	}
	first := documentPosition{id: from.Doc, issued: from.Issued}
	accepts := func(s star) (bool, error) { return v.accepts(c, s) }
	var collected []attributionMatch
	for _, candidate := range candidates {
		if !from.isStart() && candidate.compare(first) < 0 || !candidate.mayBeIn(c.issued) {
			continue
		}
		matches, err := v.matchesIn(ctx, candidate.documentPosition, candidate.only, accepts)
		if err != nil {
			return nil, err
		}
		for _, m := range matches {
			if m.isBefore(from) {
				continue
			}
			if collected = append(collected, m); len(collected) == limit {
				return collected, nil
			}
		}
	}
	return collected, nil
}

// candidateDocument is a document with those of its attributions that may match; nil for all.
type candidateDocument struct {
	documentPosition
	only []quad.IRI
}

// candidateDocuments returns the documents that may have matching attributions, in order. It reads the index of the most
// selective condition. Without conditions, it scans the index of contents for the words; without words, it returns every
// document.
func (v *View) candidateDocuments(ctx context.Context, c compiledFilter) ([]candidateDocument, error) {
	if c.document != "" {
		return v.candidatesOf(ctx, map[quad.IRI][]quad.IRI{c.document: nil})
	}
	byDocument := map[quad.IRI][]quad.IRI{}
	switch {
	case len(c.conditions) > 0:
		best, err := v.mostSelective(ctx, c.conditions)
		if err != nil {
			return nil, err
		}
		for _, predicate := range best.predicates {
			if err := v.groupSubjects(ctx, quad.Quad{Predicate: predicate, Object: best.object}, "", byDocument); err != nil {
				return nil, err
			}
		}
	case c.words != "":
		if err := v.groupSubjects(ctx, quad.Quad{Predicate: vocab.ContentText}, c.words, byDocument); err != nil {
			return nil, err
		}
	default:
		positions, err := v.allDocuments(ctx)
		candidates := make([]candidateDocument, len(positions))
		for i, p := range positions {
			candidates[i].documentPosition = p
		}
		return candidates, err
	}
	return v.candidatesOf(ctx, byDocument)
}

func (v *View) candidatesOf(ctx context.Context, byDocument map[quad.IRI][]quad.IRI) ([]candidateDocument, error) {
	documents := make([]quad.IRI, 0, len(byDocument))
	for iri := range byDocument {
		documents = append(documents, iri)
	}
	positions, err := v.positionsOf(ctx, documents)
	if err != nil {
		return nil, err
	}
	candidates := make([]candidateDocument, len(positions))
	for i, p := range positions {
		candidates[i] = candidateDocument{documentPosition: p, only: byDocument[p.iri]}
	}
	return candidates, nil
}

// groupSubjects adds the subject of each quad that matches pattern to its document, whose graph or curated graph has the quad. If words is not "",
// only quads whose object contains it in any case are added.
func (v *View) groupSubjects(ctx context.Context, pattern quad.Quad, words string, byDocument map[quad.IRI][]quad.IRI) error {
	return v.match(ctx, pattern, func(q codec.QuadIDs) error {
		if words != "" {
			object, err := v.name(q[codec.Object])
			if err != nil || !contains(object, words) {
				return err
			}
		}
		if q[codec.Label] == 0 {
			return nil
		}
		doc, err := v.name(q[codec.Label])
		if err != nil {
			return err
		}
		subject, err := v.name(q[codec.Subject])
		if err != nil {
			return err
		}
		document, curated := v.base.CuratedFrom(doc)
		if !curated {
			document, _ = doc.(quad.IRI)
		}
		if iri, ok := subject.(quad.IRI); ok {
			byDocument[document] = append(byDocument[document], iri)
		}
		return nil
	})
}

// mostSelective returns the condition whose object occurs in the fewest quads.
func (v *View) mostSelective(ctx context.Context, conditions []condition) (condition, error) {
	best, bestSize := conditions[0], uint64(math.MaxUint64)
	for _, c := range conditions {
		node, err := v.find(c.object)
		if err != nil {
			return best, err
		}
		size := uint64(0)
		if node != 0 { // as a pattern, node 0 would match every quad
			if size, err = v.from.Count(ctx, codec.QuadIDs{codec.Object: node}); err != nil {
				return best, err
			}
		}
		if size < bestSize {
			best, bestSize = c, size
		}
	}
	return best, nil
}

// accepts reports whether a star is that of an attribution that is likely enough, meets every condition and contains the words.
func (v *View) accepts(c compiledFilter, s star) (bool, error) {
	if ok, err := v.has(s, vocab.Attribution, vocab.Type); err != nil || !ok {
		return false, err
	}
	for _, cond := range c.conditions {
		if ok, err := v.has(s, cond.object, cond.predicates...); err != nil || !ok {
			return false, err
		}
	}
	f := fields{v: v, s: s}
	if certain := f.isAtLeast(c.confidence); !certain || c.words == "" {
		return certain, f.err
	}
	return contains(f.first(vocab.ContentText), c.words), f.err
}

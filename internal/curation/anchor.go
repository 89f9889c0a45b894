package curation

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
)

// anchored returns the attributions of the graph that anchors refer to, without those that are no longer there. In the
// document version of an anchor, these are the one with the same id, or else the one at the same place. In a version that
// revises it, it is the only one with the same words.
func (w *workingGraph) anchored(anchors []api.AttributionAnchor) []quad.IRI {
	var found []quad.IRI
	for _, anchor := range anchors {
		var a quad.IRI
		ok := false
		switch document := w.iri(anchor.Document); {
		case document == w.label:
			a, ok = w.atPlace(anchor)
		case w.quads[quad.Quad{Subject: w.label, Predicate: vocab.WasRevisionOf, Object: document, Label: w.label}]:
			a, ok = w.withWords(anchor)
		}
		if ok {
			found = append(found, a)
		}
	}
	return found
}

// atPlace returns the attribution with the id of an anchor, or the one whose cue and content overlap those of the anchor most.
func (w *workingGraph) atPlace(anchor api.AttributionAnchor) (quad.IRI, bool) {
	id := w.iri(anchor.ID)
	if w.quads[quad.Quad{Subject: id, Predicate: vocab.Type, Object: vocab.Attribution, Label: w.label}] {
		return id, true
	}
	var best quad.IRI
	most := 0
	for _, a := range w.attributions() {
		content := overlap(anchor.At.Content, w.ranges(a, vocab.ContentPassage))
		cue := len(anchor.At.Cue) == 0 || overlap(anchor.At.Cue, w.ranges(a, vocab.CuePassage)) > 0
		// At least half of both contents: then no other attribution with this cue has as much of it.
		if cue && content > most && 2*content >= length(anchor.At.Content) && 2*content >= length(w.ranges(a, vocab.ContentPassage)) {
			best, most = a, content
		}
	}
	return best, most > 0
}

// withWords returns the attribution with the words of an anchor; ok is false if there are none or several.
func (w *workingGraph) withWords(anchor api.AttributionAnchor) (found quad.IRI, ok bool) {
	for _, a := range w.attributions() {
		if w.words(a, vocab.SourcePassage) != strings.Join(anchor.Source, "\n") || w.words(a, vocab.CuePassage) != strings.Join(anchor.Cue, "\n") ||
			w.words(a, vocab.ContentPassage) != strings.Join(anchor.Content, "\n") {
			continue
		}
		if ok {
			return "", false
		}
		found, ok = a, true
	}
	return found, ok
}

// attributions returns the attributions of the graph, sorted.
func (w *workingGraph) attributions() []quad.IRI {
	var found []quad.IRI
	for _, q := range w.match(quad.Quad{Predicate: vocab.Type, Object: vocab.Attribution}) {
		if iri, ok := q.Subject.(quad.IRI); ok {
			found = append(found, iri)
		}
	}
	return found
}

// ranges returns the ranges of the passages of an attribution, in text order.
func (w *workingGraph) ranges(a quad.Value, property quad.IRI) []api.TextRange {
	var ranges []api.TextRange
	for _, passage := range w.objects(a, property) {
		r := api.TextRange{}
		for i, end := range []quad.IRI{vocab.Start, vocab.End} {
			for _, value := range w.objects(passage, end) {
				r[i] = int(number(value))
			}
		}
		ranges = append(ranges, r)
	}
	slices.SortFunc(ranges, func(a, b api.TextRange) int { return cmp.Compare(a[0], b[0]) })
	return ranges
}

// words returns the words of the passages of an attribution, in text order, one passage a line.
func (w *workingGraph) words(a quad.Value, property quad.IRI) string {
	type placedWords struct {
		start int
		exact string
	}
	var parts []placedWords
	for _, passage := range w.objects(a, property) {
		for _, exact := range w.objects(passage, vocab.Exact) {
			for _, start := range w.objects(passage, vocab.Start) {
				parts = append(parts, placedWords{int(number(start)), nquads.Plain(exact)})
			}
		}
	}
	slices.SortFunc(parts, func(a, b placedWords) int { return cmp.Compare(a.start, b.start) })
	lines := make([]string, len(parts))
	for i, p := range parts {
		lines[i] = p.exact
	}
	return strings.Join(lines, "\n")
}

// overlap returns the number of code points that two lists of ranges have in common.
func overlap(a, b []api.TextRange) int {
	n := 0
	for _, r := range a {
		for _, s := range b {
			n += max(0, min(r[1], s[1])-max(r[0], s[0]))
		}
	}
	return n
}

// length returns the number of code points in ranges.
func length(ranges []api.TextRange) int {
	n := 0
	for _, r := range ranges {
		n += r[1] - r[0]
	}
	return n
}

// number returns the value of a numeric literal; 0 for any other value.
func number(value quad.Value) float64 {
	n, err := strconv.ParseFloat(nquads.Plain(value), 64)
	if err != nil {
		return 0
	}
	return n
}

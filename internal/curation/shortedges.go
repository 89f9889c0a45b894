package curation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
)

// A supportedEdge is a short edge of a speaker that an attribution supports.
type supportedEdge struct {
	quad.Quad
	shared bool // another attribution of the speaker supports it, too
}

// edgesOf returns the short edges of a speaker that an attribution supports.
func (w *workingGraph) edgesOf(speaker quad.Value, a quad.IRI) []supportedEdge {
	var others []quad.Value
	for _, made := range w.objects(speaker, vocab.Made) {
		if made != a {
			others = append(others, made)
		}
	}
	var edges []supportedEdge
	for _, q := range w.match(quad.Quad{Subject: speaker}) {
		predicate, _ := q.Predicate.(quad.IRI)
		if !vocab.IsShortEdge(predicate) || !w.supports(a, q) {
			continue
		}
		rivals := slices.DeleteFunc(slices.Clone(others), func(b quad.Value) bool { return !w.supports(b, q) })
		switch {
		case len(rivals) == 0:
			edges = append(edges, supportedEdge{q, false})
		case w.mayHave(a, predicate):
			shared := slices.ContainsFunc(rivals, func(b quad.Value) bool { return w.mayHave(b, predicate) })
			edges = append(edges, supportedEdge{q, shared})
		}
	}
	return edges
}

// supports reports whether an attribution has the words of a short edge: they are its content, or a quotation in it.
func (w *workingGraph) supports(a quad.Value, edge quad.Quad) bool {
	if !w.isLikely(a) {
		return false
	}
	if slices.Contains(w.objects(a, vocab.ContentText), edge.Object) {
		return true
	}
	if edge.Predicate != vocab.Said && edge.Predicate != vocab.SpokeOf {
		return false
	}
	words := nquads.Plain(edge.Object)
	for _, passage := range w.objects(a, vocab.ContentPassage) {
		for _, exact := range w.objects(passage, vocab.Exact) {
			if quotes(nquads.Plain(exact), words) {
				return true
			}
		}
	}
	return false
}

// isLikely reports whether extraction makes short edges of an attribution.
func (w *workingGraph) isLikely(a quad.Value) bool {
	for _, confidence := range w.objects(a, vocab.Confidence) {
		if number(confidence) < vocab.LeastConfidence {
			return false
		}
	}
	return true
}

// mayHave reports whether the classes of an attribution allow a short edge. It tells attributions with the same words apart.
func (w *workingGraph) mayHave(a quad.Value, edge quad.IRI) bool {
	has := func(property quad.IRI, list, name string) bool {
		return slices.Contains(w.objects(a, property), quad.Value(vocab.ConceptOf(list, name)))
	}
	positive := has(vocab.Polarity, vocab.PolarityList, "positive")
	reported := positive && has(vocab.Certainty, vocab.CertaintyList, "certain") && !has(vocab.Tense, vocab.TenseList, "future")
	switch edge {
	case vocab.DidNotSay:
		return !positive
	case vocab.MaySay:
		return positive
	case vocab.SpokeOf, vocab.Wants, vocab.Fears, vocab.Intends, vocab.Doubts:
		return true
	case vocab.Said:
		return reported
	}
	for _, object := range w.objects(a, vocab.Act) {
		iri, _ := object.(quad.IRI)
		_, act, _ := vocab.SplitConcept(iri)
		if of, ok := vocab.ActEdge(act); ok && of == edge {
			return true
		}
	}
	return false
}

// The marks that open and close quotations.
const (
	openingMarks = "“\"‘'«„"
	closingMarks = "”\"’'»“"
)

// quotes reports whether text contains the words between quotation marks; a comma may stand before the closing one.
func quotes(text, words string) bool {
	if words == "" {
		return false
	}
	for from := 0; ; {
		at := strings.Index(text[from:], words)
		if at < 0 {
			return false
		}
		start, end := from+at, from+at+len(words)
		before, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(text[:start], unicode.IsSpace))
		after, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[end:], ", "))
		if strings.ContainsRune(openingMarks, before) && strings.ContainsRune(closingMarks, after) {
			return true
		}
		from = end
	}
}

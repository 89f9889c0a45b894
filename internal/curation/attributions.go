package curation

import (
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

// passageProperties lead from an attribution to its passages.
var passageProperties = []quad.IRI{vocab.SourcePassage, vocab.CuePassage, vocab.ContentPassage, vocab.SentencePassage, vocab.WhenPassage}

// continuing returns an attribution and those that continue its speech by the same source, all the way.
func (w *workingGraph) continuing(a quad.IRI) []quad.IRI {
	parts := []quad.IRI{a}
	source := w.objects(a, vocab.Source)
	for i := 0; i < len(parts); i++ {
		for _, q := range w.match(quad.Quad{Predicate: vocab.Continues, Object: parts[i]}) {
			next, ok := q.Subject.(quad.IRI)
			if ok && !slices.Contains(parts, next) && slices.Equal(w.objects(next, vocab.Source), source) {
				parts = append(parts, next)
			}
		}
	}
	return parts
}

// speakers returns the source of an attribution and its members.
func (w *workingGraph) speakers(a quad.IRI) []quad.Value {
	var speakers []quad.Value
	for _, q := range w.match(quad.Quad{Predicate: vocab.Made, Object: a}) {
		speakers = append(speakers, q.Subject)
	}
	return speakers
}

// reattribute makes an entity the source of an attribution, with its short edges.
func (w *workingGraph) reattribute(id, a, to quad.IRI, known *api.EntityRef) {
	for _, speaker := range w.speakers(a) {
		for _, edge := range w.edgesOf(speaker, a) {
			if speaker != to && !edge.shared {
				w.remove(edge.Quad)
			}
			w.add(to, edge.Predicate.(quad.IRI), edge.Object)
		}
		if speaker != to {
			w.forget(speaker, a)
		}
	}
	w.remove(w.match(quad.Quad{Subject: a, Predicate: vocab.Source})...)
	w.remove(w.match(quad.Quad{Subject: a, Predicate: vocab.SourceMember})...)
	w.remove(w.match(quad.Quad{Subject: a, Predicate: vocab.OnBehalfOf, Object: to})...)
	w.add(a, vocab.Source, to)
	w.add(to, vocab.Made, a)
	w.add(to, vocab.MentionedIn, w.label)
	w.describe(id, to, known)
	w.add(a, vocab.CorrectedBy, id)
	for _, q := range w.match(quad.Quad{Subject: a, Predicate: vocab.Continues}) { // one speech has one source
		if !slices.Equal(w.objects(q.Object, vocab.Source), []quad.Value{to}) {
			w.remove(q)
		}
	}
}

// forget removes that a speaker made an attribution, and whom the speaker speaks for if no other attribution shows it.
func (w *workingGraph) forget(speaker quad.Value, a quad.IRI) {
	w.remove(quad.Quad{Subject: speaker, Predicate: vocab.Made, Object: a, Label: w.label})
	behalves := w.objects(a, vocab.OnBehalfOf)
	for _, made := range w.objects(speaker, vocab.Made) {
		others := w.objects(made, vocab.OnBehalfOf)
		behalves = slices.DeleteFunc(behalves, func(b quad.Value) bool { return slices.Contains(others, b) })
	}
	for _, behalf := range behalves {
		w.remove(quad.Quad{Subject: speaker, Predicate: vocab.SpeaksFor, Object: behalf, Label: w.label})
	}
}

// reject removes an attribution with everything that only it supports.
func (w *workingGraph) reject(id, a quad.IRI) {
	for _, speaker := range w.speakers(a) {
		for _, edge := range w.edgesOf(speaker, a) {
			if !edge.shared {
				w.remove(edge.Quad)
			}
		}
		w.forget(speaker, a)
	}
	var passages []quad.Value
	for _, p := range passageProperties {
		passages = append(passages, w.objects(a, p)...)
	}
	w.remove(w.match(quad.Quad{Subject: a})...)
	w.remove(w.match(quad.Quad{Object: a})...)
	for _, passage := range passages {
		if len(w.match(quad.Quad{Object: passage})) == 0 {
			w.remove(w.match(quad.Quad{Subject: passage})...)
		}
	}
	w.add(w.label, vocab.CorrectedBy, id)
}

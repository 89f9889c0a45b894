package curation

import (
	"cmp"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
)

// Correct returns what the active corrections of a log take away from the quads of one named graph, and what they add to
// them, with the label of the curated graph. The quads are those of a document version or of the reference graph, as
// extraction wrote them. Neither result has duplicates; both are sorted.
func Correct(l Log, label quad.IRI, machine []quad.Quad) (withheld, added []quad.Quad, err error) {
	active := l.Active()
	curated, ok := l.base.CuratedGraph(label)
	if !ok || len(active) == 0 || len(machine) == 0 {
		return nil, nil, nil
	}
	w := &workingGraph{base: l.base, label: label, quads: map[quad.Quad]bool{}, is: map[quad.IRI]quad.IRI{}}
	before := map[quad.Quad]bool{}
	for _, q := range machine {
		normal, err := nquads.Normalize(q)
		if err != nil {
			return nil, nil, err
		}
		w.quads[normal], before[normal] = true, true
	}
	for _, r := range active {
		w.apply(r)
	}
	for q := range before {
		if !w.quads[q] {
			withheld = append(withheld, q)
		}
	}
	for q := range w.quads {
		if !before[q] {
			q.Label = curated
			added = append(added, q)
		}
	}
	slices.SortFunc(withheld, compareQuads)
	slices.SortFunc(added, compareQuads)
	return withheld, added, nil
}

// A workingGraph is a named graph while corrections change it one after the other.
type workingGraph struct {
	base  vocab.Base
	label quad.IRI
	quads map[quad.Quad]bool
	is    map[quad.IRI]quad.IRI // what entities have become by the merges so far
}

// apply makes one correction.
func (w *workingGraph) apply(r api.CorrectionRecord) {
	id := w.iri(r.ID)
	switch r.Action {
	case api.ActionMerge:
		keep := w.entity(r.Keep)
		for _, other := range r.Others {
			w.merge(id, keep, w.entity(other), r.Result)
		}
	case api.ActionRename:
		w.rename(id, w.entity(r.Entity), r.Name)
	case api.ActionKind:
		w.setKind(id, w.entity(r.Entity), r.Kind)
	case api.ActionReattribute:
		w.moveAll(id, r, w.entity(r.Entity))
	case api.ActionSplit:
		w.moveAll(id, r, w.iri(r.Result.ID))
	case api.ActionReject:
		for _, a := range w.anchored(r.Anchors) {
			w.reject(id, a)
		}
	case api.ActionConfirm:
		for _, a := range w.anchored(r.Anchors) {
			w.add(a, vocab.ConfirmedBy, id)
			w.add(a, vocab.CorrectedBy, id)
		}
	}
}

// moveAll gives the attributions that a correction names to another source.
func (w *workingGraph) moveAll(id quad.IRI, r api.CorrectionRecord, to quad.IRI) {
	for _, a := range w.anchored(r.Anchors) {
		for _, part := range w.continuing(a) {
			w.reattribute(id, part, to, r.Result)
		}
	}
}

// iri returns the IRI of an instance.
func (w *workingGraph) iri(id string) quad.IRI {
	iri, _ := w.base.Expand(id)
	return iri
}

// entity returns the IRI of the entity that the one with an id has become by the merges so far.
func (w *workingGraph) entity(id string) quad.IRI {
	iri := w.iri(id)
	for w.is[iri] != "" {
		iri = w.is[iri]
	}
	return iri
}

func (w *workingGraph) add(subject, predicate quad.IRI, object quad.Value) {
	w.quads[quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: w.label}] = true
}

func (w *workingGraph) remove(quads ...quad.Quad) {
	for _, q := range quads {
		delete(w.quads, q)
	}
}

// match returns the quads that match a pattern, whose nil parts match anything, sorted.
func (w *workingGraph) match(pattern quad.Quad) []quad.Quad {
	var found []quad.Quad
	for q := range w.quads {
		if (pattern.Subject == nil || pattern.Subject == q.Subject) && (pattern.Predicate == nil || pattern.Predicate == q.Predicate) &&
			(pattern.Object == nil || pattern.Object == q.Object) {
			found = append(found, q)
		}
	}
	slices.SortFunc(found, compareQuads)
	return found
}

// objects returns the objects of a subject and a predicate, sorted.
func (w *workingGraph) objects(subject quad.Value, predicate quad.IRI) []quad.Value {
	var found []quad.Value
	for _, q := range w.match(quad.Quad{Subject: subject, Predicate: predicate}) {
		found = append(found, q.Object)
	}
	return found
}

func compareQuads(a, b quad.Quad) int {
	for _, d := range quad.Directions {
		if c := cmp.Compare(quad.ToString(a.Get(d)), quad.ToString(b.Get(d))); c != 0 {
			return c
		}
	}
	return 0
}

package curation

import (
	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

// merge makes everything that is said of other be said of keep. The names of other become further names of keep. Its kind
// and classes go: keep has its own.
func (w *workingGraph) merge(id, keep, other quad.IRI, known *api.EntityRef) {
	if keep == other {
		return
	}
	w.is[other] = keep
	present := false
	for q := range w.quads {
		if q.Subject != other && q.Object != other {
			continue
		}
		present = true
		delete(w.quads, q)
		switch {
		case q.Subject == other && (q.Predicate == vocab.EntityKind || q.Predicate == vocab.Type && vocab.IsEntityClass(q.Object)):
			continue
		case q.Subject == other && q.Predicate == vocab.Label:
			q.Predicate = vocab.AltLabel
		}
		if q.Subject == other {
			q.Subject = keep
		}
		if q.Object == other {
			q.Object = keep
		}
		if q.Subject != q.Object {
			w.quads[q] = true
		}
	}
	if present {
		w.describe(id, keep, known)
	}
}

// describe states of an entity what was known of it when a correction was made, unless the graph states it itself.
func (w *workingGraph) describe(id, entity quad.IRI, known *api.EntityRef) {
	w.add(entity, vocab.CorrectedBy, id)
	if known == nil {
		return
	}
	if len(w.objects(entity, vocab.Label)) == 0 {
		w.add(entity, vocab.Label, quad.String(known.Name))
	}
	if len(w.objects(entity, vocab.EntityKind)) == 0 {
		w.addKind(entity, known.Kind)
	}
}

func (w *workingGraph) addKind(entity quad.IRI, kind string) {
	w.add(entity, vocab.EntityKind, vocab.ConceptOf(vocab.EntityKindList, kind))
	for _, class := range vocab.EntityClasses(kind) {
		w.add(entity, vocab.Type, class)
	}
}

// rename makes name the name of an entity. Its former names become further ones.
func (w *workingGraph) rename(id, entity quad.IRI, name string) {
	named := w.match(quad.Quad{Subject: entity, Predicate: vocab.Label})
	if len(named) == 0 {
		return
	}
	for _, q := range named {
		w.remove(q)
		if q.Object != quad.String(name) {
			w.add(entity, vocab.AltLabel, q.Object)
		}
	}
	w.add(entity, vocab.Label, quad.String(name))
	w.add(entity, vocab.CorrectedBy, id)
}

// setKind makes an entity be of a kind, with the classes of that kind.
func (w *workingGraph) setKind(id, entity quad.IRI, kind string) {
	stated := w.match(quad.Quad{Subject: entity, Predicate: vocab.EntityKind})
	if len(stated) == 0 {
		return
	}
	w.remove(stated...)
	for _, q := range w.match(quad.Quad{Subject: entity, Predicate: vocab.Type}) {
		if vocab.IsEntityClass(q.Object) {
			w.remove(q)
		}
	}
	w.addKind(entity, kind)
	w.add(entity, vocab.CorrectedBy, id)
}

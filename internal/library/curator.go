package library

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/curation"
	"graphd/internal/graph"
	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
)

// A curator turns edits of what extraction wrote into edits of the store, which holds it with the corrections of people.
type curator struct {
	ctx      context.Context
	snapshot machineGraph
}

// log reads the log of corrections.
func (c curator) log() (curation.Log, error) {
	stated, err := c.snapshot.Snapshot.Quads(c.ctx, quad.Quad{Predicate: vocab.Record, Label: vocab.CurationGraph})
	if err != nil {
		return curation.Log{}, err
	}
	return curation.ReadLog(c.snapshot.Base(), stated)
}

// recorrect returns the edit of the store for an edit of what extraction wrote, with the corrections of the log.
func (c curator) recorrect(edit graph.Edit) (graph.Edit, error) {
	log, err := c.log()
	if err != nil || log.Version() == 0 {
		return edit, err
	}
	return c.correct(log, edit, nil)
}

// correct does what recorrect does, with the corrections of another log and for other graphs as well.
func (c curator) correct(log curation.Log, edit graph.Edit, others []quad.IRI) (graph.Edit, error) {
	labels := slices.Clone(others)
	var out graph.Edit
	for _, g := range edit.Replace {
		labels = c.appendLabel(labels, g.Label)
	}
	for _, q := range slices.Concat(edit.Remove, edit.Add) {
		labels = c.appendLabel(labels, q.Label)
	}
	slices.Sort(labels)
	labels = slices.Compact(labels)
	for _, label := range labels {
		var err error
		if label == vocab.ReferenceGraph {
			err = c.correctReference(log, edit, &out)
		} else {
			err = c.correctVersion(log, label, edit, &out)
		}
		if err != nil {
			return graph.Edit{}, err
		}
	}
	return out, nil
}

func (c curator) appendLabel(labels []quad.IRI, label quad.Value) []quad.IRI {
	iri, ok := label.(quad.IRI)
	if _, corrected := c.snapshot.Base().CuratedGraph(iri); !ok || !corrected {
		return labels
	}
	return append(labels, iri)
}

// correctVersion adds to out the edit of the graph of a version and of its curated graph.
func (c curator) correctVersion(log curation.Log, label quad.IRI, edit graph.Edit, out *graph.Edit) error {
	machine, err := c.edited(label, edit)
	if err != nil {
		return err
	}
	withheld, added, err := curation.Correct(log, label, machine)
	if err != nil {
		return err
	}
	curated, _ := c.snapshot.Base().CuratedGraph(label)
	out.Replace = append(out.Replace,
		graph.Graph{Label: label, Quads: without(machine, withheld)},
		graph.Graph{Label: curated, Quads: curation.CuratedQuads(c.snapshot.Base(), label, withheld, added)})
	return nil
}

// edited returns the quads of a graph after an edit, as extraction wrote them.
func (c curator) edited(label quad.IRI, edit graph.Edit) ([]quad.Quad, error) {
	var quads []quad.Quad
	i := slices.IndexFunc(edit.Replace, func(g graph.Graph) bool { return g.Label == label })
	if i >= 0 {
		quads = edit.Replace[i].Quads
	} else {
		var err error
		if quads, err = c.snapshot.Quads(c.ctx, quad.Quad{Label: label}); err != nil {
			return nil, err
		}
	}
	labelled := func(q quad.Quad) bool { return q.Label == label }
	return append(without(quads, filter(edit.Remove, labelled)), filter(edit.Add, labelled)...), nil
}

// correctReference adds to out the edit of the reference graph. It reads and changes only what says something about the
// entities that corrections name.
func (c curator) correctReference(log curation.Log, edit graph.Edit, out *graph.Edit) error {
	var targets []quad.IRI
	for _, r := range log.Records {
		targets = append(targets, curation.Targets(c.snapshot.Base(), r)...)
	}
	slices.Sort(targets)
	targets = slices.Compact(targets)
	isNamed := func(q quad.Quad) bool {
		for _, value := range []quad.Value{q.Subject, q.Object} {
			if iri, ok := value.(quad.IRI); ok {
				if _, found := slices.BinarySearch(targets, iri); found {
					return true
				}
			}
		}
		return false
	}
	isReference := func(q quad.Quad) bool { return q.Label == vocab.ReferenceGraph }
	var stored []quad.Quad
	for _, target := range targets {
		for _, pattern := range []quad.Quad{{Subject: target, Label: vocab.ReferenceGraph}, {Object: target, Label: vocab.ReferenceGraph}} {
			found, err := c.snapshot.Quads(c.ctx, pattern)
			if err != nil {
				return err
			}
			stored = append(stored, found...)
		}
	}
	removed, added := filter(edit.Remove, isReference), filter(edit.Add, isReference)
	machine := append(without(stored, removed), filter(added, isNamed)...)
	withheld, corrected, err := curation.Correct(log, vocab.ReferenceGraph, machine)
	if err != nil {
		return err
	}
	curated, _ := c.snapshot.Base().CuratedGraph(vocab.ReferenceGraph)
	out.Replace = append(out.Replace, graph.Graph{Label: curated, Quads: curation.CuratedQuads(c.snapshot.Base(), vocab.ReferenceGraph, withheld, corrected)})
	out.Remove = append(append(out.Remove, without(removed, added)...), withheld...)
	out.Add = append(append(out.Add, without(added, withheld)...), without(machine, withheld)...)
	return nil
}

// without returns the quads that are not among the others.
func without(quads, others []quad.Quad) []quad.Quad {
	if len(others) == 0 {
		return slices.Clone(quads)
	}
	gone := make(map[string]bool, len(others))
	for _, q := range others {
		gone[lineOf(q)] = true
	}
	return filter(quads, func(q quad.Quad) bool { return !gone[lineOf(q)] })
}

// lineOf returns a quad as N-Quads, in which two quads are equal if the store holds them as one.
func lineOf(q quad.Quad) string {
	if normal, err := nquads.Normalize(q); err == nil {
		q = normal
	}
	return string(nquads.AppendQuad(nil, q))
}

func filter(quads []quad.Quad, keep func(quad.Quad) bool) []quad.Quad {
	var kept []quad.Quad
	for _, q := range quads {
		if keep(q) {
			kept = append(kept, q)
		}
	}
	return kept
}

package library

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/curation"
	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
)

// A machineGraph reads a snapshot as extraction wrote it: with what corrections withhold, and without what they add and the
// log of them.
type machineGraph struct{ *graph.Snapshot }

// Quads returns the quads that match pattern, whose nil parts match anything. Withheld quads are found if the pattern has a
// label, or a subject or object that is an entity, an attribution or a document.
func (m machineGraph) Quads(ctx context.Context, pattern quad.Quad) ([]quad.Quad, error) {
	quads, err := m.Snapshot.Quads(ctx, pattern)
	if err != nil {
		return nil, err
	}
	quads = slices.DeleteFunc(quads, func(q quad.Quad) bool { return m.isCurated(q.Label) })
	labels, err := m.withholding(ctx, pattern)
	if err != nil {
		return nil, err
	}
	for _, label := range labels {
		withheld, err := m.withheld(ctx, label)
		if err != nil {
			return nil, err
		}
		for _, q := range withheld {
			if matches(q, pattern) {
				quads = append(quads, q)
			}
		}
	}
	return quads, nil
}

// isCurated reports whether a label is that of a curated graph or of the log of corrections.
func (m machineGraph) isCurated(label quad.Value) bool {
	_, curated := m.Base().CuratedFrom(label)
	return curated || label == vocab.CurationGraph
}

// withholding returns the labels of the graphs from which quads that match the pattern may be withheld.
func (m machineGraph) withholding(ctx context.Context, pattern quad.Quad) ([]quad.IRI, error) {
	if label, ok := pattern.Label.(quad.IRI); ok {
		return []quad.IRI{label}, nil
	}
	var labels []quad.IRI
	for _, value := range []quad.Value{pattern.Subject, pattern.Object} {
		iri, ok := value.(quad.IRI)
		if !ok {
			continue
		}
		if kind, _, ok := m.Base().Split(iri); ok && kind == "doc" {
			labels = append(labels, iri)
			continue
		}
		indexed, err := m.Snapshot.Quads(ctx, quad.Quad{Predicate: vocab.WithheldTerm, Object: quad.String(iri)})
		if err != nil {
			return nil, err
		}
		for _, q := range indexed {
			if label, ok := m.Base().CuratedFrom(q.Label); ok {
				labels = append(labels, label)
			}
		}
	}
	slices.Sort(labels)
	return slices.Compact(labels), nil
}

// withheld returns the quads that corrections withhold from the graph with a label.
func (m machineGraph) withheld(ctx context.Context, label quad.IRI) ([]quad.Quad, error) {
	curated, ok := m.Base().CuratedGraph(label)
	if !ok {
		return nil, nil
	}
	stated, err := m.Snapshot.Quads(ctx, quad.Quad{Subject: curated, Predicate: vocab.Withheld, Label: curated})
	if err != nil {
		return nil, err
	}
	return curation.Withheld(stated)
}

// mentioning returns the labels of the graphs that mention one of the nodes, before or after corrections.
func (m machineGraph) mentioning(ctx context.Context, nodes []quad.IRI) ([]quad.IRI, error) {
	var labels []quad.IRI
	for _, node := range nodes {
		for _, pattern := range []quad.Quad{{Subject: node}, {Object: node}} {
			found, err := m.Snapshot.Quads(ctx, pattern)
			if err != nil {
				return nil, err
			}
			for _, q := range found {
				label, ok := m.Base().CuratedFrom(q.Label)
				if !ok {
					label, _ = q.Label.(quad.IRI)
				}
				if _, ok := m.Base().CuratedGraph(label); ok {
					labels = append(labels, label)
				}
			}
		}
		indexed, err := m.withholding(ctx, quad.Quad{Subject: node})
		if err != nil {
			return nil, err
		}
		labels = append(labels, indexed...)
	}
	slices.Sort(labels)
	return slices.Compact(labels), nil
}

func matches(q, pattern quad.Quad) bool {
	for _, d := range quad.Directions {
		if want := pattern.Get(d); want != nil && want != q.Get(d) {
			return false
		}
	}
	return true
}

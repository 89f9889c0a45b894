package view

import (
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/subgraph"
	"graphd/internal/graph/vocab"
)

// SubgraphSelection returns the selection that q describes. Fields of q that are zero have the defaults of a selection. A
// predicate may be a short name ("g:said"), a name of graphd's vocabulary ("said") or a whole IRI. A date that cannot be
// parsed is an ErrFilter.
func (v *View) SubgraphSelection(ctx context.Context, q api.SubgraphQuery) (subgraph.Selection, error) {
	selection := subgraph.Selection{
		Roots: v.instances("actor", q.Root), Depth: q.Depth, Direction: subgraph.Direction(q.Direction), Kinds: q.Kind,
		Documents: v.instances("doc", q.Document), PerNode: q.PerNode, Limit: q.Limit, Values: q.Values,
	}
	for _, name := range q.Predicate {
		selection.Predicates = append(selection.Predicates, v.predicate(name))
	}
	issued, err := parseDateRange(q.From, q.To)
	if err != nil || issued.isOpen() {
		selection.Documents = v.withCurated(selection.Documents)
		return selection, err
	}
	within, err := v.documentsIssued(ctx, issued)
	if err != nil {
		return selection, err
	}
	if selection.Documents == nil {
		selection.Documents = within
	} else {
		selection.Documents = slices.DeleteFunc(selection.Documents, func(iri quad.IRI) bool { return !slices.Contains(within, iri) })
	}
	selection.Documents = v.withCurated(selection.Documents)
	return selection, nil
}

// withCurated returns the labels of documents and of their curated graphs; nil for nil.
func (v *View) withCurated(documents []quad.IRI) []quad.IRI {
	labels := documents
	for _, document := range documents {
		if curated, ok := v.base.CuratedGraph(document); ok {
			labels = append(labels, curated)
		}
	}
	return labels
}

// instances returns the IRIs of instances; nil for no ids.
func (v *View) instances(kind string, ids []string) (iris []quad.IRI) {
	for _, id := range ids {
		iris = append(iris, v.instance(kind, strings.Trim(id, "<>")))
	}
	return iris
}

func (v *View) predicate(name string) quad.IRI {
	name = strings.Trim(name, "<>")
	if iri, ok := v.base.Expand(name); ok {
		return iri
	}
	if !strings.Contains(name, ":") {
		return quad.IRI(vocab.NS + name)
	}
	return quad.IRI(name)
}

// documentsIssued returns the documents issued in a range of dates. It never returns nil, which a selection takes for all
// documents.
func (v *View) documentsIssued(ctx context.Context, issued dateRange) ([]quad.IRI, error) {
	iris := []quad.IRI{}
	positions, err := v.allDocuments(ctx)
	for _, p := range positions {
		if issued.mayContain(p.issued) {
			iris = append(iris, p.iri)
		}
	}
	return iris, err
}

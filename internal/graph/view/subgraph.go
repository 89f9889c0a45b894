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

// SubgraphRequest is the request that q means. Errors are ErrFilter, the context's or the storage's.
func (v *View) SubgraphRequest(ctx context.Context, q api.SubgraphQuery) (subgraph.Selection, error) {
	r := subgraph.Selection{
		Roots: v.namedInstances("actor", q.Root), Depth: q.Depth, Direction: subgraph.Direction(q.Direction), Kinds: q.Kind,
		Documents: v.namedInstances("doc", q.Document), PerNode: q.PerNode, Limit: q.Limit, Values: q.Values,
	}
	for _, name := range q.Predicate {
		r.Predicates = append(r.Predicates, v.predicate(name))
	}
	issued, err := parseWindow(q.From, q.To)
	if err != nil || issued.open() {
		return r, err
	}
	within, err := v.issuedIn(ctx, issued)
	if err != nil {
		return r, err
	}
	if r.Documents == nil {
		r.Documents = within
	} else {
		r.Documents = slices.DeleteFunc(r.Documents, func(iri quad.IRI) bool { return !slices.Contains(within, iri) })
	}
	return r, nil
}

// namedInstances are the instances that ids mean; nil for none.
func (v *View) namedInstances(kind string, ids []string) (iris []quad.IRI) {
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

// issuedIn is the documents issued in a window; never nil.
func (v *View) issuedIn(ctx context.Context, w window) ([]quad.IRI, error) {
	found := []quad.IRI{}
	shelf, err := v.shelf(ctx)
	for _, p := range shelf {
		if w.holds(p.issued) {
			found = append(found, p.iri)
		}
	}
	return found, err
}

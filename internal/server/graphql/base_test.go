package graphql_test

import (
	"testing"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
)

// TestOtherBase checks short ids and full IRIs in a store whose base is a URL.
func TestOtherBase(t *testing.T) {
	const base vocab.Base = "https://example.org/id/"
	store, err := graph.OpenMemory(graph.Options{Base: base})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	doc := base.IRI("doc", "r1")
	edit := graph.Edit{Add: []quad.Quad{
		{Subject: doc, Predicate: vocab.Type, Object: vocab.Document, Label: doc},
		{Subject: doc, Predicate: vocab.Title, Object: quad.String("Bridge"), Label: doc},
	}}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	snapshot, err := store.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { snapshot.Close() })
	got := data(t, snapshot, `{
		short: node(id: "doc:r1") { id iri }
		whole: node(id: "https://example.org/id/doc/r1") { id ... on Document { title } }
		quads(filter: {subject: "doc:r1", predicate: "dcterms:title"}) { nodes { label { text node { id } } } }
	}`, nil)
	want := `{"short":{"id":"doc:r1","iri":"https://example.org/id/doc/r1"},"whole":{"id":"doc:r1","title":"Bridge"},` +
		`"quads":{"nodes":[{"label":{"text":"doc:r1","node":{"id":"doc:r1"}}}]}}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

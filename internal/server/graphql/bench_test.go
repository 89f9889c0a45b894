package graphql_test

import (
	"testing"

	"graphd/api"
	"graphd/internal/graph/view"
	"graphd/internal/server/graphql"
)

// BenchmarkList reads 100 attributions with their sources and documents by GraphQL, and the same directly from the view. The
// difference is the cost of GraphQL.
func BenchmarkList(b *testing.B) {
	snapshot, e := statements(b, 100), engine(b, graphql.RequestLimits{})
	filter := api.AttributionQuery{Document: "doc:many"}
	b.Run("graphql", func(b *testing.B) {
		for b.Loop() {
			got, err := ask(b.Context(), e, snapshot, `{ attributions(first: 100, filter: {document: "doc:many"}) {
				nodes { id text act form confidence source { id name } document { id title } contentPassages { start end exact } } } }`, nil)
			if err != nil || len(got.Errors) > 0 {
				b.Fatal(err, got.Errors)
			}
		}
	})
	b.Run("view", func(b *testing.B) {
		for b.Loop() {
			if _, err := view.New(snapshot, snapshot.Base()).Attributions(b.Context(), filter, 100, ""); err != nil {
				b.Fatal(err)
			}
		}
	})
}

package graphql_test

import (
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/server/graphql"
)

// TestRelations follows a relation from an attribution to the one that it answers, and back.
func TestRelations(t *testing.T) {
	base := vocab.DefaultBase
	snapshot := bridge(t, quad.Quad{
		Subject: base.IRI("attr", "b2"), Predicate: vocab.RepliesTo, Object: base.IRI("attr", "b1"), Label: base.IRI("doc", "r2"),
	})
	response, err := ask(t.Context(), engine(t, graphql.RequestLimits{}), snapshot, `{
		answer: attribution(id: "attr:b2") { relations { type attribution { id text } } relatedBy { type } }
		question: attribution(id: "attr:b1") { relations { type } relatedBy { type attribution { id } } }
	}`, nil)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"data":{` +
		`"answer":{"relations":[{"type":"repliesTo","attribution":{"id":"attr:b1","text":"that"}}],"relatedBy":[]},` +
		`"question":{"relations":[],"relatedBy":[{"type":"repliesTo","attribution":{"id":"attr:b2"}}]}}}`
	if got := strings.NewReplacer(" ", "", "\n", "").Replace(string(indented(t, response))); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

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

// TestLeastConfidence lists the attributions of a document with the default bound and with others, and counts them.
func TestLeastConfidence(t *testing.T) {
	snapshot := bridge(t, quad.Quad{
		Subject: vocab.DefaultBase.IRI("attr", "b2"), Predicate: vocab.Confidence, Object: quad.Float(vocab.LeastConfidence - 0.01), Label: vocab.DefaultBase.IRI("doc", "r2"),
	})
	for filter, want := range map[string]string{
		"":                               `"totalCount":1,"nodes":[{"id":"attr:b1"}]`,
		`(filter: {act: ASSERT})`:        `"totalCount":0,"nodes":[]`,
		"(filter: {minConfidence: 0})":   `"totalCount":2,"nodes":[{"id":"attr:b1"},{"id":"attr:b2"}]`,
		"(filter: {minConfidence: 0.9})": `"totalCount":0,"nodes":[]`,
	} {
		response, err := ask(t.Context(), engine(t, graphql.RequestLimits{}), snapshot,
			`{ document(id: "doc:r2") { attributions`+filter+` { totalCount nodes { id } } } }`, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.NewReplacer(" ", "", "\n", "").Replace(string(indented(t, response))); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %s", filter, got, want)
		}
	}
}

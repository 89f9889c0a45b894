package ingest_test

import (
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph/vocab"
)

// TestTopics checks that the keywords of a document are its subjects, as entities if they name one, and that an attribution
// is about the topics that its content contains as whole words.
func TestTopics(t *testing.T) {
	const article = `{"id": "t", "keywords": "Flood defences, Mary Okafor, tide, FLOOD DEFENCES, budgets", "text":
		"Mary Okafor said the flood defences held.\n\n\"The tidewater came later,\" Okafor said.\n\nNobody spoke of budgets."}`
	result := runAs(t, newPipeline(t), "t.json", "application/json", article)
	const flood, tide, budgets, mary = "topic:flood-defences", "topic:tide", "topic:budgets", "actor:mary-okafor"
	facts := map[quad.IRI][]string{}
	abouts := map[string]int{}
	for _, q := range result.Quads(recorded) {
		object, _ := q.Object.(quad.IRI)
		subject, _ := q.Subject.(quad.IRI)
		switch p := q.Predicate.(quad.IRI); {
		case p == vocab.Subject:
			facts[p] = append(facts[p], short(object))
		case p == vocab.Type && object == vocab.Topic, p == vocab.MentionedIn && subject != vocab.DefaultBase.IRI("actor", "mary-okafor"):
			facts[p] = append(facts[p], short(subject))
		case p == vocab.About:
			abouts[short(object)]++
		}
	}
	want := map[quad.IRI][]string{
		vocab.Subject:     {mary, budgets, flood, tide},
		vocab.Type:        {budgets, flood, tide},
		vocab.MentionedIn: {budgets, flood},
	}
	if diff := cmp.Diff(want, facts); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int{flood: 1}, abouts); diff != "" {
		t.Errorf("topics of contents, -want +got:\n%s", diff)
	}
}

func short(iri quad.IRI) string {
	kind, local, _ := vocab.DefaultBase.Split(iri)
	return kind + ":" + local
}

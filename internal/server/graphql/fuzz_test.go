package graphql_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"testing"

	"graphd/internal/server/graphql"
)

// FuzzAnswer sends arbitrary queries. The response must be JSON or errors, and no resolver may panic.
func FuzzAnswer(f *testing.F) {
	for _, text := range []string{
		introspection, `{ attributions(filter: {act: ASSERT, q: "safe"}) { edges { cursor node { about { made { totalCount } } } } } }`,
		`query Q($id: ID! = "doc:r1") { node(id: $id) { ...N } } fragment N on Node { __typename id ... on Entity { names } }`,
		`{ nodes(ids: ["", ":", "doc:", "passage:r1-0-19", "<a>"]) { id } quads(filter: {object: "\"x\"@en"}) { nodes { object { node { id } } } } }`,
		`{ documents(first: -1, after: "e30") { nodes { text entities(first: 0) { pageInfo { endCursor } } } } }`,
	} {
		f.Add(text)
	}
	var log bytes.Buffer
	e, err := graphql.New(graphql.RequestLimits{Cost: 5000}, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		f.Fatal(err)
	}
	snapshot := bridge(f)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ask(t.Context(), e, snapshot, text, nil)
		if err != nil && !errors.Is(err, graphql.ErrCost) {
			t.Errorf("%v", err)
		}
		if err == nil && got.Data == nil && len(got.Errors) == 0 || got.Data != nil && !json.Valid(got.Data) {
			t.Errorf("%s, %+v", got.Data, got.Errors)
		}
		if log.Len() > 0 {
			t.Errorf("%s", log.String())
		}
	})
}

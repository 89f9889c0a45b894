package graphql_test

import (
	"context"
	"log/slog"
	"os"
	"testing"

	"github.com/cayleygraph/quad"
	"go.uber.org/goleak"

	"graphd/internal/graph"
	"graphd/internal/graph/view"
	"graphd/internal/server/graphql"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// bridge returns a snapshot of a store with the server's test documents: a committee reports about a bridge, a minister answers.
func bridge(t testing.TB, extra ...quad.Quad) *graph.Snapshot {
	t.Helper()
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	file, err := os.Open("../testdata/bridge.nq")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := store.Load(t.Context(), file, graph.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), graph.Edit{Add: extra}); err != nil {
		t.Fatal(err)
	}
	snapshot, err := store.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { snapshot.Close() })
	return snapshot
}

func engine(t testing.TB, limits graphql.RequestLimits) *graphql.Engine {
	t.Helper()
	e, err := graphql.New(limits, slog.New(slog.NewTextHandler(t.Output(), nil)))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func ask(ctx context.Context, e *graphql.Engine, s *graph.Snapshot, text string, variables map[string]any) (graphql.Response, error) {
	return e.Answer(ctx, view.New(s, s.Base()), s.Base(), graphql.Operation{Query: text, Variables: variables})
}

// data returns the answer to a query without a fault.
func data(t testing.TB, s *graph.Snapshot, text string, variables map[string]any) string {
	t.Helper()
	got, err := ask(t.Context(), engine(t, graphql.RequestLimits{}), s, text, variables)
	if err != nil || len(got.Errors) > 0 {
		t.Fatalf("%s: %v, %+v", text, err, got.Errors)
	}
	return string(got.Data)
}

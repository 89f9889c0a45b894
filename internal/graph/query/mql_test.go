package query_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph/memstore"
	cayleyquery "github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/mql"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph"
	"graphd/internal/graph/query"
)

// TestMQLIsCayleys compares with Cayley's answers for every form of template: a node, a value, one and any, lists, reversed
// and repeated predicates, nested templates, nodes that do not exist.
func TestMQLIsCayleys(t *testing.T) {
	store := family(t)
	same := memstore.New(quadsOf(t, store)...)
	for _, text := range []string{
		`[{"id": "<ada>"}]`, `{"id": "<ada>"}`, `[{"id": "<nobody>"}]`,
		`[{"id": "<ada>", "<name>": null}]`, `[{"id": "<ada>", "<name>": []}]`, `[{"id": "<ada>", "<knows>": [{"id": null}]}]`, `[{"id": "<ada>", "<knows>": {}}]`,
		`[{"id": null, "<name>": "Ada"}]`, `[{"id": null, "<age>": 36}]`, `[{"id": null, "<member>": true}]`, `[{"id": null, "<height>": 1.7}]`,
		`[{"id": null, "<knows>": "<ben>"}]`, `[{"id": null, "!<knows>": "<ada>"}]`, `[{"id": null, "!<knows>": [{"id": null, "<name>": null}]}]`,
		`[{"id": "<ada>", "@1:<knows>": "<ben>", "@2:<knows>": "<cy>"}]`, `[{"id": null, "<knows>": [{"id": null, "<knows>": [{"id": null}]}]}]`,
		`[{"id": null, "<nick>": null}]`, `[{"id": null, "<none>": null}]`, `[{"id": "<ada>", "<born>": null}]`,
	} {
		t.Run(text, func(t *testing.T) {
			rows, _, err := answer(t, store, query.Request{Language: query.MQL, Text: text})
			if err != nil {
				t.Fatal(err)
			}
			it, err := mql.NewSession(same).Execute(t.Context(), text, cayleyquery.Options{Limit: -1, Collation: cayleyquery.JSON})
			if err != nil {
				t.Fatal(err)
			}
			defer it.Close()
			var want []any
			for it.Next(t.Context()) {
				want = append(want, it.Result())
			}
			if diff := cmp.Diff(sortedRows(t, want), sortedRows(t, rows)); diff != "" {
				t.Errorf("rows (-stock +ours):\n%s", diff)
			}
		})
	}
}

// quadsOf returns every quad of a store.
func quadsOf(t *testing.T, store *graph.Store) (quads []quad.Quad) {
	t.Helper()
	snapshot, err := store.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snapshot.Close()
	it := snapshot.QuadsAllIterator()
	defer it.Close()
	for it.Next(t.Context()) {
		quads = append(quads, snapshot.Quad(it.Result()))
	}
	return quads
}

func sortedRows(t *testing.T, rows []any) []string {
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = jsonOf(t, []any{row})
	}
	slices.Sort(out)
	return out
}

const (
	broad = `[{"id": null, "@1:<knows>": [{"id": null}], "@2:<knows>": [{"id": null}], "@3:<knows>": [{"id": null}], "@4:<knows>": [{"id": null}]}]` // few rows, each reached by many paths
	deep  = `[{"id": null, "<knows>": [{"id": null, "<knows>": [{"id": null, "<knows>": [{"id": null, "<knows>": [{"id": null}]}]}]}]}]`             // few rows, each of them large
)

// TestMQLIsBounded checks the limits of time, memory and rows.
func TestMQLIsBounded(t *testing.T) {
	store := dense(t, 40)
	const allowed = 50 * time.Millisecond
	for _, test := range []struct {
		what, text string
		limits     query.Limits
		req        query.Request
		want       error
	}{
		{"time", broad, query.Limits{}, query.Request{Timeout: allowed}, query.ErrTimeout},
		{"memory", deep, query.Limits{Heap: 8 << 20}, query.Request{Timeout: time.Minute}, query.ErrLimit},
		{"rows", `[{"id": null, "<knows>": "<n1>"}]`, query.Limits{}, query.Request{Limit: 7}, nil},
	} {
		t.Run(test.what, func(t *testing.T) {
			start, req := time.Now(), test.req
			req.Language, req.Text = query.MQL, test.text
			rows, err := query.NewSession(store, test.limits).Query(t.Context(), req)
			if err != nil {
				t.Fatal(err)
			}
			all, completeness, err := rows.ReadAll(t.Context())
			if !errors.Is(err, test.want) || completeness.Complete {
				t.Errorf("%v, %v; want %v", completeness, err, test.want)
			}
			if req.Limit > 0 && len(all) != req.Limit {
				t.Errorf("%d rows", len(all))
			}
			if took := time.Since(start); errors.Is(test.want, query.ErrTimeout) && took > allowed+3*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

package gizmo_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/query"
	stock "github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph/gizmo"
)

// people is the graph that the comparison runs on; testdata/people.nq explains it.
func people(t testing.TB) graph.QuadStore {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "people.nq"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	quads, err := quad.ReadAll(nquads.NewReader(f, false))
	if err != nil {
		t.Fatal(err)
	}
	return memstore.New(quads...)
}

func ask(t testing.TB, qs graph.QuadStore, text string) ([]any, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	rows := []any{}
	err := gizmo.New(prefixes, gizmo.Budgets{}).Run(ctx, qs, gizmo.Query{Text: text}, func(row any) error {
		rows = append(rows, row)
		return nil
	})
	return rows, err
}

var prefixes = map[string]string{"p": "urn:people:", "g": "urn:graphd:ns:"}

func askStock(t testing.TB, qs graph.QuadStore, text string) []any {
	t.Helper()
	it, err := stock.NewSession(qs).Execute(t.Context(), text, query.Options{Limit: -1, Collation: query.JSON})
	if err != nil {
		t.Fatal(err)
	}
	defer it.Close()
	rows := []any{}
	for it.Next(t.Context()) {
		if row := it.Result(); row != nil {
			rows = append(rows, row)
		}
	}
	if err := it.Err(); err != nil {
		t.Fatalf("stock: %v", err)
	}
	return rows
}

// lines writes rows as sorted JSON lines: neither engine promises an order.
func lines(t testing.TB, rows []any) []string {
	t.Helper()
	out := make([]string, len(rows))
	for i, row := range rows {
		var line strings.Builder
		encoder := json.NewEncoder(&line)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(row); err != nil {
			t.Fatal(err)
		}
		out[i] = strings.TrimSpace(line.String())
	}
	slices.Sort(out)
	return out
}

// queries reads testdata/same.txt: one query a line, # begins a remark.
func queries(t testing.TB) []string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "same.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	for scan := bufio.NewScanner(f); scan.Scan(); {
		if line := strings.TrimSpace(scan.Text()); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

func TestSameAsStock(t *testing.T) {
	qs := people(t)
	for _, text := range queries(t) {
		t.Run(text, func(t *testing.T) {
			got, err := ask(t, qs, text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(lines(t, askStock(t, qs, text)), lines(t, got)); diff != "" {
				t.Errorf("rows differ (-stock +ours):\n%s", diff)
			}
		})
	}
}

package gizmo_test

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph/query/gizmo"
)

// people returns the graph on which both implementations are compared.
func people(t testing.TB) graph.QuadStore {
	t.Helper()
	qs, err := readPeople()
	if err != nil {
		t.Fatal(err)
	}
	return qs
}

func readPeople() (graph.QuadStore, error) {
	quads, err := peopleQuads()
	return memstore.New(quads...), err
}

func peopleQuads() ([]quad.Quad, error) {
	f, err := os.Open(filepath.Join("testdata", "people.nq"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return quad.ReadAll(nquads.NewReader(f, false))
}

func ask(t testing.TB, qs graph.QuadStore, text string) ([]any, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	rows := []any{}
	err := gizmo.New(prefixes, gizmo.Budgets{}).Run(ctx, qs, gizmo.Script{Text: text}, func(row any) error {
		rows = append(rows, row)
		return nil
	})
	return rows, err
}

var prefixes = map[string]string{"p": "urn:people:", "g": "urn:graphd:ns:"}

// lines returns rows as sorted JSON lines: neither implementation promises an order.
func lines(t testing.TB, rows []any) []string {
	t.Helper()
	out := make([]string, len(rows))
	for i, row := range rows {
		line, err := jsonLine(row)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = line
	}
	slices.Sort(out)
	return out
}

// queries returns the queries in testdata/same.txt: one on each line, # begins a comment.
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
	qs, stock := people(t), newStock(t)
	for _, text := range queries(t) {
		t.Run(text, func(t *testing.T) {
			got, err := ask(t, qs, text)
			if err != nil {
				t.Fatal(err)
			}
			want := stock.ask(text)
			if want.Fault != "" || want.Ended != "" {
				t.Fatalf("stock: %s%s", want.Fault, want.Ended)
			}
			slices.Sort(want.Rows)
			if diff := cmp.Diff(append([]string{}, want.Rows...), lines(t, got)); diff != "" {
				t.Errorf("rows differ (-stock +ours):\n%s", diff)
			}
		})
	}
}

// Package clients_test runs the clients that people have for Cayley against graphd: two from npm, which `make test`
// installs into a folder here, and Cayley's own for Go.
package clients_test

import (
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/client"
	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/ingest"
	"graphd/internal/library"
	"graphd/internal/server"
)

// serve is the address of a server over an empty store.
func serve(t *testing.T) string {
	t.Helper()
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	s, err := server.New(server.Config{
		Store: store, Library: library.New(store, &ingest.Pipeline{}), Logger: slog.New(slog.NewTextHandler(t.Output(), nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	ts := httptest.NewServer(s.Handler())
	t.Cleanup(ts.Close)
	return ts.URL
}

// node runs a script beside this file, and skips the test where its client is not installed.
func node(t *testing.T, script string, args ...string) {
	t.Helper()
	program, err := exec.LookPath("node")
	if err == nil {
		_, err = os.Stat(filepath.Join("node_modules", strings.TrimSuffix(script, ".js")))
	}
	if err != nil {
		const missing = "Cayley's npm clients are not installed, so they go untested against graphd; install Node 20 or later and run `make clients`"
		if os.Getenv("CI") == "true" {
			t.Fatal(missing)
		}
		t.Skip("SKIPPED: " + missing)
	}
	out, err := exec.CommandContext(t.Context(), program, append([]string{script}, args...)...).CombinedOutput()
	if err != nil || !strings.HasSuffix(strings.TrimSpace(string(out)), "ok") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestCayley(t *testing.T) {
	file := filepath.Join(t.TempDir(), "two.nq")
	quads := "<http://example.org/a> <http://example.org/b> \"c\" .\n<http://example.org/a> <http://example.org/b> \"7\"^^<xsd:integer> <g> .\n"
	if err := os.WriteFile(file, []byte(quads), 0o600); err != nil {
		t.Fatal(err)
	}
	node(t, "cayley.js", serve(t), file)
}

func TestNodeCayley(t *testing.T) {
	node(t, "node-cayley.js", strings.TrimPrefix(serve(t), "http://"))
}

// TestGo writes and reads quads of every kind with Cayley's client, which speaks its binary format.
func TestGo(t *testing.T) {
	c := client.New(serve(t))
	quads := []quad.Quad{
		quad.Make(quad.IRI("a"), quad.IRI("p"), quad.IRI("b"), quad.IRI("g")),
		quad.Make(quad.IRI("a"), quad.IRI("p"), quad.String("naïve 🦊"), nil),
		quad.Make(quad.IRI("a"), quad.IRI("p"), quad.LangString{Value: "ja", Lang: "de"}, nil),
		quad.Make(quad.IRI("a"), quad.IRI("p"), quad.TypedString{Value: "1", Type: "urn:t"}, nil),
		quad.Make(quad.IRI("a"), quad.IRI("p"), quad.Int(7), nil),
		quad.Make(quad.IRI("a"), quad.IRI("p"), quad.Float(0.72), nil),
		quad.Make(quad.IRI("a"), quad.IRI("p"), quad.Bool(true), nil),
		quad.Make(quad.BNode("x"), quad.IRI("p"), quad.BNode("y"), quad.IRI("g")),
	}
	w, err := c.QuadWriter()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.WriteQuads(quads); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := c.QuadReader()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	got, err := quad.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := lines(quads), lines(got); !slices.Equal(a, b) {
		t.Errorf("wrote\n%s\nread\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
}

func lines(quads []quad.Quad) []string {
	out := make([]string, len(quads))
	for i, q := range quads {
		out[i] = q.NQuad()
	}
	slices.Sort(out)
	return out
}

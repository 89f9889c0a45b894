// Package cayley_test runs Cayley's clients against graphd: two from npm, which `make clients` installs into
// testdata/clients, and the Go client of Cayley itself.
package cayley_test

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

// startServer starts a server over an empty store and returns its URL.
func startServer(t *testing.T) string {
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

// runNode runs a script of testdata/clients, and skips the test if its npm client is not installed.
func runNode(t *testing.T, script string, args ...string) {
	t.Helper()
	const dir = "testdata/clients"
	program, err := exec.LookPath("node")
	if err == nil {
		_, err = os.Stat(filepath.Join(dir, "node_modules", strings.TrimSuffix(script, ".js")))
	}
	if err != nil {
		const missing = "Cayley's npm clients are not installed, so they go untested against graphd; install Node 20 or later and run `make clients`"
		if os.Getenv("CI") == "true" {
			t.Fatal(missing)
		}
		t.Skip("SKIPPED: " + missing)
	}
	cmd := exec.CommandContext(t.Context(), program, append([]string{script}, args...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.HasSuffix(strings.TrimSpace(string(out)), "ok") {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestCayleyNPM runs the npm package cayley.
func TestCayleyNPM(t *testing.T) {
	file := filepath.Join(t.TempDir(), "two.nq")
	quads := "<http://example.org/a> <http://example.org/b> \"c\" .\n<http://example.org/a> <http://example.org/b> \"7\"^^<xsd:integer> <g> .\n"
	if err := os.WriteFile(file, []byte(quads), 0o600); err != nil {
		t.Fatal(err)
	}
	runNode(t, "cayley.js", startServer(t), file)
}

// TestNodeCayleyNPM runs the npm package node-cayley.
func TestNodeCayleyNPM(t *testing.T) {
	runNode(t, "node-cayley.js", strings.TrimPrefix(startServer(t), "http://"))
}

// TestGoClient writes and reads quads of every kind with Cayley's Go client, which uses the binary format pquads.
func TestGoClient(t *testing.T) {
	c := client.New(startServer(t))
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
	if a, b := sortedLines(quads), sortedLines(got); !slices.Equal(a, b) {
		t.Errorf("wrote\n%s\nread\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
}

// sortedLines returns the quads as sorted N-Quads lines.
func sortedLines(quads []quad.Quad) []string {
	out := make([]string, len(quads))
	for i, q := range quads {
		out[i] = q.NQuad()
	}
	slices.Sort(out)
	return out
}

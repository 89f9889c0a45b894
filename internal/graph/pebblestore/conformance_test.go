package pebblestore

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"
)

// TestConformance runs Cayley's own test suite on stores on disk. The suite reads its data from the module's directory.
// Its integration part, queries over half a million quads, is skipped under the race detector and with -short.
func TestConformance(t *testing.T) {
	t.Chdir(filepath.Join(moduleFolder(t, "github.com/cayleygraph/cayley"), "graph", "memstore"))
	graphtest.TestAll(t, func(t testing.TB) (graph.QuadStore, graph.Options, func()) {
		s := openTemp(t)
		return s, nil, func() {
			if err := s.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
		}
	}, &graphtest.Config{AlwaysRunIntegration: !raceEnabled})
}

func moduleFolder(t *testing.T, path string) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", path).Output()
	if err != nil {
		t.Fatalf("go list -m %s: %v", path, err)
	}
	return strings.TrimSpace(string(out))
}

// openTemp creates a store on disk in a temporary directory of the test.
func openTemp(t testing.TB) *QuadStore {
	t.Helper()
	s, err := Open(t.TempDir(), OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

package internal_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "graphd"

// A rule says what a subtree may import beside the standard library and itself. The longest matching folder decides.
// Names that begin with "internal/", "quads" or "queries" are folders of this module, where "x/..." takes in what lies
// below; any other name is the beginning of a library's import path.
type rule struct {
	folder string
	may    []string
}

// The import table of ARCHITECTURE.md. Test files may also import what tests need: see testLibraries.
var table = []rule{
	{"quads", nil},
	{"queries", nil},
	{"internal/ingest/text", []string{"golang.org/x/text"}},
	{"internal/ingest/date", nil},
	{"internal/ingest/document", []string{"internal/ingest/text", "internal/ingest/date", "golang.org/x/", "codeberg.org/readeck/go-readability", "github.com/yuin/goldmark"}},
	{"internal/ingest/ling", []string{"internal/ingest/text"}},
	{"internal/ingest/attribution", []string{"internal/ingest/text", "internal/ingest/ling", "internal/ingest/date"}},
	{"internal/ingest/attribution/spans", []string{
		"internal/ingest/ling", "internal/ingest/ling/word", "internal/ingest/ling/modelfile",
		"internal/ingest/attribution/crf", "internal/ingest/attribution/boost",
	}},
	{"internal/ingest/attribution/crf", []string{"internal/ingest/ling/modelfile"}},
	{"internal/ingest/attribution/boost", []string{"internal/ingest/ling/modelfile"}},
	{"internal/ingest/entity", []string{"internal/ingest/text", "internal/ingest/ling", "internal/ingest/ling/namelist", "golang.org/x/text"}},
	{"internal/ingest/eval", []string{"internal/ingest/text", "internal/ingest/attribution"}},
	{"internal/ingest", []string{"internal/ingest/...", "internal/graph/vocab", "github.com/cayleygraph/quad"}},
	{"internal/graph/vocab", []string{"github.com/cayleygraph/quad"}},
	{"internal/graph", []string{
		"internal/graph/...", "internal/memlimit", "github.com/cayleygraph/quad", "github.com/cayleygraph/cayley",
		"github.com/cockroachdb/pebble", "github.com/cespare/xxhash", "github.com/dop251/goja", "github.com/dlclark/regexp2",
		"github.com/klauspost/compress",
	}},
	{"internal/rowtable", nil},
	{"internal/memlimit", []string{"github.com/google/pprof/profile"}},
	{"internal/library", []string{"internal/ingest", "internal/ingest/document", "internal/graph", "internal/graph/vocab", "github.com/cayleygraph/quad"}},
	{"internal/server", []string{
		"internal/graph", "internal/graph/query", "internal/graph/savedquery", "internal/rowtable", "internal/graph/subgraph/export", "internal/graph/nquads", "internal/graph/plan", "internal/graph/vocab", "internal/graph/view", "internal/ingest", "internal/ingest/document",
		"internal/library", "internal/server/...", "queries", "github.com/cayleygraph/quad", "github.com/labstack/echo",
		"github.com/danielgtaylor/huma", "github.com/prometheus/client_golang",
	}},
	{"cmd/graphd-train", []string{"internal/ingest", "internal/ingest/..."}},
	{"internal/server/graphql", []string{
		"internal/graph/nquads", "internal/graph/view", "internal/graph/vocab", "github.com/cayleygraph/quad", "github.com/graph-gophers/graphql-go",
	}},
	{"cmd/graphd", []string{"internal/...", "quads", "queries", "github.com/"}},
}

var testLibraries = []string{
	"github.com/google/go-cmp", "github.com/rogpeppe/go-internal", "pgregory.net/rapid", "go.uber.org/goleak",
	"github.com/getkin/kin-openapi", "github.com/santhosh-tekuri/jsonschema", "github.com/chromedp", "golang.org/x/text", "golang.org/x/tools/txtar", "quads", "queries",
}

// What the tests of a folder may import beside: a score needs the whole line of stages, a view needs a store.
var testsOf = map[string][]string{
	"internal/ingest/attribution":       {"internal/ingest/eval"},
	"internal/ingest/attribution/spans": {"internal/ingest/text"},
	"internal/ingest/eval":              {"internal/ingest/ling"},
	"internal/server/graphql":           {"internal/graph", "github.com/cayleygraph/cayley/graph"},
	"internal/server":                   {"github.com/cayleygraph/cayley", "internal/graph/nquads", "github.com/cockroachdb/pebble"}, // its client, and its handlers beside ours; damage for a check
}

func TestImports(t *testing.T) {
	for _, v := range violations(t, os.DirFS("..")) {
		t.Error(v)
	}
}

func TestImportsFindsPlantedViolation(t *testing.T) {
	root := t.TempDir()
	plant := func(file, imported string) {
		name := filepath.Join(root, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("package p\nimport _ \""+imported+"\"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	plant("internal/ingest/run.go", "github.com/cayleygraph/cayley/graph")
	plant("internal/graph/g.go", "graphd/internal/ingest")
	plant("internal/ingest/entity/e.go", "graphd/internal/ingest/attribution")
	plant("internal/newcomer/n.go", "fmt")
	plant("internal/ingest/ling/ok.go", "graphd/internal/ingest/text")
	got := violations(t, os.DirFS(root))
	want := []string{
		"internal/graph/g.go imports graphd/internal/ingest",
		"internal/ingest/entity/e.go imports graphd/internal/ingest/attribution",
		"internal/ingest/run.go imports github.com/cayleygraph/cayley/graph",
		"internal/newcomer/n.go: its folder has no row in the import table",
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// violations reads every Go file below internal, cmd, quads and queries, and names each import that the table forbids.
func violations(t *testing.T, tree fs.FS) []string {
	t.Helper()
	var found []string
	for _, top := range []string{"internal", "cmd", "quads", "queries"} {
		err := fs.WalkDir(tree, top, func(file string, d fs.DirEntry, err error) error {
			if os.IsNotExist(err) || (err == nil && (d.IsDir() || !strings.HasSuffix(file, ".go"))) {
				return nil
			}
			if err == nil && path.Dir(file) != "internal" {
				found = append(found, forbidden(t, tree, file)...)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

func forbidden(t *testing.T, tree fs.FS, file string) []string {
	t.Helper()
	r, ok := ruleOf(path.Dir(file))
	if !ok {
		return []string{file + ": its folder has no row in the import table"}
	}
	source, err := fs.ReadFile(tree, file)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), file, source, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	may := r.may
	if strings.HasSuffix(file, "_test.go") {
		may = slices.Concat(may, testLibraries, testsOf[r.folder])
	}
	var found []string
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if !allowed(r.folder, may, imported) {
			found = append(found, file+" imports "+imported)
		}
	}
	return found
}

func ruleOf(folder string) (rule, bool) {
	best, ok := rule{}, false
	for _, r := range table {
		if (folder == r.folder || strings.HasPrefix(folder, r.folder+"/")) && len(r.folder) > len(best.folder) {
			best, ok = r, true
		}
	}
	return best, ok
}

func allowed(folder string, may []string, imported string) bool {
	own, inModule := strings.CutPrefix(imported, module+"/")
	if !inModule {
		if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
			return true // standard library
		}
		return slices.ContainsFunc(may, func(m string) bool { return strings.HasPrefix(imported, m) })
	}
	if own == folder || strings.HasPrefix(own, folder+"/") && folder != "internal/ingest" && folder != "internal/graph" {
		return true
	}
	return slices.ContainsFunc(may, func(m string) bool {
		if below, tree := strings.CutSuffix(m, "/..."); tree {
			return strings.HasPrefix(own, below+"/")
		}
		return own == m
	})
}

package rules

import (
	"bufio"
	"bytes"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

const module = "graphd"

var (
	update = flag.Bool("update", false, "rewrite the import table in ARCHITECTURE.md")
	under  = flag.String("under", "", "list the findings in files whose path begins with this; all with a dot")
)

// A sourceFile is one parsed Go file of the tree.
type sourceFile struct {
	path   string // slash-separated, from the root of the module
	fset   *token.FileSet
	syntax *ast.File
}

// dir returns the directory of the file, which is the package's name in the rules.
func (f *sourceFile) dir() string { return path.Dir(f.path) }

func (f *sourceFile) isTest() bool { return strings.HasSuffix(f.path, "_test.go") }

func (f *sourceFile) line(pos token.Pos) int { return f.fset.Position(pos).Line }

// parsedModule parses the whole module once for all tests.
var parsedModule = sync.OnceValues(func() ([]*sourceFile, error) { return parseTree(os.DirFS("../..")) })

func moduleFiles(t *testing.T) []*sourceFile {
	t.Helper()
	files, err := parsedModule()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// planted parses a tree that consists of the given files: name → source.
func planted(t *testing.T, sources map[string]string) []*sourceFile {
	t.Helper()
	tree := fstest.MapFS{}
	for name, source := range sources {
		tree[name] = &fstest.MapFile{Data: []byte(source)}
	}
	files, err := parseTree(tree)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// parseTree parses the Go files of tree in the order of their paths. It leaves out testdata and directories that hold
// another module, such as bench.
func parseTree(tree fs.FS) ([]*sourceFile, error) {
	var files []*sourceFile
	return files, fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != "." && (notOurs(d.Name()) || isFile(tree, path.Join(name, "go.mod"))) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		source, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		fset := token.NewFileSet()
		syntax, err := parser.ParseFile(fset, name, source, parser.ParseComments)
		files = append(files, &sourceFile{name, fset, syntax})
		return err
	})
}

func notOurs(dir string) bool {
	return dir == "testdata" || dir == "node_modules" || strings.HasPrefix(dir, ".")
}

func isFile(tree fs.FS, name string) bool {
	_, err := fs.Stat(tree, name)
	return err == nil
}

// packages returns the directories of the files, sorted, each once.
func packages(files []*sourceFile) []string {
	dirs := map[string]bool{}
	for _, f := range files {
		dirs[f.dir()] = true
	}
	return slices.Sorted(maps.Keys(dirs))
}

// readRows reads a data file of this package: rows of fields between "|", without empty lines and lines that begin
// with "#". Every row must have the given number of fields.
func readRows(t *testing.T, name string, fields int) [][]string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return parseRows(t, name, data, fields)
}

func parseRows(t *testing.T, name string, data []byte, fields int) [][]string {
	t.Helper()
	var rows [][]string
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, " | ")
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		if len(row) != fields {
			t.Fatalf("internal/rules/%s:%d: %d fields separated by \" | \", want %d: %s", name, n, len(row), fields, line)
		}
		rows = append(rows, row)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

// readNames reads the first field of each row of a data file that has two fields, a name and a reason.
func readNames(t *testing.T, name string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, row := range readRows(t, name, 2) {
		if row[1] == "" {
			t.Errorf("internal/rules/%s: %s has no reason", name, row[0])
		}
		names[row[0]] = true
	}
	return names
}

package rules

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// documented holds the files whose paths must exist.
var documented = []string{"ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "docs/*.md", "quads/*.md", "queries/*.md"}

// codeSpan matches code in Markdown, and the targets of links.
var codeSpan = regexp.MustCompile("`([^`]+)`|\\]\\(([^)#:]+)\\)")

// TestArchitectureShowsPaths checks that the files and directories that the documentation names exist.
func TestArchitectureShowsPaths(t *testing.T) {
	report(t, "documented paths", pathFindings(t, os.DirFS("../..")))
}

// pathFindings returns the paths in code and links of the documentation that do not exist. A path in code begins with a
// directory at the top of the tree; the target of a link is relative to its file.
func pathFindings(t *testing.T, tree fs.FS) []finding {
	t.Helper()
	var findings []finding
	for _, pattern := range documented {
		files, err := fs.Glob(tree, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := fs.ReadFile(tree, file)
			if err != nil {
				t.Fatal(err)
			}
			for n, line := range strings.Split(string(text), "\n") {
				for _, match := range codeSpan.FindAllStringSubmatch(line, -1) {
					name := match[1]
					if match[2] != "" {
						name = path.Join(path.Dir(file), match[2])
					} else if !isTreePath(name) {
						continue
					}
					if _, err := fs.Stat(tree, path.Clean(name)); err != nil {
						findings = append(findings, finding{file, fmt.Sprintf("%s:%d: there is no %s", file, n+1, name)})
					}
				}
			}
		}
	}
	return findings
}

// isTreePath reports whether code in the documentation is the path of a file or directory of this tree.
func isTreePath(code string) bool {
	top, _, below := strings.Cut(code, "/")
	return below && !strings.ContainsAny(code, " *…<{$") &&
		slices.Contains([]string{"api", "bench", "client", "cmd", "docs", "internal", "quads", "queries"}, top)
}

func TestPathsFindsPlantedViolation(t *testing.T) {
	found := pathFindings(t, fstest.MapFS{
		"ARCHITECTURE.md":     {Data: []byte("See `internal/rules` and `internal/gone.go`.\n`go test ./internal/x` and `GET /api/v1/x`\n")},
		"internal/rules/a.go": {},
		"docs/A.md":           {Data: []byte("[a](B.md), [b](C.md), [c](https://example.org/D.md), [d](#e)\n")},
		"docs/B.md":           {},
	})
	var texts []string
	for _, f := range found {
		texts = append(texts, f.text)
	}
	if diff := cmp.Diff([]string{"ARCHITECTURE.md:1: there is no internal/gone.go", "docs/A.md:1: there is no docs/C.md"}, texts); diff != "" {
		t.Error(diff)
	}
}

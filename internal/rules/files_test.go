package rules

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// maxFiles is how many Go files a package may have, tests not counted. The median package of well-kept Go projects has
// 1 to 3, and nine in ten have at most 20.
const maxFiles = 20

// samePrefix is how many files of one package may not share a prefix: they are a package of their own.
const samePrefix = 3

func TestFileCounts(t *testing.T) {
	report(t, "file counts", without(readNames(t, "files.txt"), fileCountFindings(moduleFiles(t))))
}

func TestFileCountExceptionsNeeded(t *testing.T) {
	reportUnneeded(t, "file counts", "files.txt", readNames(t, "files.txt"), fileCountFindings(moduleFiles(t)))
}

// fileCountFindings returns the packages that have too many files, by their directory, and the groups of files that
// share a prefix, by "DIR/PREFIX_".
func fileCountFindings(files []*sourceFile) []finding {
	inPackage := map[string][]string{}
	for _, f := range files {
		if !f.isTest() {
			inPackage[f.dir()] = append(inPackage[f.dir()], path.Base(f.path))
		}
	}
	var findings []finding
	for _, dir := range slices.Sorted(maps.Keys(inPackage)) {
		if n := len(inPackage[dir]); n > maxFiles {
			findings = append(findings, finding{dir, fmt.Sprintf(
				"%s has %d Go files without its tests; at most %d: find the package inside it, or name it in internal/rules/files.txt with the reason", dir, n, maxFiles)})
		}
		findings = append(findings, prefixFindings(dir, inPackage[dir])...)
	}
	return findings
}

func prefixFindings(dir string, names []string) []finding {
	groups := map[string][]string{}
	for _, name := range names {
		if prefix, _, ok := strings.Cut(name, "_"); ok {
			groups[prefix] = append(groups[prefix], name)
		}
	}
	var findings []finding
	for _, prefix := range slices.Sorted(maps.Keys(groups)) {
		if group := groups[prefix]; len(group) >= samePrefix {
			key := path.Join(dir, prefix+"_")
			findings = append(findings, finding{key, fmt.Sprintf(
				"%s: %s share a prefix; make them a package, or name %s in internal/rules/files.txt with the reason", dir, strings.Join(group, ", "), key)})
		}
	}
	return findings
}

func TestFileCountsFindsPlantedViolation(t *testing.T) {
	sources := map[string]string{
		"internal/part/web_a.go":      "package part",
		"internal/part/web_b.go":      "package part",
		"internal/part/web_c.go":      "package part",
		"internal/part/lex_a.go":      "package part",
		"internal/part/lex_b.go":      "package part",
		"internal/part/lex_b_test.go": "package part",
	}
	for i := range maxFiles {
		sources[fmt.Sprintf("internal/full/f%d.go", i)] = "package full"
		sources[fmt.Sprintf("internal/over/f%d.go", i)] = "package over"
		sources[fmt.Sprintf("internal/full/f%d_test.go", i)] = "package full"
	}
	sources["internal/over/more.go"] = "package over"
	found := fileCountFindings(planted(t, sources))
	var keys []string
	for _, f := range found {
		keys = append(keys, f.key)
	}
	if diff := cmp.Diff([]string{"internal/over", "internal/part/web_"}, keys); diff != "" {
		t.Error(diff)
	}
}

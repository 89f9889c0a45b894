package rules

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// An importRow is a row of imports.txt.
type importRow struct {
	dir       string
	may       []string // packages of this module, and beginnings of libraries' import paths
	testsMay  []string // what tests may import as well
	ignorance string   // what the package must not know
}

// permits reports whether the row permits the import of a package by a file. The standard library is always permitted,
// and so are the package's own directory to its external tests and the test libraries to all tests.
func (r *importRow) permits(imported string, isTest bool, testLibraries []string) bool {
	if first, _, _ := strings.Cut(imported, "/"); first != module && !strings.Contains(first, ".") {
		return true
	}
	may := r.may
	if isTest {
		may = slices.Concat(may, r.testsMay, testLibraries, []string{r.dir})
	}
	return slices.ContainsFunc(may, func(m string) bool { return matches(m, imported) })
}

// matches reports whether an entry of the table names the imported package: a package of this module exactly, a library
// by the beginning of its path.
func matches(entry, imported string) bool {
	if own, ok := strings.CutPrefix(imported, module+"/"); ok {
		return entry == own
	}
	return imported == entry || strings.HasPrefix(imported, entry+"/")
}

// parseImports reads the import table. The row "tests" holds the libraries that every test may import.
func parseImports(t *testing.T, data []byte) (table map[string]*importRow, testLibraries []string) {
	t.Helper()
	table = map[string]*importRow{}
	last := ""
	for _, row := range parseRows(t, "imports.txt", data, 3) {
		dir := row[0]
		switch {
		case dir == "all tests":
			testLibraries = entries(row[1])
		case dir == "its tests" && table[last] != nil:
			table[last].testsMay = entries(row[1])
		case table[dir] != nil:
			t.Errorf("internal/rules/imports.txt: two rows for %s", dir)
		default:
			table[dir] = &importRow{dir: dir, may: entries(row[1]), ignorance: row[2]}
			last = dir
			if row[2] == "" || row[2] == "?" {
				t.Errorf("internal/rules/imports.txt: the row of %s does not say what the package must not know", dir)
			}
		}
	}
	return table, testLibraries
}

func entries(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' || r == '-' && list == "-" })
}

func readImports(t *testing.T) (map[string]*importRow, []string) {
	t.Helper()
	data, err := os.ReadFile("imports.txt")
	if err != nil {
		t.Fatal(err)
	}
	return parseImports(t, data)
}

func TestImports(t *testing.T) {
	table, testLibraries := readImports(t)
	for _, finding := range importFindings(moduleFiles(t), table, testLibraries) {
		t.Error(finding)
	}
}

// importFindings returns every import that the table does not permit, and every package without a row and row without
// a package.
func importFindings(files []*sourceFile, table map[string]*importRow, testLibraries []string) []string {
	var findings []string
	dirs := packages(files)
	for _, dir := range dirs {
		if table[dir] == nil {
			findings = append(findings, fmt.Sprintf("%s has no row in internal/rules/imports.txt; add:\n%s", dir, proposedRow(files, dir, testLibraries)))
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(table)) {
		if !slices.Contains(dirs, dir) {
			findings = append(findings, "internal/rules/imports.txt has a row for "+dir+", where there is no package; remove the row")
		}
	}
	reported := map[string]bool{}
	for _, f := range files {
		row := table[f.dir()]
		if row == nil {
			continue
		}
		for _, imported := range imports(f) {
			entry := entryFor(imported)
			if key := rowName(f) + entry; !row.permits(imported, f.isTest(), testLibraries) && !reported[key] {
				reported[key] = true
				findings = append(findings, fmt.Sprintf("%s imports %s: remove the import, or add %q to the row of %s in internal/rules/imports.txt",
					f.path, imported, entry, rowName(f)))
			}
		}
	}
	return findings
}

// proposedRow returns the row, and the row of its tests if they need one, that permit what the package imports now.
func proposedRow(files []*sourceFile, dir string, testLibraries []string) string {
	row := importRow{dir: dir}
	for _, tests := range []bool{false, true} {
		for _, f := range files {
			if f.dir() != dir || f.isTest() != tests {
				continue
			}
			for _, imported := range imports(f) {
				if row.permits(imported, tests, testLibraries) {
					continue
				}
				if tests {
					row.testsMay = append(row.testsMay, entryFor(imported))
				} else {
					row.may = append(row.may, entryFor(imported))
				}
			}
		}
	}
	text := fmt.Sprintf("%s | %s | WHAT IT MUST NOT KNOW", dir, listed(row.may))
	if len(row.testsMay) > 0 {
		text += fmt.Sprintf("\n  its tests | %s | -", listed(row.testsMay))
	}
	return text
}

func listed(list []string) string {
	if len(list) == 0 {
		return "-"
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// rowName returns the name of the row that says what the file may import.
func rowName(f *sourceFile) string {
	if f.isTest() {
		return "the tests of " + f.dir()
	}
	return f.dir()
}

// entryFor returns the entry that permits an import: the package itself, or the library that it belongs to.
func entryFor(imported string) string {
	if own, ok := strings.CutPrefix(imported, module+"/"); ok {
		return own
	}
	parts := strings.SplitN(imported, "/", 4)
	return strings.Join(parts[:min(3, len(parts))], "/")
}

func imports(f *sourceFile) []string {
	var paths []string
	for _, spec := range f.syntax.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil {
			paths = append(paths, p)
		}
	}
	return paths
}

func TestImportsFindsPlantedViolation(t *testing.T) {
	table, testLibraries := parseImports(t, []byte(`
# a comment
all tests          | example.org/cmp | -
internal/low       | -                | all else
internal/high      | internal/low, example.org/lib | the wire
  its tests        | internal/fixture | -
internal/gone      | -                | itself
`))
	files := planted(t, map[string]string{
		"internal/low/low.go":        `package low; import _ "graphd/internal/high"`,
		"internal/low/low_test.go":   `package low_test; import ( _ "graphd/internal/low"; _ "example.org/cmp/opts"; _ "example.org/lib" )`,
		"internal/high/high.go":      `package high; import ( _ "fmt"; _ "graphd/internal/low"; _ "example.org/lib/part"; _ "example.org/library" )`,
		"internal/high/sub/sub.go":   `package sub; import ( _ "graphd/internal/high"; _ "example.org/a/b/c" )`,
		"internal/high/fix_test.go":  `package high; import _ "graphd/internal/fixture"`,
		"bench/go.mod":               "module bench",
		"bench/main.go":              "package main",
		"internal/low/testdata/x.go": "package x",
	})
	want := []string{
		"internal/high/sub has no row in internal/rules/imports.txt; add:\ninternal/high/sub | example.org/a/b, internal/high | WHAT IT MUST NOT KNOW",
		"internal/rules/imports.txt has a row for internal/gone, where there is no package; remove the row",
		`internal/high/high.go imports example.org/library: remove the import, or add "example.org/library" to the row of internal/high in internal/rules/imports.txt`,
		`internal/low/low.go imports graphd/internal/high: remove the import, or add "internal/high" to the row of internal/low in internal/rules/imports.txt`,
		`internal/low/low_test.go imports example.org/lib: remove the import, or add "example.org/lib" to the row of the tests of internal/low in internal/rules/imports.txt`,
	}
	if diff := cmp.Diff(want, importFindings(files, table, testLibraries)); diff != "" {
		t.Error(diff)
	}
}

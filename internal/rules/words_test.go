package rules

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// wantsVerb matches the beginning of a function's doc comment that says what the function is instead of what it does.
var wantsVerb = regexp.MustCompile(`^(is|are|was|were|tells|says|makes of)\b`)

func TestFunctionDocs(t *testing.T) {
	report(t, "function docs", functionDocFindings(moduleFiles(t)))
}

func TestFunctionDocAllowanceNeeded(t *testing.T) {
	reportUnneeded(t, "function docs", "", nil, functionDocFindings(moduleFiles(t)))
}

// functionDocFindings returns the doc comments of functions and methods that do not say what the function does.
func functionDocFindings(files []*sourceFile) []finding {
	var findings []finding
	for _, f := range files {
		for _, decl := range f.syntax.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Doc == nil {
				continue
			}
			name := fn.Name.Name
			said, named := strings.CutPrefix(fn.Doc.Text(), name+" ")
			if verb := wantsVerb.FindString(said); named && verb != "" {
				findings = append(findings, finding{f.path, fmt.Sprintf(
					"%s:%d: the comment of %s begins %q; begin with what it does: %q, %q", f.path, f.line(fn.Pos()), name, name+" "+verb, "returns", "reports whether")})
			}
		}
	}
	return findings
}

func TestFunctionDocsFindsPlantedViolation(t *testing.T) {
	found := functionDocFindings(planted(t, map[string]string{"a/a.go": `package a

// size is how much it holds.
func size() int { return 0 }

// full tells whether it
// is full.
func full() bool { return false }

// issue returns the issue.
func issue() {}

// T is a type.
type T int

// Its size is known.
func (T) size() {}
`}))
	var places []string
	for _, f := range found {
		place, _, _ := strings.Cut(f.text, ";")
		places = append(places, place)
	}
	want := []string{`a/a.go:4: the comment of size begins "size is"`, `a/a.go:8: the comment of full begins "full tells"`}
	if diff := cmp.Diff(want, places); diff != "" {
		t.Error(diff)
	}
}

// A phrase is a row of words.txt: an expression for words to avoid, and what to write instead.
type phrase struct {
	pattern *regexp.Regexp
	instead string
}

func readPhrases(t *testing.T) []phrase {
	t.Helper()
	var phrases []phrase
	for _, row := range readRows(t, "words.txt", 2) {
		pattern, err := regexp.Compile(`(?i)\b(` + row[0] + `)\b`)
		if err != nil {
			t.Fatalf("internal/rules/words.txt: %v", err)
		}
		phrases = append(phrases, phrase{pattern, row[1]})
	}
	return phrases
}

func wordingFindings(t *testing.T) []finding {
	t.Helper()
	phrases := readPhrases(t)
	findings := goWordingFindings(moduleFiles(t), phrases)
	others, err := textWordingFindings(os.DirFS("../.."), phrases)
	if err != nil {
		t.Fatal(err)
	}
	return append(findings, others...)
}

func TestWording(t *testing.T) {
	report(t, "wording", without(readNames(t, "wordsleft.txt"), wordingFindings(t)))
}

func TestWordingExceptionsNeeded(t *testing.T) {
	reportUnneeded(t, "wording", "wordsleft.txt", readNames(t, "wordsleft.txt"), wordingFindings(t))
}

// goWordingFindings looks for the phrases in the comments of all Go files, and in the strings of two words and more of
// those that are not tests: they are messages. The key of a finding is its file.
func goWordingFindings(files []*sourceFile, phrases []phrase) []finding {
	var findings []finding
	for _, f := range files {
		for _, group := range f.syntax.Comments {
			for _, c := range group.List {
				findings = append(findings, phraseFindings(f.path, f.line(c.Pos()), c.Text, phrases)...)
			}
		}
		if f.isTest() {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && !isWordList(f.dir()) {
				if value, err := strconv.Unquote(lit.Value); err == nil && strings.Contains(value, " ") {
					findings = append(findings, phraseFindings(f.path, f.line(lit.Pos()), value, phrases)...)
				}
			}
			return true
		})
	}
	return findings
}

// isWordList reports whether the strings of a package are words to be found in documents rather than messages.
func isWordList(dir string) bool {
	return strings.HasPrefix(dir, "internal/ingest/") && dir != "internal/ingest/document"
}

// textWordingFindings looks for the phrases in the lines of scripts, queries, schemas and documentation.
func textWordingFindings(tree fs.FS, phrases []phrase) ([]finding, error) {
	var findings []finding
	return findings, fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (notOurs(d.Name()) && d.Name() != ".ci" && d.Name() != ".github" || slices.Contains(notWritten, name)):
			return fs.SkipDir
		case d.IsDir() || !isProse(name) || slices.Contains(notWritten, name):
			return nil
		}
		data, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		if bytes.IndexByte(data, '\n') > 2000 { // generated: all on one line
			return nil
		}
		findings = append(findings, phraseFindings(name, 1, string(data), phrases)...)
		return nil
	})
}

// notWritten holds directories and files whose text is made by programs, or is not about this program.
var notWritten = []string{"bin", "data", "dist", "internal/rules", "internal/server/ui/console/console.js"}

func isProse(name string) bool {
	switch path.Ext(name) {
	case ".js", ".mjs", ".py", ".css", ".html", ".gizmo", ".graphql", ".md", ".yml", ".sh":
		return !strings.HasSuffix(name, ".min.js")
	}
	base := path.Base(name)
	return base == "Makefile" || base == "Dockerfile" || path.Dir(name) == ".ci"
}

// phraseFindings looks for the phrases in a text that begins on the given line of a file. A phrase may go over the end
// of a line.
func phraseFindings(file string, line int, text string, phrases []phrase) []finding {
	lines := strings.Split(text, "\n")
	var findings []finding
	for i, l := range lines {
		for _, p := range phrases {
			if found := p.pattern.FindString(l); found != "" {
				findings = append(findings, finding{file, fmt.Sprintf("%s:%d: %q; write %s", file, line+i, found, p.instead)})
			}
		}
	}
	return findings
}

func TestWordingFindsPlantedViolation(t *testing.T) {
	phrases := []phrase{{regexp.MustCompile(`(?i)\b(whoever)\b`), "who"}, {regexp.MustCompile(`(?i)\b(stands? beside)\b`), "is next to"}}
	found := goWordingFindings(planted(t, map[string]string{
		"a/a.go":                    "package a\n\n// Whoever reads.\nvar x = \"it stands beside\" // whoever\n",
		"a/a_test.go":               "package a\n\n/* One\nwhoever */\nvar y = \"whoever reads\"\n",
		"internal/ingest/date/d.go": "package date\n\nvar z = \"whoever reads\"\n",
	}), phrases)
	others, err := textWordingFindings(fstest.MapFS{
		"README.md":               &fstest.MapFile{Data: []byte("Fine.\nWhoever reads.\n")},
		"ui/app.js":               &fstest.MapFile{Data: []byte("// whoever\n")},
		"ui/testdata/app.js":      &fstest.MapFile{Data: []byte("// whoever\n")},
		".ci/run":                 &fstest.MapFile{Data: []byte("# whoever\n")},
		"ui/made.js":              &fstest.MapFile{Data: []byte(strings.Repeat("whoever ", 400) + "\n")},
		"internal/rules/words.md": &fstest.MapFile{Data: []byte("whoever\n")},
	}, phrases)
	if err != nil {
		t.Fatal(err)
	}
	var places []string
	for _, f := range append(found, others...) {
		place, _, _ := strings.Cut(f.text, ";")
		places = append(places, place)
	}
	want := []string{
		`a/a.go:3: "Whoever"`, `a/a.go:4: "whoever"`, `a/a.go:4: "stands beside"`, `a/a_test.go:4: "whoever"`,
		`.ci/run:1: "whoever"`, `README.md:2: "Whoever"`, `ui/app.js:1: "whoever"`,
	}
	if diff := cmp.Diff(want, places); diff != "" {
		t.Error(diff)
	}
}

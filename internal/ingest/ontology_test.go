package ingest_test

import (
	"bufio"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/date"
)

// TestOntologyListsClasses checks that the closed lists of quads/ontology.nq equal the classes that the stages find.
func TestOntologyListsClasses(t *testing.T) {
	attribution := typedStrings(t, "attribution/classes/classes.go")
	entity := typedStrings(t, "entity/entity.go")
	for list, want := range map[string][]string{
		vocab.FormList:       attribution["Form"],
		vocab.ActList:        attribution["Act"],
		vocab.KindList:       attribution["AttributionKind"],
		vocab.PolarityList:   attribution["Polarity"],
		vocab.CertaintyList:  attribution["Certainty"],
		vocab.TenseList:      attribution["Tense"],
		vocab.SourceFormList: attribution["SourceForm"],
		vocab.CueClassList:   cueClasses(t),
		vocab.EntityKindList: append(entity["Kind"], "topic"),
		vocab.PrecisionList:  {date.Year.String(), date.Month.String(), date.Week.String(), date.Day.String()},
	} {
		slices.Sort(want)
		if len(want) == 0 {
			t.Errorf("list %s: no classes found in the code", list)
		}
		if diff := cmp.Diff(want, listed(t, list)); diff != "" {
			t.Errorf("list %s, -code +ontology.nq:\n%s", list, diff)
		}
	}
}

// listed returns the members of a closed list in the ontology, sorted.
func listed(t *testing.T, list string) []string {
	t.Helper()
	inScheme := "> <" + vocab.SKOS + "inScheme> <" + string(vocab.SchemeOf(list)) + "> "
	prefix := "<" + string(vocab.ConceptOf(list, ""))
	var out []string
	for _, line := range fileLines(t, "../../quads/ontology.nq") {
		if subject, _, ok := strings.Cut(line, inScheme); ok {
			out = append(out, strings.TrimPrefix(subject, prefix))
		}
	}
	slices.Sort(out)
	return out
}

// cueClasses returns the classes of the cue lexicon.
func cueClasses(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, line := range fileLines(t, filepath.Join("attribution", "classes", "lexicon", "classes.tsv")) {
		if class, _, ok := strings.Cut(line, "\t"); ok && !strings.HasPrefix(class, "#") {
			out = append(out, class)
		}
	}
	return out
}

func fileLines(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	for s := bufio.NewScanner(f); s.Scan(); {
		out = append(out, s.Text())
	}
	return out
}

// typedStrings returns the typed string constants that a file declares, by the name of the type.
func typedStrings(t *testing.T, file string) map[string][]string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Type == nil || len(spec.Values) != 1 {
			return true
		}
		name, isIdent := spec.Type.(*ast.Ident)
		literal, isLiteral := spec.Values[0].(*ast.BasicLit)
		if isIdent && isLiteral && literal.Kind == token.STRING {
			value, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			out[name.Name] = append(out[name.Name], value)
		}
		return true
	})
	return out
}

package rules

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tagPackage declares the tags and relations of Universal Dependencies as typed constants.
const tagPackage = "internal/ingest/ling/ud"

// tagReaders read treebanks, whose files spell tags in their own ways.
const tagReaders = "cmd/graphd-train/corpus"

// Tags and relations that are no words of English, so that the literal alone shows what is meant.
var tags = setOf(`
	NOUN PROPN VERB AUX ADJ ADV PRON DET ADP CCONJ SCONJ INTJ SYM PUNCT
	NN NNS NNP NNPS VB VBD VBG VBN VBP VBZ JJ JJR JJS RB RBR RBS DT PRP PRP$ WP WP$ WDT WRB MD CC PDT RP UH HYPH NFP AFX -LRB- -RRB-
	nsubj nsubjpass nsubj:pass csubj csubjpass csubj:pass ccomp xcomp dobj iobj obl nmod nummod amod advmod advcl acl acl:relcl relcl
	appos conj auxpass aux:pass cop expl nmod:poss obl:agent obl:tmod nmod:tmod compound:prt parataxis punct pobj pcomp npadvmod oprd acomp neg agent:pass`)

// Tags and relations that are also words: they count only where they are compared with a tag or a relation.
var ambiguousTags = setOf(`
	NUM PART X CD EX FW IN LS POS TO ADD
	obj aux case mark root det cc dep list fixed flat compound discourse vocative orphan dislocated clf reparandum goeswith attr neg prt poss`)

var namesTag = regexp.MustCompile(`(?i)(deprel|upos|xpos|relation|tag|rel|dep|pos)$`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

func TestTagLiterals(t *testing.T) {
	report(t, "tag literals", without(readNames(t, "tags.txt"), tagFindings(moduleFiles(t))))
}

func TestTagLiteralExceptionsNeeded(t *testing.T) {
	reportUnneeded(t, "tag literals", "tags.txt", readNames(t, "tags.txt"), tagFindings(moduleFiles(t)))
}

// tagFindings returns the string literals outside tagPackage that are a tag or a relation. Their key is the file.
func tagFindings(files []*sourceFile) []finding {
	var findings []finding
	for _, f := range files {
		if f.isTest() || !usesTags(f.dir()) {
			continue
		}
		for _, lit := range tagLiterals(f.syntax) {
			findings = append(findings, finding{f.path, fmt.Sprintf(
				"%s:%d: the literal %s is a tag or relation; use the constant of %s", f.path, f.line(lit.Pos()), lit.Value, tagPackage)})
		}
	}
	return findings
}

func usesTags(dir string) bool {
	return dir != tagPackage && dir != tagReaders && (strings.HasPrefix(dir+"/", "internal/ingest/") || strings.HasPrefix(dir+"/", "cmd/graphd-train/"))
}

func tagLiterals(file *ast.File) []*ast.BasicLit {
	compared := map[*ast.BasicLit]bool{}
	compare := func(a, b ast.Expr) {
		if lit, ok := b.(*ast.BasicLit); ok && namesTag.MatchString(lastName(a)) {
			compared[lit] = true
		}
	}
	var found []*ast.BasicLit
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				compare(n.X, n.Y)
				compare(n.Y, n.X)
			}
		case *ast.SwitchStmt:
			for _, clause := range n.Body.List {
				for _, value := range clause.(*ast.CaseClause).List {
					compare(n.Tag, value)
				}
			}
		case *ast.BasicLit:
			value, err := strconv.Unquote(n.Value)
			if err == nil && n.Kind == token.STRING && (tags[value] || ambiguousTags[value] && compared[n]) {
				found = append(found, n)
			}
		}
		return true
	})
	return found
}

// lastName returns the last identifier of an expression such as w.Deprel or tag(i); "" if it has none.
func lastName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.CallExpr:
		return lastName(e.Fun)
	case *ast.IndexExpr:
		return lastName(e.X)
	}
	return ""
}

func TestTagLiteralsFindsPlantedViolation(t *testing.T) {
	source := `
func f(w word, s string) bool {
	switch w.Deprel {
	case "nsubj", "case":
	}
	switch s {
	case "case", "list":
	}
	return s == "mark" || "mark" == w.rel() || is(w, "VBD") || s == "verb" || w.XPOS[0] == "IN"
}`
	found := tagFindings(planted(t, map[string]string{
		"internal/ingest/entity/e.go":       "package entity\n" + source,
		"internal/ingest/entity/e_test.go":  "package entity\n" + source,
		"internal/ingest/ling/ud/ud.go":     "package ud\n" + source,
		"internal/server/s.go":              "package server\n" + source,
		"cmd/graphd-train/corpus/conllu.go": "package corpus\n" + source,
	}))
	var lines []string
	for _, f := range found {
		place, _, _ := strings.Cut(f.text, " is a tag")
		lines = append(lines, place)
	}
	want := []string{
		`internal/ingest/entity/e.go:5: the literal "nsubj"`,
		`internal/ingest/entity/e.go:5: the literal "case"`,
		`internal/ingest/entity/e.go:10: the literal "mark"`,
		`internal/ingest/entity/e.go:10: the literal "VBD"`,
		`internal/ingest/entity/e.go:10: the literal "IN"`,
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
}

package vocab_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph/vocab"
)

// TestOntologyIsVocabulary checks that vocab.go and quads/ontology.nq have the same terms.
func TestOntologyIsVocabulary(t *testing.T) {
	defined := map[string]bool{}
	for _, q := range ontology(t) {
		if q.Predicate != vocab.Type {
			continue
		}
		switch q.Object {
		case quad.IRI(vocab.OWL + "Class"), quad.IRI(vocab.OWL + "ObjectProperty"), quad.IRI(vocab.OWL + "DatatypeProperty"), quad.IRI(vocab.RDF + "Property"):
			defined[string(q.Subject.(quad.IRI))] = true
		}
	}
	named := map[string]bool{}
	for name, iri := range constants(t, "vocab.go") {
		if !slices.Contains([]quad.IRI{vocab.ReferenceGraph, vocab.CurationGraph, vocab.OntologyGraph}, quad.IRI(iri)) {
			named[iri] = true
			if !defined[iri] {
				t.Errorf("vocab.%s: quads/ontology.nq does not define <%s>", name, iri)
			}
		}
	}
	if diff := cmp.Diff(sorted(named), sorted(defined)); diff != "" {
		t.Errorf("terms, -vocab.go +ontology.nq:\n%s", diff)
	}
}

// TestOntologyExplains checks that every term and concept has a label and a comment.
func TestOntologyExplains(t *testing.T) {
	says := map[quad.Value]map[quad.Value]int{}
	for _, q := range ontology(t) {
		if q.Label != vocab.OntologyGraph {
			t.Fatalf("%v is not in the graph %v", q, vocab.OntologyGraph)
		}
		if says[q.Subject] == nil {
			says[q.Subject] = map[quad.Value]int{}
		}
		says[q.Subject][q.Predicate]++
	}
	for subject, predicates := range says {
		for _, p := range []quad.IRI{vocab.Type, vocab.Label, vocab.Comment} {
			if predicates[p] != 1 {
				t.Errorf("%v has %d of %v, want 1", subject, predicates[p], p)
			}
		}
	}
}

func ontology(t *testing.T) []quad.Quad {
	t.Helper()
	f, err := os.Open("../../../quads/ontology.nq")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []quad.Quad
	for r := nquads.NewReader(f, false); ; {
		q, err := r.ReadQuad()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q)
	}
}

// constants returns the IRIs that a file declares as "Name quad.IRI = NAMESPACE + "local"", by name.
func constants(t *testing.T, file string) map[string]string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	values, iris := map[string]string{}, map[string]string{}
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		name := spec.Names[0].Name
		value, ok := constant(spec.Values[0], values)
		if !ok {
			return true
		}
		values[name] = value
		if _, typed := spec.Type.(*ast.SelectorExpr); typed {
			iris[name] = value
		}
		return true
	})
	return iris
}

// constant returns the value of a string literal, of a constant in known, or of a concatenation of them.
func constant(e ast.Expr, known map[string]string) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil
	case *ast.Ident:
		s, ok := known[e.Name]
		return s, ok
	case *ast.BinaryExpr:
		x, okX := constant(e.X, known)
		y, okY := constant(e.Y, known)
		return x + y, okX && okY
	}
	return "", false
}

func sorted(m map[string]bool) []string { return slices.Sorted(maps.Keys(m)) }

// SplitConcept must split every member of a closed list, and no other IRI.
func TestSplitConcept(t *testing.T) {
	concepts := 0
	for _, q := range ontology(t) {
		subject, ok := q.Subject.(quad.IRI)
		if !ok || q.Predicate != vocab.Type {
			continue
		}
		list, name, isConcept := vocab.SplitConcept(subject)
		if want := q.Object == vocab.Concept; isConcept != want {
			t.Errorf("SplitConcept(%s) = %q, %q, %t, want %t", subject, list, name, isConcept, want)
		}
		if isConcept {
			concepts++
			if vocab.ConceptOf(list, name) != subject {
				t.Errorf("%s splits into %q and %q", subject, list, name)
			}
		}
	}
	if concepts == 0 {
		t.Error("the ontology defines no concepts")
	}
}

func TestNameTerms(t *testing.T) {
	iri := func(list, name string) any { return vocab.ConceptOf(list, name).String() }
	row := map[string]any{
		"act": iri(vocab.ActList, "assert"), "acts": []any{iri(vocab.ActList, "ask"), iri(vocab.ActList, "deny")},
		"mixed": []any{iri(vocab.ActList, "ask"), "ask"}, "none": []any{}, "scheme": vocab.SchemeOf(vocab.ActList).String(),
		"inner": map[string]any{"form": iri(vocab.FormList, "direct"), "formIRI": "kept"},
		"list":  []any{map[string]any{"tense": iri(vocab.TenseList, "non-future")}}, "text": "act-assert", "number": 1.5,
	}
	vocab.NameTerms(row)
	want := map[string]any{
		"act": "assert", "actIRI": "g:act-assert", "acts": []any{"ask", "deny"}, "actsIRI": []any{"g:act-ask", "g:act-deny"},
		"mixed": []any{iri(vocab.ActList, "ask"), "ask"}, "none": []any{}, "scheme": "<urn:graphd:ns:act-list>",
		"inner": map[string]any{"form": "direct", "formIRI": "kept"},
		"list":  []any{map[string]any{"tense": "non-future", "tenseIRI": "g:tense-non-future"}}, "text": "act-assert", "number": 1.5,
	}
	if diff := cmp.Diff(want, row); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !vocab.IsTermOf("g:act-assert", "assert") || !vocab.IsTermOf(row["actsIRI"], row["acts"]) || vocab.IsTermOf("g:act-assert", "deny") || vocab.IsTermOf("g:act-assert", []any{"assert"}) {
		t.Error("IsTermOf does not recognise exactly what NameTerms writes")
	}
}

package graph_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
)

func folder(files ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return fsys
}

const everyType = `// title: Every type
// description: Gives back what it is given,
//   whatever that is.
// param who iri = actor:ann-lee -- an IRI
// param words string -- a string,
//   any string
// param most int = 5 -- a number
// param least float = 0.5 -- a number
// param since date = 2020-07 -- a date
// param strict bool = false -- a choice
// param acts list of string = deny, reject -- some strings
// param absent iri = none -- nothing
g.emit([params.who, params.words, params.most, params.least, params.since, params.strict, params.acts, params.absent])
`

func TestSavedQueryDeclaresItself(t *testing.T) {
	saved, err := graph.LoadSaved(vocab.DefaultBase, folder("every-type.gizmo", everyType, "README.md", "not a query"))
	if err != nil {
		t.Fatal(err)
	}
	want := []graph.Saved{{
		Name: "every-type", Title: "Every type", Description: "Gives back what it is given, whatever that is.",
		Language: graph.Gizmo, Text: everyType,
		Params: []graph.Param{
			{Name: "who", Type: graph.ParamIRI, Default: []string{"actor:ann-lee"}, Description: "an IRI"},
			{Name: "words", Type: graph.ParamString, Required: true, Description: "a string, any string"},
			{Name: "most", Type: graph.ParamInt, Default: []string{"5"}, Description: "a number"},
			{Name: "least", Type: graph.ParamFloat, Default: []string{"0.5"}, Description: "a number"},
			{Name: "since", Type: graph.ParamDate, Default: []string{"2020-07"}, Description: "a date"},
			{Name: "strict", Type: graph.ParamBool, Default: []string{"false"}, Description: "a choice"},
			{Name: "acts", Type: graph.ParamString, List: true, Default: []string{"deny", "reject"}, Description: "some strings"},
			{Name: "absent", Type: graph.ParamIRI, Description: "nothing"},
		},
	}}
	if diff := cmp.Diff(want, saved.List()); diff != "" {
		t.Errorf("saved queries (-want +got):\n%s", diff)
	}
}

func TestSavedQueryBindsTypedValues(t *testing.T) {
	store := said(t)
	saved, err := graph.LoadSaved(store.Base(), folder("every-type.gizmo", everyType))
	if err != nil {
		t.Fatal(err)
	}
	req, err := saved.Request("every-type", map[string][]string{"words": {"<b>it's"}, "most": {"-7"}, "acts": {"ask"}})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"who": quad.IRI("urn:graphd:actor:ann-lee"), "words": "<b>it's", "most": int64(-7), "least": 0.5,
		"since": time.Date(2020, 7, 1, 0, 0, 0, 0, time.UTC), "strict": false, "acts": []any{"ask"}, "absent": nil,
	}
	if diff := cmp.Diff(want, req.Params); diff != "" {
		t.Errorf("params (-want +got):\n%s", diff)
	}
	rows, _, err := answer(t, store, req)
	if err != nil {
		t.Fatal(err)
	}
	wantRow := `[["<urn:graphd:actor:ann-lee>","<b>it's",-7,0.5,"2020-07-01T00:00:00Z",false,["ask"],null]]`
	if got := jsonOf(t, rows); got != wantRow {
		t.Errorf("got %s\nwant %s", got, wantRow)
	}
}

func TestSavedQueryRefusesUnfitValues(t *testing.T) {
	saved, err := graph.LoadSaved(vocab.DefaultBase, folder("every-type.gizmo", everyType))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, value, message string }{
		{"who", "Dominic Raab", `"Dominic Raab" is neither an IRI`},
		{"most", "many", `"many" is not a whole number`},
		{"least", "NaN", `"NaN" is not a number`},
		{"since", "last week", `"last week" is not a date`},
		{"strict", "perhaps", `"perhaps" is not true or false`},
		{"whom", "x", `there is no parameter "whom"; there are who, words`},
	} {
		_, err := saved.Request("every-type", map[string][]string{"words": {"w"}, test.name: {test.value}})
		if !errors.Is(err, graph.ErrParam) || !strings.Contains(err.Error(), test.message) {
			t.Errorf("%s=%s: %v; want %s", test.name, test.value, err, test.message)
		}
	}
	if _, err := saved.Request("every-type", nil); !errors.Is(err, graph.ErrParam) || !strings.Contains(err.Error(), "words") {
		t.Errorf("a required value left out: %v", err)
	}
	if _, err := saved.Request("every-type", map[string][]string{"words": {"a", "b"}}); !errors.Is(err, graph.ErrParam) {
		t.Errorf("two values for one: %v", err)
	}
	if _, err := saved.Request("nothing", nil); !errors.Is(err, graph.ErrNoQuery) {
		t.Errorf("no such query: %v", err)
	}
}

func TestFaultsOfSavedQueriesHaveFileAndLine(t *testing.T) {
	const header = "// title: T\n// description: D\n"
	for _, test := range []struct{ file, text, want string }{
		{"A b.gizmo", header, "A b.gizmo:1: the name of the file"},
		{"q.gizmo", "g.V().all()", "q.gizmo:1: the header must declare"},
		{"q.gizmo", "// title: T\n// author: me\n", "q.gizmo:2: expected title:, description: or param"},
		{"q.gizmo", header + "// param who person -- who\n", "q.gizmo:3: unknown type of parameter"},
		{"q.gizmo", header + "// param who iri\n", "q.gizmo:3: a parameter is declared as"},
		{"q.gizmo", header + "// param n int = x -- n\n", `q.gizmo:3: the default of n: "x" is not a whole number`},
		{"q.gizmo", header + "// param n int -- n\n// param n int -- n\n", "q.gizmo:4: parameter n is declared twice"},
		{"q.gizmo", header + "// param n int -- n\ng.V().all()", "q.gizmo:1: parameter n is declared but not used"},
		{"q.gizmo", header + "g.V()\n .is(params.n).all()", "q.gizmo:4: parameter n is used but not declared"},
		{"q.gizmo", header + "g.V(.all()", "q.gizmo:3: "},
		{"q.graphql", "# title: T\n# description: D\n{ nodes {\n id }", "q.graphql:4: "},
	} {
		_, err := graph.LoadSaved(vocab.DefaultBase, folder(test.file, test.text))
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s %q:\n got %v\nwant %s", test.file, test.text, err, test.want)
		}
	}
	twice := folder("q.gizmo", header+"g.V().all()")
	if _, err := graph.LoadSaved(vocab.DefaultBase, twice, twice); err == nil || !strings.Contains(err.Error(), "another query of this name") {
		t.Errorf("a name used twice: %v", err)
	}
}

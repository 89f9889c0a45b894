package savedquery_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph"
	"graphd/internal/graph/query"
	"graphd/internal/graph/savedquery"
	"graphd/internal/graph/vocab"
)

func folder(files ...string) savedquery.Folder {
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return savedquery.Folder{Path: "mine", Files: fsys}
}

const everyType = `// title: Every type
// description: Returns the values of its parameters,
//   unchanged.
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
	saved, err := savedquery.Load(vocab.DefaultBase, folder("every-type.gizmo", everyType, "README.md", "not a query"))
	if err != nil {
		t.Fatal(err)
	}
	want := []savedquery.Definition{{
		Name: "every-type", Title: "Every type", Description: "Returns the values of its parameters, unchanged.",
		Language: query.Gizmo, Text: everyType, File: "mine/every-type.gizmo",
		Params: []savedquery.Param{
			{Name: "who", Type: savedquery.ParamIRI, Default: []string{"actor:ann-lee"}, Description: "an IRI", Line: 4},
			{Name: "words", Type: savedquery.ParamString, Required: true, Description: "a string, any string", Line: 5},
			{Name: "most", Type: savedquery.ParamInt, Default: []string{"5"}, Description: "a number", Line: 7},
			{Name: "least", Type: savedquery.ParamFloat, Default: []string{"0.5"}, Description: "a number", Line: 8},
			{Name: "since", Type: savedquery.ParamDate, Default: []string{"2020-07"}, Description: "a date", Line: 9},
			{Name: "strict", Type: savedquery.ParamBool, Default: []string{"false"}, Description: "a choice", Line: 10},
			{Name: "acts", Type: savedquery.ParamString, List: true, Default: []string{"deny", "reject"}, Description: "some strings", Line: 11},
			{Name: "absent", Type: savedquery.ParamIRI, Description: "nothing", Line: 12},
		},
	}}
	if diff := cmp.Diff(want, saved.List()); diff != "" {
		t.Errorf("saved queries (-want +got):\n%s", diff)
	}
}

func TestSavedQueryBindsTypedValues(t *testing.T) {
	store := press(t)
	saved, err := savedquery.Load(store.Base(), folder("every-type.gizmo", everyType))
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
	saved, err := savedquery.Load(vocab.DefaultBase, folder("every-type.gizmo", everyType))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, value, message string }{
		{"who", "Dominic Raab", `"Dominic Raab" is neither an IRI`},
		{"most", "many", `"many" is not a whole number`},
		{"least", "NaN", `"NaN" is not a number`},
		{"since", "last week", `"last week" is not a date`},
		{"strict", "perhaps", `"perhaps" is not true or false`},
		{"whom", "x", `there is no parameter "whom"; the parameters are who, words`},
	} {
		_, err := saved.Request("every-type", map[string][]string{"words": {"w"}, test.name: {test.value}})
		if !errors.Is(err, query.ErrParam) || !strings.Contains(err.Error(), test.message) {
			t.Errorf("%s=%s: %v; want %s", test.name, test.value, err, test.message)
		}
	}
	if _, err := saved.Request("every-type", nil); !errors.Is(err, query.ErrParam) || !strings.Contains(err.Error(), "words") {
		t.Errorf("a required value left out: %v", err)
	}
	if _, err := saved.Request("every-type", map[string][]string{"words": {"a", "b"}}); !errors.Is(err, query.ErrParam) {
		t.Errorf("two values for one: %v", err)
	}
	if _, err := saved.Request("nothing", nil); !errors.Is(err, savedquery.ErrNotFound) {
		t.Errorf("no such query: %v", err)
	}
}

func TestDefaultsOfParameters(t *testing.T) {
	const rest = "// title: T\n// description: D\n"
	for declaration, want := range map[string]any{
		`v string = plain, with a comma`:     "plain, with a comma",
		`v string = "none"`:                  "none",
		`v string = none`:                    nil,
		`v string = ""`:                      "",
		`v string = "say ""no"" -- or yes"`:  `say "no" -- or yes`,
		`v list = a, b`:                      []any{"a", "b"},
		`v list of string = a, "b, c", ""`:   []any{"a", "b, c", ""},
		`v list of int = 1, -2`:              []any{int64(1), int64(-2)},
		`v list of bool = true`:              []any{true},
		`v list of float = none`:             nil,
		`v list of iri = actor:a, <urn:x:y>`: []any{quad.IRI("urn:graphd:actor:a"), quad.IRI("urn:x:y")},
		`v list of date = 2020, 2021-02-03`:  []any{time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2021, 2, 3, 0, 0, 0, 0, time.UTC)},
		`v date = 2020-07-21T10:00:00+02:00`: time.Date(2020, 7, 21, 8, 0, 0, 0, time.UTC),
	} {
		saved, err := savedquery.Load(vocab.DefaultBase, folder("q.gizmo", rest+"// param "+declaration+" -- a value\ng.emit(params.v)"))
		if err != nil {
			t.Errorf("%s: %v", declaration, err)
			continue
		}
		req, err := saved.Request("q", nil)
		if diff := cmp.Diff(map[string]any{"v": want}, req.Params); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", declaration, err, diff)
		}
		if noValue, err := saved.Request("q", map[string][]string{"v": {}}); err != nil || noValue.Params["v"] != nil {
			t.Errorf("%s: no value: %v %v", declaration, noValue.Params, err)
		}
	}
}

func TestFaultsOfSavedQueriesHaveFileAndLine(t *testing.T) {
	const header, gizmo = "// title: T\n// description: D\n", "g.V().all()\n"
	for _, test := range []struct{ file, text, want string }{
		{"A b.gizmo", header + gizmo, "A b.gizmo:1: the file name must consist of words of a-z and 0-9 joined by hyphens"},
		{"q.gizmo", "g.V().all()", "q.gizmo:1: the header must declare a title and a description"},
		{"q.gizmo", "// title: T\n// author: me\n", `q.gizmo:2: expected title:, description: or param, got "author: me"` + "\nq.gizmo:1: the header must declare a title and a description"},
		{"q.gizmo", header + "// param who person -- who\ng.V(params.who).all()", "q.gizmo:3: unknown parameter type: use iri, string, int, float, date, bool, or list of one of them"},
		{"q.gizmo", header + "// param who iri\ng.V(params.who).all()", "q.gizmo:3: a parameter is declared as: param NAME TYPE [= DEFAULT] -- DESCRIPTION"},
		{"q.gizmo", header + "// param n int = x -- n\ng.emit(params.n)", `q.gizmo:3: the default of n: "x" is not a whole number`},
		{"q.gizmo", header + "// param n list of date = 2020, soon -- n\ng.emit(params.n)", `q.gizmo:3: the default of n: "soon" is not a date like 2020-07-21`},
		{"q.gizmo", header + "// param n int = -- n\ng.emit(params.n)", `q.gizmo:3: the default of n: nothing follows "=": write none for no value, "" for an empty string`},
		{"q.gizmo", header + "// param n list = \"a, b -- n\ng.emit(params.n)", `q.gizmo:3: the default of n: "a, b is not quoted correctly: write "…", with "" for a quotation mark inside`},
		{"q.gizmo", header + "// param n int -- n\n// param n int -- n\ng.emit(params.n)", "q.gizmo:4: parameter n is declared twice"},
		{"q.gizmo", header + "// param m int -- m\n// param n int -- n\n//   of it\ng.emit(params.m)\n// not params.n", "q.gizmo:4: parameter n is declared but not used"},
		{"q.gizmo", header + "g.V()\n .is(params.n, params['m']).all()", "q.gizmo:4: parameter n is used but not declared\nq.gizmo:4: parameter m is used but not declared"},
		{"q.gizmo", header + "g.V(.all()", "q.gizmo:3: Unexpected token ."},
		{"q.gizmo", "//\n// param a int = x -- a\n// param b who -- b\n// more\ng.emit(params.a\n+ params.b + params.c", strings.Join([]string{
			`q.gizmo:2: the default of a: "x" is not a whole number`,
			"q.gizmo:3: unknown parameter type: use iri, string, int, float, date, bool, or list of one of them",
			`q.gizmo:4: expected title:, description: or param, got "more"`,
			"q.gizmo:1: the header must declare a title and a description",
			"q.gizmo:6: parameter c is used but not declared",
			"q.gizmo:6: Unexpected end of input"}, "\n")},
		{"q.graphql", "# title: T\n# description: D\n{ nodes {\n id }", "q.graphql:4: expected a field, found the end of the text"},
		{"q.graphql", "# title: T\n# description: D\n# param a iri -- a\n{ nodes(id: $b) { id } }", "q.graphql:4: parameter b is used but not declared\nq.graphql:3: parameter a is declared but not used"},
	} {
		_, err := savedquery.Load(vocab.DefaultBase, folder(test.file, test.text))
		if err == nil || strings.ReplaceAll(err.Error(), "mine/", "") != test.want {
			t.Errorf("%s %q:\n got %v\nwant %s", test.file, test.text, err, test.want)
		}
	}
}

// Load reports every faulty file, and both files of a name that two folders use.
func TestFaultsOfAllFilesAreTold(t *testing.T) {
	const header = "// title: T\n// description: D\n"
	own := savedquery.Folder{Files: folder("q.gizmo", header+"g.V().all()").Files}
	mine := folder("a.gizmo", "g.V(", "b.gizmo", header+"// param\ng.V().all()", "q.gizmo", header+"g.V().all()", "r.gizmo", header+"g.V().all()", "r.graphql", "# title: T\n# description: D\n{ nodes { id } }")
	saved, err := savedquery.Load(vocab.DefaultBase, own, mine)
	for _, want := range []string{
		"mine/a.gizmo:1: the header must declare", "mine/a.gizmo:1: Unexpected end", "mine/b.gizmo:3: a parameter is declared as",
		"mine/q.gizmo:1: another query has the name q: it comes with graphd", "mine/r.graphql:1: another query has the name r: mine/r.gizmo",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is not among\n%v", want, err)
		}
	}
	if got := len(saved.List()); got != 2 {
		t.Errorf("%d queries are without fault, want q and r", got)
	}
	if _, err := savedquery.Load(vocab.DefaultBase, savedquery.Folder{Path: "nowhere", Files: os.DirFS("nowhere")}); err == nil || !strings.Contains(err.Error(), "nowhere: no such file or directory") {
		t.Errorf("no folder: %v", err)
	}
}

// A text may use all parameters at once, and in CayleyQL a numeric parameter where a number is required.
func TestSavedQueriesWithoutFault(t *testing.T) {
	_, err := savedquery.Load(vocab.DefaultBase, folder(
		"whole.gizmo", "// title: T\n// description: D\n// param a int = 1 -- a\nfor (var name in params) g.emit(name)",
		"numbers.graphql", "# title: T\n# description: D\n# param n int = 1 -- n\n# param at list of date -- at\n{ nodes(dcterms:issued: $at, g:start: $n) { id } }"))
	if err != nil {
		t.Error(err)
	}
}

func answer(t testing.TB, store *graph.Store, req query.Request) ([]any, query.Completeness, error) {
	t.Helper()
	rows, err := query.Run(t.Context(), store, req)
	if err != nil {
		return nil, query.Completeness{}, err
	}
	return rows.ReadAll(t.Context())
}

func jsonOf(t testing.TB, v any) string {
	t.Helper()
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}

package server_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"graphd/api"
	"graphd/internal/graph"
	"graphd/internal/graph/savedquery"
	"graphd/internal/library"
	"graphd/internal/server"
	"graphd/queries"
)

var everyType = savedquery.Folder{Path: "types", Files: os.DirFS("testdata/types")}

const everyDefault = `{"who":"<urn:graphd:actor:lena-holm>","words":"none, or \"some\"","most":5,"least":0.5,"since":"2020-07-01T00:00:00Z",
	"strict":false,"acts":["deny","reject, twice"],"days":null,"counts":[1,2],"both":null,"whom":null}`

// TestSavedQueryTakesEveryType runs one query with values of every type in each encoding and compares what it received.
func TestSavedQueryTakesEveryType(t *testing.T) {
	c, _ := sampled(t, everyType)
	s := newSpecimen(t, c.get("/openapi.json").body)
	const address = "/api/v1/queries/every-type"
	ask := func(way, given string) answer {
		request := call{"post-query-every-type", http.MethodPost, address, "application/json", given, 200}
		switch way {
		case "GET":
			request = call{"run-query-every-type", http.MethodGet, address + "?" + given, "", "", 200}
		case "form":
			request.mediaType = "application/x-www-form-urlencoded"
		}
		if given != "" {
			s.hold(t, c, request)
		}
		return c.do(request.method, request.path, request.body, "Content-Type", request.mediaType)
	}
	for _, test := range []struct{ way, given, want string }{
		{"GET", "", everyDefault},
		{"form", "", everyDefault},
		{"JSON", "", everyDefault},
		{"JSON", "{}", everyDefault},
		{"GET", "who=%3Curn:x:y%3E", `{"who":"<urn:x:y>"}`},
		{"GET", "words=<b>+it's+%22%3BDROP+%C3%BCmlaut&limit=5", `{"words":"<b> it's \";DROP ümlaut"}`},
		{"GET", "words=", `{"words":""}`},
		{"GET", "most=9007199254740991&least=-1e-3&strict=true", `{"most":9007199254740991,"least":-0.001,"strict":true}`},
		{"GET", "since=2021-02-03T04:05:06%2B02:00", `{"since":"2021-02-03T02:05:06Z"}`},
		{"GET", "acts=a,b&acts=&counts=3&both=true&both=false&whom=actor:a&whom=urn:b:c", `{"acts":["a,b",""],"counts":[3],"both":[true,false],"whom":["<urn:graphd:actor:a>","<urn:b:c>"]}`},
		{"GET", "days=2020&days=2021-02-03", `{"days":["2020-01-01T00:00:00Z","2021-02-03T00:00:00Z"]}`},
		{"form", "acts=a,b&acts=&most=-3&days=2020", `{"acts":["a,b",""],"most":-3,"days":["2020-01-01T00:00:00Z"]}`},
		{"JSON", `{"who":"actor:a","words":"w","most":-7,"least":2,"since":"2021","strict":true}`, `{"who":"<urn:graphd:actor:a>","words":"w","most":-7,"least":2,"since":"2021-01-01T00:00:00Z","strict":true}`},
		{"JSON", `{"acts":["a,b"],"days":["2020"],"counts":[1,-2],"both":[true],"whom":["actor:a"]}`, `{"acts":["a,b"],"days":["2020-01-01T00:00:00Z"],"counts":[1,-2],"both":[true],"whom":["<urn:graphd:actor:a>"]}`},
		{"JSON", `{"who":null,"most":null,"counts":null,"acts":[]}`, `{"who":null,"most":null,"counts":null,"acts":null}`},
	} {
		got := ask(test.way, test.given)
		var page struct{ Items []map[string]any }
		if err := json.Unmarshal([]byte(got.body), &page); err != nil || len(page.Items) != 1 {
			t.Errorf("%s %s: %+v", test.way, test.given, got)
			continue
		}
		want := map[string]any{}
		for _, text := range []string{everyDefault, test.want} {
			if err := json.Unmarshal([]byte(text), &want); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(want, page.Items[0]); diff != "" {
			t.Errorf("%s %s (-want +got):\n%s", test.way, test.given, diff)
		}
	}
}

// TestSavedQueryNamesFaultyParameters checks that every invalid value is reported with its place.
func TestSavedQueryNamesFaultyParameters(t *testing.T) {
	c, _ := sampled(t, everyType)
	const address = "/api/v1/queries/every-type"
	type details = []api.InputFault
	for _, test := range []struct {
		given, body string
		want        details
	}{
		{"?who=Lena+Holm", "", details{{Location: "query.who", Message: `"Lena Holm" is neither an IRI nor a short name like actor:dominic-raab`}}},
		{"?most=1.5&least=much&since=soon&strict=perhaps", "", details{
			{Location: "query.most", Message: `"1.5" is not a whole number`}, {Location: "query.least", Message: `"much" is not a number`},
			{Location: "query.since", Message: `"soon" is not a date like 2020-07-21`}, {Location: "query.strict", Message: `"perhaps" is not true or false`}}},
		{"?most=1&most=2", "", details{{Location: "query.most", Message: "expected one value, got 2"}}},
		{"?days=2020&days=2020-13&counts=", "", details{{Location: "query.days", Message: `"2020-13" is not a date like 2020-07-21`}, {Location: "query.counts", Message: `"" is not a whole number`}}},
		{"?colour=red", "", details{{Location: "query.colour", Message: `there is no parameter "colour"; the parameters are who, words, most, least, since, strict, acts, days, counts, both, whom`}}},
		{"", `{"most":1.5,"strict":0.5,"days":[2020,true]}`, details{
			{Location: "body.most", Message: `"1.5" is not a whole number`}, {Location: "body.strict", Message: `"0.5" is not true or false`}, {Location: "body.days", Message: `"true" is not a date like 2020-07-21`}}},
		{"", `{"who":{"id":"x"},"acts":[["a"]],"counts":[null]}`, details{
			{Location: "body.acts", Message: "a list contains strings, numbers, true and false, but no lists, objects and null"},
			{Location: "body.counts", Message: "a list contains strings, numbers, true and false, but no lists, objects and null"},
			{Location: "body.who", Message: "a value is a string, a number, true, false, null or a list, but not an object"}}},
	} {
		got := c.get(address + test.given)
		if test.body != "" {
			got = c.post(address, "application/json", test.body)
		}
		var p api.Problem
		if err := json.Unmarshal([]byte(got.body), &p); err != nil || got.status != http.StatusBadRequest || p.Type != "urn:graphd:problem:bad-parameter" || p.Hint == "" || !strings.Contains(p.Detail, "query every-type: ") {
			t.Errorf("%s%s: %+v", test.given, test.body, got)
		}
		if diff := cmp.Diff(test.want, p.Errors); diff != "" {
			t.Errorf("%s%s (-want +got):\n%s", test.given, test.body, diff)
		}
	}
	for mediaType, body := range map[string]string{"application/json": "{", "application/x-www-form-urlencoded": "%zz"} {
		if got := c.post(address, mediaType, body); got.status != http.StatusBadRequest || problemType(t, got) != "bad-body" {
			t.Errorf("%s: %+v", body, got)
		}
	}
	if got := c.get(address + "?words=a;b"); got.status != http.StatusBadRequest || problemType(t, got) != "bad-parameter" || !strings.Contains(got.body, "%3B") {
		t.Errorf("an address that is not well written: %+v", got)
	}
	for _, body := range []string{"{} {}", "{} }"} {
		if got := c.post(address, "application/json", body); got.status != http.StatusBadRequest || problemType(t, got) != "bad-body" {
			t.Errorf("%s: %+v", body, got)
		}
	}
}

// TestShippedQueriesInOpenAPI runs each query that comes with graphd on the sample by its own operations of the OpenAPI
// document, and so runs a query of the user's own.
func TestShippedQueriesInOpenAPI(t *testing.T) {
	own := t.TempDir()
	if err := os.WriteFile(filepath.Join(own, "own.gizmo"), []byte("// title: My own\n// description: Says what it is told.\n// param days list of date -- some days\ng.emit(params.days)\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, saved := sampled(t, savedquery.Folder{Files: queries.Files}, savedquery.Folder{Path: own, Files: os.DirFS(own)})
	s := newSpecimen(t, c.get("/openapi.json").body)
	docs := c.get("/docs").body
	standIns := strings.NewReplacer(
		"$document", items(t, c.get("/api/v1/documents"))[0].(map[string]any)["id"].(string),
		"$statement", items(t, c.get("/api/v1/attributions?limit=1"))[0].(map[string]any)["id"].(string))
	for _, query := range saved.List() {
		t.Run(query.Name, func(t *testing.T) {
			c.t = t
			given, rows := map[string][]string{"days": {"2020-01-02", "2021"}}, 1
			if query.Name != "own" {
				given, rows = goldenAnswer(t, query.Name, standIns)
			}
			address, body := httptest.NewRequest(http.MethodGet, "/api/v1/queries/"+query.Name, nil).URL, map[string]any{}
			values := address.Query()
			for _, p := range query.Params {
				if given[p.Name] == nil {
					continue
				}
				values[p.Name] = given[p.Name]
				body[p.Name] = typed(t, p, given[p.Name])
			}
			address.RawQuery = values.Encode()
			text, err := json.Marshal(body)
			if err != nil {
				t.Fatal(err)
			}
			s.hold(t, c, call{"run-query-" + query.Name, http.MethodGet, address.String(), "", "", 200})
			s.hold(t, c, call{"post-query-" + query.Name, http.MethodPost, address.Path, "application/json", string(text), 200})
			a, b := c.get(address.String()), c.post(address.Path, "application/json", string(text))
			if a.body != b.body || len(items(t, a)) < min(rows, 1) {
				t.Errorf("want %d rows; by GET %.500s\nby POST %.500s", rows, a.body, b.body)
			}
			if !strings.Contains(docs, query.Title) || !strings.Contains(docs, `id="run-query-`+query.Name+`"`) {
				t.Error("it is not in the page of documentation")
			}
			operation := s.document.Paths.Value(address.Path).Get
			if operation.Summary != query.Title || operation.Description != query.Description {
				t.Errorf("described as %q: %q", operation.Summary, operation.Description)
			}
		})
	}
}

// typed returns given values as decoded JSON.
func typed(t *testing.T, p savedquery.Param, given []string) any {
	list := make([]any, len(given))
	for i, text := range given {
		list[i] = text
		if p.Type == savedquery.ParamInt || p.Type == savedquery.ParamFloat || p.Type == savedquery.ParamBool {
			if err := json.Unmarshal([]byte(text), &list[i]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if p.List {
		return list
	}
	return list[0]
}

// sampled returns a client of a server over the sample with saved queries, and the queries.
func sampled(t *testing.T, folders ...savedquery.Folder) (*client, *savedquery.Catalog) {
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	sample, err := os.Open("../../quads/sample.nq")
	if err != nil {
		t.Fatal(err)
	}
	defer sample.Close()
	if _, err := store.Load(t.Context(), sample, graph.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	saved, err := savedquery.Load(store.Base(), folders...)
	if err != nil {
		t.Fatal(err)
	}
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	s, err := server.New(server.Config{Store: store, Library: library.New(store, p), Queries: saved, Logger: quiet(t)})
	if err != nil {
		t.Fatal(err)
	}
	ts := httptest.NewServer(s.Handler())
	t.Cleanup(ts.Close)
	return &client{t, ts.URL, ts.Client()}, saved
}

// items returns the entries of a list.
func items(t *testing.T, a answer) []any {
	var page struct{ Items []any }
	if err := json.Unmarshal([]byte(a.body), &page); err != nil || a.status != http.StatusOK {
		t.Fatalf("%v: %+v", err, a)
	}
	return page.Items
}

// goldenAnswer returns the parameters of a query's golden answer and its number of rows. Placeholders replace ids of the
// sample that change with its content.
func goldenAnswer(t *testing.T, name string, standIns *strings.Replacer) (map[string][]string, int) {
	text, err := os.ReadFile("../../queries/testdata/" + name + ".golden.json")
	if err != nil {
		t.Fatal(err)
	}
	var golden struct {
		Params map[string][]string
		Rows   []any
	}
	if err := json.Unmarshal([]byte(standIns.Replace(string(text))), &golden); err != nil {
		t.Fatal(err)
	}
	return golden.Params, len(golden.Rows)
}

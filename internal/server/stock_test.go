package server_test

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	stock "github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/memstore"
	_ "github.com/cayleygraph/cayley/query/gizmo"
	_ "github.com/cayleygraph/cayley/query/graphql"
	_ "github.com/cayleygraph/cayley/query/mql"
	cayleyhttp "github.com/cayleygraph/cayley/server/http"
	_ "github.com/cayleygraph/cayley/writer"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"graphd/internal/graph/nquads"
	"graphd/internal/server"
)

// trial is a request to Cayley v0.7.7 and to graphd. If the statuses differ, why gives the reason.
type trial struct {
	method, path, mediaType, body string
	stock, ours                   int
	why                           string
}

const (
	wrongInput = "what the sender did wrong is 4xx"
	twice      = "to remove what is not there is no error"
	graphqlOK  = "GraphQL's errors have a status too"
	bracketed  = "an IRI is <iri>, so that it is no text"
	exact      = "literals are as N-Quads has them, with full types"
)

func qu(lang, text string) string {
	return "/api/v2/query?lang=" + lang + "&qu=" + url.QueryEscape(text)
}

const stockQuad = "<http://example.org/a> <http://example.org/b> \"c\" .\n"

// v2 holds requests to the routes of version 2 of Cayley's API.
func v2() []trial {
	const get, post, nq = http.MethodGet, http.MethodPost, "application/n-quads"
	const all = `g.V("<http://example.org/ann>").out("<http://example.org/follows>").all()`
	jsonQuad := `[{"subject":"<http://example.org/a>","predicate":"<http://example.org/b>","object":"c"}]`
	return []trial{
		{get, qu("gizmo", all), "", "", 200, 200, ""},
		{post, "/api/v2/query?lang=gizmo", "", all, 200, 200, ""},
		{post, "/api/v2/query?lang=gizmo", "", `g.V("<none>").out().all()`, 200, 200, ""},
		{post, "/api/v2/query?lang=gizmo", "", `g.emit(1); g.emit("<b>")`, 200, 200, ""},
		{post, "/api/v2/query?lang=gizmo", "", `g.V().tag("x").has("<http://example.org/says>").save("<http://example.org/says>", "y").all()`, 200, 200, ""},
		{post, "/api/v2/query?lang=gizmo", "", `g.V("<http://example.org/ben>").out("<http://example.org/score>").all()`, 200, 200, ""},
		{post, "/api/v2/query?lang=gizmo", "", "g.V(", 400, 400, ""},
		{post, "/api/v2/query?lang=gizmo", "", "g.nothing()", 400, 400, ""},
		{post, "/api/v2/query?lang=gizmo", "", "", 400, 400, ""},
		{post, "/api/v2/query?lang=sexp", "", "(all)", 400, 400, ""},
		{get, qu("nothing", "x"), "", "", 400, 400, ""},
		{post, "/api/v2/query?lang=mql", "", `[{"id": "<http://example.org/ben>", "<http://example.org/follows>": null}]`, 200, 200, ""},
		{post, "/api/v2/query?lang=mql", "", "[", 400, 400, ""},
		{post, "/api/v2/query?lang=graphql", "", "{ nodes(id: <http://example.org/ben>) { id <http://example.org/follows> } }", 200, 200, bracketed},
		{post, "/api/v2/query?lang=graphql", "", "{ nodes(", 200, 400, graphqlOK},
		{post, "/api/v2/query?lang=graphql", "", "", 200, 400, graphqlOK},
		{http.MethodPut, "/api/v2/query", "", "x", 405, 405, ""},
		{get, "/api/v2/query/", "", "", 301, 308, "the method is kept"},
		{get, "/api/v2/nothing", "", "", 404, 404, ""},
		{get, "/api/v2/formats", "", "", 200, 200, ""},
		{get, "/api/v2/read", "", "", 200, 200, exact},
		{get, "/api/v2/read?format=json&sub=%3Chttp://example.org/cat%3E", "", "", 200, 200, ""},
		{get, "/api/v2/read?format=nquads&pred=%3Chttp://example.org/follows%3E,%3Chttp://example.org/says%3E", "", "", 200, 200, ""},
		{get, "/api/v2/read?format=nquads&obj=Cat", "", "", 200, 200, ""},
		{get, "/api/v2/read?format=nquads&label=%3Chttp://example.org/d2%3E", "", "", 200, 200, ""},
		{get, "/api/v2/read?format=nquads&sub=%3Cnone%3E", "", "", 200, 200, ""},
		{post, "/api/v2/read", "application/x-www-form-urlencoded", "format=nquads&sub=" + url.QueryEscape("<http://example.org/cat>"), 200, 200, ""},
		{get, "/api/v2/read?format=none", "", "", 200, 400, wrongInput},
		{post, "/api/v2/write", nq, stockQuad, 200, 200, ""},
		{post, "/api/v2/write", nq, stockQuad, 200, 200, ""},
		{post, "/api/v2/write", "application/json", jsonQuad, 200, 200, ""},
		{post, "/api/v2/write", nq, "", 200, 200, ""},
		{post, "/api/v2/write", nq, "nonsense\n", 500, 400, wrongInput},
		{post, "/api/v2/write", "application/json", "{", 500, 400, wrongInput},
		{post, "/api/v2/write", "application/json", "[{}]", 500, 400, wrongInput},
		{post, "/api/v2/delete", nq, stockQuad, 200, 200, ""},
		{post, "/api/v2/delete", nq, stockQuad, 500, 200, twice},
		{post, "/api/v2/delete", nq, "nonsense\n", 500, 400, wrongInput},
		{post, "/api/v2/node/delete", nq, "<http://example.org/nick>", 200, 200, ""},
		{post, "/api/v2/node/delete", nq, "<http://example.org/nick>", 500, 404, wrongInput},
		{post, "/api/v2/node/delete", nq, "", 500, 400, wrongInput},
		{post, "/api/v2/node/delete", nq, `"` + strings.Repeat("x", 200<<10) + `"`, 400, 413, wrongInput},
	}
}

// TestStockV2 sends the same requests to Cayley's own handlers and to graphd's, in this order over the same quads.
func TestStockV2(t *testing.T) {
	theirs := stockServer(t)
	ours := newClient(t, server.ServeLimits{})
	if got := ours.post("/api/v2/write", "application/n-quads", stockGraph(t)); got.status != http.StatusOK {
		t.Fatalf("%+v", got)
	}
	for _, client := range []*client{theirs, ours} {
		client.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	for _, trial := range v2() {
		name := fmt.Sprintf("%s %s %s %.60s", trial.method, trial.path, trial.mediaType, trial.body)
		a, b := trial.ask(theirs), trial.ask(ours)
		if a.status != trial.stock || b.status != trial.ours {
			t.Errorf("%s:\nCayley %d %.300s\ngraphd %d %.300s", name, a.status, a.body, b.status, b.body)
		}
		if trial.stock != trial.ours && trial.why == "" {
			t.Errorf("%s: nothing says why the statuses differ", name)
		}
		if b.status >= http.StatusBadRequest && !strings.Contains(b.body, `"error":`) {
			t.Errorf("%s: no error for Cayley's clients in %s", name, b.body)
		}
		if a.status < 300 && b.status < 300 && trial.why == "" {
			if diff := cmp.Diff(substance(a), substance(b)); diff != "" {
				t.Errorf("%s (-Cayley +graphd):\n%s", name, diff)
			}
		}
	}
}

func (r trial) ask(c *client) answer {
	c.t.Helper()
	if r.mediaType == "" {
		return c.do(r.method, r.path, r.body)
	}
	return c.do(r.method, r.path, r.body, "Content-Type", r.mediaType)
}

// stockServer returns Cayley's version 2 over its store in memory.
func stockServer(t *testing.T) *client {
	t.Helper()
	store, err := stock.NewQuadStore("memstore", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	writer, err := stock.NewQuadWriter("single", store, nil)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := nquads.NewReader(strings.NewReader(stockGraph(t)))
	if err != nil {
		t.Fatal(err)
	}
	for q, err := lines.Next(); !errors.Is(err, io.EOF); q, err = lines.Next() {
		if err != nil {
			t.Fatal(err)
		}
		if literal, ok := q.Object.(quad.TypedString); ok {
			if q.Object, err = literal.ParseValue(); err != nil {
				t.Fatal(err)
			}
		}
		if err := writer.AddQuad(q); err != nil {
			t.Fatal(err)
		}
	}
	ts := httptest.NewServer(cayleyhttp.NewAPIv2(&stock.Handle{QuadStore: store, QuadWriter: writer}))
	t.Cleanup(ts.Close)
	return &client{t, ts.URL, ts.Client()}
}

func stockGraph(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("testdata/stock/graph.nq")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// substance returns the content of a reply without the order of rows and lines and without what graphd adds.
func substance(a answer) any {
	if strings.HasPrefix(a.body, `{"an":`) {
		return drawing(a.body)
	}
	var v map[string]any
	if json.Unmarshal([]byte(a.body), &v) != nil {
		var list []any
		if json.Unmarshal([]byte(a.body), &list) == nil {
			return sorted(list)
		}
		lines := strings.Split(strings.TrimSpace(a.body), "\n")
		slices.Sort(lines)
		return lines
	}
	kept := map[string]any{}
	for _, name := range []string{"result", "count", "data", "nodes", "links"} {
		if value, ok := v[name]; ok {
			kept[name] = value
		}
		if list, ok := v[name].([]any); ok {
			kept[name] = sorted(list)
		}
	}
	if v["errors"] != nil {
		kept["errors"] = "some"
	}
	if v["error"] != nil {
		kept["error"] = "one"
	}
	return kept
}

// drawing returns the graph that a stream of events draws: its nodes with their last attributes, except random positions, and
// its edges.
func drawing(events string) []string {
	nodes, edges := map[string]map[string]any{}, map[string]map[string]any{}
	for line := range strings.SplitSeq(strings.TrimSpace(events), "\n") {
		var event map[string]map[string]map[string]any
		if err := json.Unmarshal([]byte(line), &event); err != nil {
			return []string{err.Error() + ": " + line}
		}
		for _, kind := range []string{"an", "cn"} {
			maps.Copy(nodes, event[kind])
		}
		maps.Copy(edges, event["ae"])
	}
	label := func(id any) any { return nodes[id.(string)]["label"] }
	var list []any
	for _, edge := range edges {
		list = append(list, []any{label(edge["source"]), edge["label"], edge["pred"], label(edge["target"])})
	}
	for _, node := range nodes {
		if node["x"] != 12.5 {
			delete(node, "x")
		}
		delete(node, "y")
		list = append(list, node)
	}
	return sorted(list)
}

func sorted(list []any) []string {
	texts := make([]string, len(list))
	for i, item := range list {
		text, err := json.Marshal(item)
		if err != nil {
			panic(err)
		}
		texts[i] = string(text)
	}
	slices.Sort(texts)
	return texts
}

var record = flag.String("cayley", "", "address of an empty `cayley http` v0.7.7, whose answers are written to testdata/stock/v1.txtar")

// v1 holds requests to version 1 of Cayley's API and to its stream for Gephi. Cayley's own server answers all with 200.
func v1() []trial {
	const get, post = http.MethodGet, http.MethodPost
	const all = `g.V("<http://example.org/ann>").out("<http://example.org/follows>").all()`
	jsonQuad := `[{"subject":"<http://example.org/a>","predicate":"<http://example.org/b>","object":"c","label":"d"}]`
	form := "--x\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a.nq\"\r\n\r\n" + stockQuad + "\r\n--x--\r\n"
	multipart := "multipart/form-data; boundary=x"
	return []trial{
		{post, "/api/v1/write/file/nquad", multipart, strings.Replace(fmt.Sprintf(form, "NQuadFile"), stockQuad, "%GRAPH%", 1), 200, 200, ""},
		{post, "/api/v1/query/gizmo", "", all, 200, 200, ""},
		{post, "/api/v1/query/gizmo?limit=-1", "", `g.V().tag("x").out().all()`, 200, 200, ""},
		{post, "/api/v1/query/gizmo?limit=1", "", `g.V("<http://example.org/cat>").in().unique().count()`, 200, 200, "nothing appends null"},
		{post, "/api/v1/query/gizmo", "", `g.V("<none>").all()`, 200, 200, ""},
		{post, "/api/v1/query/gizmo", "", "g.V(", 200, 400, wrongInput},
		{post, "/api/v1/query/nothing", "", "x", 200, 400, wrongInput},
		{post, "/api/v1/query/mql", "", `[{"id": "<http://example.org/ben>", "<http://example.org/follows>": null}]`, 200, 200, ""},
		{post, "/api/v1/query/graphql", "", "{ nodes(id: <http://example.org/ben>) { id } }", 200, 200, bracketed},
		{post, "/api/v1/query/graphql", "", "{ nodes(", 200, 400, graphqlOK},
		{post, "/api/v1/shape/gizmo", "", `g.V("<http://example.org/ann>").out("<http://example.org/follows>").all()`, 200, 200, "the shape is that of the query, not of its plan"},
		{post, "/api/v1/shape/nothing", "", "x", 200, 400, wrongInput},
		{get, "/gephi/gs", "", "", 200, 200, ""},
		{get, "/gephi/gs?mode=raw&sub=%3Chttp://example.org/ann%3E&pred=%3Chttp://example.org/follows%3E,%3Chttp://example.org/age%3E&limit=-1", "", "", 200, 200, ""},
		{get, "/gephi/gs?label=%3Chttp://example.org/d1%3E", "", "", 200, 200, ""},
		{get, "/gephi/gs?sub=%3Cnone%3E", "", "", 200, 200, ""},
		{get, "/gephi/gs?mode=nodes&limit=-1", "", "", 200, 200, "Cayley gives nothing here, against its documentation"},
		{get, "/gephi/gs?mode=drawn", "", "", 200, 422, wrongInput},
		{post, "/api/v1/write", "application/json", jsonQuad, 200, 200, ""},
		{post, "/api/v1/write", "application/json", "[]", 200, 200, ""},
		{post, "/api/v1/write", "application/json", "{", 200, 400, wrongInput},
		{post, "/api/v1/write", "application/json", "[{}]", 200, 400, wrongInput},
		{post, "/api/v1/delete", "application/json", jsonQuad, 200, 200, ""},
		{post, "/api/v1/delete", "application/json", jsonQuad, 200, 200, "what was not there is not counted"},
		{post, "/api/v1/delete", "application/json", "{", 200, 400, wrongInput},
		{post, "/api/v1/write/file/nquad", multipart, fmt.Sprintf(form, "other"), 200, 400, wrongInput},
		{get, "/api/v1/query/gizmo", "", "", 405, 405, ""},
	}
}

// TestStockV1 compares graphd's replies with recorded replies of Cayley's server.
func TestStockV1(t *testing.T) {
	const file = "testdata/stock/v1.txtar"
	if *record != "" {
		recordStock(t, file)
	}
	recorded, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	trials := v1()
	if len(trials) != len(recorded.Files) {
		t.Fatalf("%d answers are recorded, want %d: record them anew with -cayley", len(recorded.Files), len(trials))
	}
	ours := newClient(t, server.ServeLimits{})
	for i, trial := range trials {
		name := fmt.Sprintf("%s %s %.60s", trial.method, trial.path, trial.body)
		theirs := recorded.Files[i]
		if want := stockName(trial); theirs.Name != want {
			t.Fatalf("the answer of %s is recorded, want that of %s", theirs.Name, want)
		}
		got := trial.withGraph(t).ask(ours)
		if got.status != trial.ours {
			t.Errorf("%s: %d %.300s", name, got.status, got.body)
		}
		if trial.ours >= http.StatusBadRequest && !strings.Contains(got.body, `"error":`) {
			t.Errorf("%s: no error for Cayley's clients in %s", name, got.body)
		}
		if trial.ours < 300 && trial.why == "" {
			if diff := cmp.Diff(substance(answer{body: string(theirs.Data)}), withoutCount(substance(got))); diff != "" {
				t.Errorf("%s (-Cayley +graphd):\n%s", name, diff)
			}
		}
	}
}

// withoutCount removes what version 1 does not report.
func withoutCount(v any) any {
	if fields, ok := v.(map[string]any); ok {
		delete(fields, "count")
	}
	return v
}

// stockName returns a request on one line.
func stockName(r trial) string {
	return strings.Join(strings.Fields(r.method+" "+r.path+" "+r.body), " ")
}

func (r trial) withGraph(t *testing.T) trial {
	r.body = strings.Replace(r.body, "%GRAPH%", stockGraph(t), 1)
	return r
}

func recordStock(t *testing.T, file string) {
	theirs := &client{t, *record, http.DefaultClient}
	archive := txtar.Archive{Comment: []byte("What `cayley http` v0.7.7 answers to TestStockV1, which says how to record it.\n")}
	for _, trial := range v1() {
		got := trial.withGraph(t).ask(theirs)
		body := strings.ReplaceAll(strings.TrimSpace(got.body), "\r\n", "\n") + "\n"
		archive.Files = append(archive.Files, txtar.File{Name: stockName(trial), Data: []byte(body)})
	}
	if err := os.WriteFile(file, txtar.Format(&archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

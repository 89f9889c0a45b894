package server_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"graphd/internal/server"
)

// TestGephiNodes checks the stream with types, names and numbers as attributes.
func TestGephiNodes(t *testing.T) {
	c := newClient(t, server.ServeLimits{})
	graph := stockGraph(t) + `<http://example.org/ann> <http://www.w3.org/2000/01/rdf-schema#label> "Ann Lee" .` + "\n" +
		`<http://example.org/ben> <http://www.w3.org/2000/01/rdf-schema#label> "Ben" .` + "\n" +
		`<http://example.org/Person> <http://example.org/says> "a type is no node here" .` + "\n"
	if got := c.post("/api/v2/write", "application/n-quads", graph); got.status != http.StatusOK {
		t.Fatalf("%+v", got)
	}
	got := c.get("/gephi/gs?mode=nodes&limit=-1")
	if got.status != http.StatusOK || got.header.Get("Content-Type") != "application/stream+json" {
		t.Fatalf("%+v", got)
	}
	want := []string{
		`["Ben","<http://example.org/follows>","<http://example.org/follows>","Cat"]`,
		`["Cat","<http://example.org/says>","<http://example.org/says>","It is <late> & dark, naïve 🦊"]`,
		`["x","<http://example.org/follows>","<http://example.org/follows>","Ann Lee"]`,
		`["Ann Lee","<http://example.org/follows>","<http://example.org/follows>","Ben"]`,
		`["Ann Lee","<http://example.org/follows>","<http://example.org/follows>","Ben"]`,
		`["Ann Lee","<http://example.org/follows>","<http://example.org/follows>","Cat"]`,
		`{"<http://example.org/age>":"41","<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>":"<http://example.org/Person>","<http://www.w3.org/2000/01/rdf-schema#label>":"Ann Lee","<rdfs:label>":"Ann","label":"Ann Lee","size":20,"x":12.5}`,
		`{"<http://example.org/member>":"true","<http://example.org/nick>":"Benno","<http://example.org/score>":"0.5","<http://www.w3.org/2000/01/rdf-schema#label>":"Ben","<rdf:type>":"<http://example.org/Person>","label":"Ben","size":20}`,
		`{"<http://schema.org/name>":"Cat","label":"Cat","size":20}`,
		`{"label":"It is <late> & dark, naïve 🦊","size":20}`,
		`{"label":"x","size":20}`,
	}
	slices.Sort(want)
	unescaped := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&")
	lines := drawing(got.body)
	for i := range lines {
		lines[i] = unescaped.Replace(lines[i])
	}
	slices.Sort(lines)
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("(-want +got):\n%s\n%s", diff, got.body)
	}
	if again := c.get("/gephi/gs?mode=nodes&limit=-1"); again.body != got.body {
		t.Error("the same graph is drawn in another place")
	}
}

// TestGephiStream checks that lines end as Gephi requires, that nodes come before their edges, and that the trailer reports
// completeness.
func TestGephiStream(t *testing.T) {
	c := newClient(t, server.ServeLimits{})
	if got := c.post("/api/v2/write", "application/n-quads", stockGraph(t)); got.status != http.StatusOK {
		t.Fatalf("%+v", got)
	}
	for query, want := range map[string]struct {
		edges    int
		complete string
	}{
		"":                    {16, "true"},
		"?limit=16":           {16, "true"},
		"?limit=3":            {3, "false"},
		"?limit=0":            {16, "true"},
		"?sub=<none>":         {0, "true"},
		"?mode=nodes&limit=1": {0, "false"},
	} {
		response, err := c.http.Get(c.base + "/gephi/gs" + query)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		known, edges := map[string]bool{}, 0
		for line := range strings.SplitAfterSeq(string(body), "\r\n") {
			var event struct {
				AddNodes map[string]any                             `json:"an"`
				AddEdges map[string]struct{ Source, Target string } `json:"ae"`
			}
			if line == "" {
				continue
			}
			if err := json.Unmarshal([]byte(line), &event); err != nil || !strings.HasSuffix(line, "}\r\n") {
				t.Fatalf("%s: %v: %q", query, err, line)
			}
			for id := range event.AddNodes {
				known[id] = true
			}
			for _, edge := range event.AddEdges {
				if edges++; !known[edge.Source] || !known[edge.Target] {
					t.Errorf("%s: an edge before its nodes: %s", query, line)
				}
			}
		}
		if query != "?mode=nodes&limit=1" && edges != want.edges || response.Trailer.Get("Graphd-Complete") != want.complete {
			t.Errorf("%s: %d edges, complete: %v", query, edges, response.Trailer)
		}
	}
}

// TestCayleysGraphQLErrors checks the form of errors that clients of Cayley's GraphQL-style language expect.
func TestCayleysGraphQLErrors(t *testing.T) {
	c := newClient(t, server.ServeLimits{})
	for _, path := range []string{"/api/v2/query?lang=graphql", "/api/v1/query/graphql"} {
		for body, place := range map[string]string{"{ nodes {\n id }": "[map[column:6 line:2]]", "": "<nil>"} {
			got := c.post(path, "text/plain", body)
			var answer struct {
				Data   any
				Error  string
				Errors []struct {
					Message   string
					Locations any
				}
			}
			if err := json.Unmarshal([]byte(got.body), &answer); err != nil || got.status != http.StatusBadRequest || !strings.Contains(got.body, `"data":null`) {
				t.Fatalf("%v: %+v", err, got)
			}
			if len(answer.Errors) != 1 || answer.Error == "" || answer.Errors[0].Message != answer.Error {
				t.Fatalf("%s", got.body)
			}
			if at, want := answer.Errors[0].Locations, place; fmt.Sprint(at) != want {
				t.Errorf("%q: the place is %v, want %s", body, at, want)
			}
		}
	}
	if got := c.post("/api/v2/query?lang=gizmo", "text/plain", "g.V("); strings.Contains(got.body, `"errors"`) || strings.Contains(got.body, `"data"`) {
		t.Errorf("Gizmo's errors have GraphQL's form: %s", got.body)
	}
}

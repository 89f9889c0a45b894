package server_test

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"graphd/internal/server"
)

// call is one request to an operation; its response must match the document.
type call struct {
	operation, method, path, mediaType, body string
	status                                   int
}

func calls() []call {
	get, post := http.MethodGet, http.MethodPost
	const text = "Lena Holm said it was safe."
	sum := sha256.Sum256([]byte(text))
	added := fmt.Sprintf("doc:%x", sum[:16])
	quad := "<http://example.org/a> <http://example.org/b> \"c\" .\n"
	quadJSON := `[{"subject":"<http://example.org/a>","predicate":"<http://example.org/b>","object":"c"}]`
	return []call{
		{"index", get, "/", "", "", 200},
		{"add-documents", post, "/api/v1/documents?dry_run=true", "text/plain", speech, 200},
		{"add-documents", post, "/api/v1/documents", "application/json", `{"text":"` + text + `","title":"Bridge"}`, 201},
		{"add-documents", post, "/api/v1/documents", "application/x-ndjson", `{"text":"Lena Holm said no."}` + "\n{}\n", 207},
		{"add-documents", post, "/api/v1/documents", "text/plain", " ", 422},
		{"list-documents", get, "/api/v1/documents?limit=1", "", "", 200},
		{"list-documents", get, "/api/v1/documents?cursor=x", "", "", 400},
		{"get-document", get, "/api/v1/documents/doc:r2", "", "", 200},
		{"get-document", get, "/api/v1/documents/doc:r9", "", "", 404},
		{"list-attributions", get, "/api/v1/attributions?act=recommend&from=2021", "", "", 200},
		{"list-attributions", get, "/api/v1/attributions", "", "", 200},
		{"get-attribution", get, "/api/v1/attributions/attr:b2", "", "", 200},
		{"list-entities", get, "/api/v1/entities?kind=person&q=e", "", "", 200},
		{"get-entity", get, "/api/v1/entities/actor:lena-holm", "", "", 200},
		{"get-entity", get, "/api/v1/entities/actor:nobody", "", "", 404},
		{"get-subgraph", get, "/api/v1/subgraph?root=actor:lena-holm&root=actor:per-ek&depth=2&kind=attribution&predicate=g:made", "", "", 200},
		{"get-subgraph", get, "/api/v1/subgraph?root=actor:nobody", "", "", 404},
		{"get-subgraph", get, "/api/v1/subgraph?root=actor:lena-holm&format=visio", "", "", 422},
		{"post-subgraph", post, "/api/v1/subgraph", "application/json", `{"root":["actor:lena-holm"],"format":"graphology"}`, 200},
		{"get-subgraph", get, "/api/v1/subgraph?root=actor:lena-holm&from=soon", "", "", 400},
		{"post-subgraph", post, "/api/v1/subgraph", "application/json", `{"root":[]}`, 422},
		{"post-subgraph", post, "/api/v1/subgraph", "application/json", "{", 400},
		{"post-subgraph", post, "/api/v1/subgraph", "application/json", `{"root":["actor:nobody"]}`, 404},
		{"list-queries", get, "/api/v1/queries", "", "", 200},
		{"run-query", get, "/api/v1/queries/statements?actor=actor:lena-holm", "", "", 200},
		{"run-query", get, "/api/v1/queries/nothing", "", "", 404},
		{"post-query", post, "/api/v1/queries/statements", "application/json", `{"actor":"actor:lena-holm"}`, 200},
		{"post-query", post, "/api/v1/queries/nothing", "application/json", "{}", 404},
		{"run-query-statements", get, "/api/v1/queries/statements?limit=1&actor=actor:lena-holm", "", "", 200},
		{"run-query", get, "/api/v1/queries/statements", "", "", 400},
		{"post-query", post, "/api/v1/queries/statements", "application/json", "{}", 400},
		{"run-query-statements", get, "/api/v1/queries/statements", "", "", 400},
		{"post-query-statements", post, "/api/v1/queries/statements", "application/json", `{"actor":"actor:lena-holm","words":null}`, 200},
		{"post-query-statements", post, "/api/v1/queries/statements", "application/json", "[]", 400},
		{"run-query-mentioned", get, "/api/v1/queries/mentioned?document=doc:r2", "", "", 200},
		{"run-query-mentioned", get, "/api/v1/queries/mentioned?document=doc:r2&document=doc:r1", "", "", 400},
		{"post-query-mentioned", post, "/api/v1/queries/mentioned?format=csv", "application/x-www-form-urlencoded", "document=doc:r2", 200},
		{"post-query-mentioned", post, "/api/v1/queries/mentioned", "application/x-www-form-urlencoded", "document=r2", 400},
		{"post-query-mentioned", post, "/api/v1/queries/mentioned", "text/plain", "document=doc:r2", 415},
		{"graphql-get", get, "/graphql?query=" + url.QueryEscape("{ documents { totalCount } }"), "", "", 200},
		{"graphql", post, "/graphql", "application/json", `{"query":"{ documents { totalCount } nothing: document(id: \"x\") { id } }","variables":null}`, 200},
		{"graphql", post, "/graphql", "application/json", `{"query":"{ nothing }"}`, 400},
		{"cayley-query", get, "/api/v2/query?lang=gizmo&qu=" + url.QueryEscape(`g.V("actor:per-ek").out().all()`), "", "", 200},
		{"cayley-query", get, "/api/v2/query?lang=sexp&qu=x", "", "", 400},
		{"cayley-query-post", post, "/api/v2/query?lang=graphql", "text/plain", "{ nodes(id: <actor:per-ek>) { id } }", 200},
		{"cayley-query-post", post, "/api/v2/query", "text/plain", "g.V().has(\"none\").all()", 200},
		{"cayley-v1-query", post, "/api/v1/query/mql", "text/plain", `[{"id": "actor:per-ek"}]`, 200},
		{"cayley-query", get, "/api/v2/query?profile=true&limit=1&qu=" + url.QueryEscape(`g.V("actor:per-ek").out().all()`), "", "", 200},
		{"cayley-query", get, "/api/v2/query?explain=true&qu=" + url.QueryEscape(`g.V("actor:per-ek").out().all()`), "", "", 200},
		{"run-query", get, "/api/v1/queries/statements?profile=true&timeout=5s&actor=actor:lena-holm", "", "", 200},
		{"run-query", get, "/api/v1/queries/statements?explain=true&actor=actor:lena-holm", "", "", 200},
		{"cayley-v1-shape", post, "/api/v1/shape/gizmo", "text/plain", `g.V("actor:per-ek").out().all()`, 200},
		{"cayley-v1-write-file", post, "/api/v1/write/file/nquad", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"NQuadFile\"; filename=\"a.nq\"\r\n\r\n" + quad + "\r\n--x--\r\n", 200},
		{"cayley-read", get, "/api/v2/read?sub=actor:per-ek", "", "", 200},
		{"cayley-read-post", post, "/api/v2/read", "application/x-www-form-urlencoded", "sub=actor:per-ek", 200},
		{"cayley-query", get, "/api/v2/query?limit=1&format=csv&qu=" + url.QueryEscape(`g.V("actor:per-ek").out().all()`), "", "", 200},
		{"cayley-gephi", get, "/gephi/gs?limit=5", "", "", 200},
		{"cayley-gephi", get, "/gephi/gs?mode=nodes&limit=-1", "", "", 200},
		{"cayley-gephi", get, "/gephi/gs?mode=drawn", "", "", 422},
		{"cayley-formats", get, "/api/v2/formats", "", "", 200},
		{"cayley-write", post, "/api/v2/write", "application/n-quads", quad, 200},
		{"cayley-write", post, "/api/v2/write", "application/n-quads", "nonsense", 400},
		{"cayley-delete", post, "/api/v2/delete", "application/n-quads", quad, 200},
		{"cayley-v1-write", post, "/api/v1/write", "application/json", quadJSON, 200},
		{"cayley-v1-delete", post, "/api/v1/delete", "application/json", quadJSON, 200},
		{"cayley-node-delete", post, "/api/v2/node/delete", "application/n-quads", "<http://example.org/a>", 404},
		{"withdraw-document", http.MethodDelete, "/api/v1/documents/nothing", "", "", 404},
		{"withdraw-publication", http.MethodDelete, "/api/v1/publications/nothing", "", "", 404},
		{"make-correction", post, "/api/v1/curation?preview=true", "application/json", `{"action":"rename","entity":"actor:lena-holm","name":"L. Holm"}`, 200},
		{"make-correction", post, "/api/v1/curation", "application/json", `{"action":"rename","entity":"actor:lena-holm","name":"L. Holm","by":"ed"}`, 201},
		{"make-correction", post, "/api/v1/curation", "application/json", `{"action":"rename","entity":"actor:lena-holm"}`, 422},
		{"make-correction", post, "/api/v1/curation", "application/json", `{"action":"rename","entity":"actor:nobody","name":"N"}`, 404},
		{"import-corrections", post, "/api/v1/curation/import", "application/x-ndjson", `{"id":"correction:t1","action":"different","a":"actor:lena-holm","b":"actor:per-ek","recorded":"2026-01-01T00:00:00Z"}`, 200},
		{"import-corrections", post, "/api/v1/curation/import", "application/x-ndjson", `{"id":"x"}`, 422},
		{"list-corrections", get, "/api/v1/curation?action=rename&limit=1", "", "", 200},
		{"list-corrections", get, "/api/v1/curation?cursor=x", "", "", 400},
		{"export-corrections", get, "/api/v1/curation/export", "", "", 200},
		{"export-corrections", get, "/api/v1/curation/export?x=1", "", "", 422},
		{"get-correction", get, "/api/v1/curation/correction:t1", "", "", 200},
		{"get-correction", get, "/api/v1/curation/correction:none", "", "", 404},
		{"make-correction", post, "/api/v1/curation", "application/json", `{"action":"merge","keep":"actor:lena-holm","others":["actor:per-ek"]}`, 409},
		{"undo-correction", post, "/api/v1/curation/correction:t1/undo?preview=true", "application/json", "{}", 200},
		{"undo-correction", post, "/api/v1/curation/correction:t1/undo", "application/json", `{"why":"one person"}`, 201},
		{"undo-correction", post, "/api/v1/curation/correction:t1/undo", "application/json", "{}", 409},
		{"get-check", get, "/api/v1/check", "", "", 200},
		{"start-check", post, "/api/v1/check", "", "", 202},
		{"get-check", get, "/api/v1/check", "", "", 200},
		{"livez", get, "/livez", "", "", 200},
		{"readyz", get, "/readyz", "", "", 200},
		{"metrics", get, "/metrics", "", "", 200},
		{"openapi", get, "/openapi.json", "", "", 200},
		{"docs", get, "/docs", "", "", 200},
		{"docs-graphql", get, "/docs/graphql", "", "", 200},

		// The remaining responses that the document declares.
		{"index", get, "/?x=1", "", "", 422},
		{"add-documents", post, "/api/v1/documents", "image/png", "x", 415},
		{"get-attribution", get, "/api/v1/attributions/attr:none", "", "", 404},
		{"list-attributions", get, "/api/v1/attributions?from=soon", "", "", 400},
		{"list-entities", get, "/api/v1/entities?kind=animal", "", "", 422},
		{"list-queries", get, "/api/v1/queries?x=1", "", "", 422},
		{"graphql-get", get, "/graphql", "", "", 400},
		{"cayley-query-post", post, "/api/v2/query?lang=gizmo", "text/plain", "g.V(", 400},
		{"cayley-v1-query", post, "/api/v1/query/mql", "text/plain", "[", 400},
		{"cayley-v1-shape", post, "/api/v1/shape/gizmo", "text/plain", "g.V(", 400},
		{"cayley-v1-write-file", post, "/api/v1/write/file/nquad", "text/plain", "x", 415},
		{"cayley-read", get, "/api/v2/read?format=xls", "", "", 400},
		{"cayley-read-post", post, "/api/v2/read", "application/x-www-form-urlencoded", "format=xls", 400},
		{"cayley-delete", post, "/api/v2/delete", "application/n-quads", "nonsense", 400},
		{"cayley-v1-write", post, "/api/v1/write", "application/json", `[{"subject":""}]`, 400},
		{"cayley-v1-delete", post, "/api/v1/delete", "application/json", "{", 400},
		{"get-check", get, "/api/v1/check?x=1", "", "", 422},
		{"start-check", post, "/api/v1/check?x=1", "", "", 422},
		{"livez", get, "/livez?x=1", "", "", 422},
		{"readyz", get, "/readyz?x=1", "", "", 422},
		{"metrics", get, "/metrics?x=1", "", "", 422},
		{"openapi", get, "/openapi.json?x=1", "", "", 422},
		{"docs", get, "/docs?x=1", "", "", 422},
		{"docs-graphql", get, "/docs/graphql?x=1", "", "", 422},
		{"withdraw-document", http.MethodDelete, "/api/v1/documents/" + added, "", "", 200},
		{"cayley-node-delete", post, "/api/v2/node/delete", "application/n-quads", "<urn:graphd:actor:per-ek>", 200},
		{"withdraw-publication", http.MethodDelete, "/api/v1/publications/publication:r1-82f3e9c695dc6b8d", "", "", 200},
	}
}

// uncalled holds declared responses that no row of calls provokes: one cannot be provoked, clients follow the others
// (TestGraphQLByGet, TestCurationOverHTTP).
var uncalled = []string{"cayley-formats default", "graphql-get 303", "get-entity 308"}

// TestOpenAPI calls every operation of the document and validates requests and responses against it. Each operation is
// called for each response that the document declares; "default" is any error.
func TestOpenAPI(t *testing.T) {
	c := bridged(t, server.ServeLimits{})
	s := newSpecimen(t, c.get("/openapi.json").body)
	called := map[string]bool{}
	for _, call := range calls() {
		t.Run(call.operation+" "+http.StatusText(call.status), func(t *testing.T) {
			c.t = t
			for _, status := range s.hold(t, c, call) {
				called[call.operation+" "+status] = true
			}
		})
	}
	holdFailures(t, s).Range(func(answer, _ any) bool {
		called[answer.(string)], called[strings.Fields(answer.(string))[0]+" default"] = true, true // the others have its form
		return true
	})
	for path, item := range s.document.Paths.Map() {
		for method, operation := range item.Operations() {
			for status := range operation.Responses.Map() {
				answer := operation.OperationID + " " + status
				if !called[answer] && !slices.Contains(uncalled, answer) {
					t.Errorf("%s %s (%s): the answer %s is never called for: add a row to calls", method, path, operation.OperationID, status)
				}
			}
		}
	}
}

package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"

	"graphd/internal/server"
)

// call is one request to an operation; its answer must be as the document says.
type call struct {
	operation, method, path, mediaType, body string
	status                                   int
}

func calls() []call {
	get, post := http.MethodGet, http.MethodPost
	quad := "<http://example.org/a> <http://example.org/b> \"c\" .\n"
	quadJSON := `[{"subject":"<http://example.org/a>","predicate":"<http://example.org/b>","object":"c"}]`
	return []call{
		{"index", get, "/", "", "", 200},
		{"add-documents", post, "/api/v1/documents?dry_run=true", "text/plain", speech, 200},
		{"add-documents", post, "/api/v1/documents", "application/json", `{"text":"Lena Holm said it was safe.","title":"Bridge"}`, 201},
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
		{"list-queries", get, "/api/v1/queries", "", "", 200},
		{"run-query", get, "/api/v1/queries/statements?actor=actor:lena-holm", "", "", 200},
		{"run-query", get, "/api/v1/queries/nothing", "", "", 404},
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
		{"cayley-formats", get, "/api/v2/formats", "", "", 200},
		{"cayley-write", post, "/api/v2/write", "application/n-quads", quad, 200},
		{"cayley-write", post, "/api/v2/write", "application/n-quads", "nonsense", 400},
		{"cayley-delete", post, "/api/v2/delete", "application/n-quads", quad, 200},
		{"cayley-v1-write", post, "/api/v1/write", "application/json", quadJSON, 200},
		{"cayley-v1-delete", post, "/api/v1/delete", "application/json", quadJSON, 200},
		{"cayley-node-delete", post, "/api/v2/node/delete", "application/n-quads", "<http://example.org/a>", 404},
		{"withdraw-document", http.MethodDelete, "/api/v1/documents/nothing", "", "", 404},
		{"livez", get, "/livez", "", "", 200},
		{"readyz", get, "/readyz", "", "", 200},
		{"metrics", get, "/metrics", "", "", 200},
		{"openapi", get, "/openapi.json", "", "", 200},
		{"docs", get, "/docs", "", "", 200},
		{"docs-graphql", get, "/docs/graphql", "", "", 200},
	}
}

// TestOpenAPI calls every operation of the document, and holds requests and answers against it.
func TestOpenAPI(t *testing.T) {
	c := bridged(t, server.Limits{})
	spec := c.get("/openapi.json")
	document, err := openapi3.NewLoader().LoadFromData([]byte(spec.body))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(document.OpenAPI, "3.1") {
		t.Errorf("version %s", document.OpenAPI)
	}
	if err := document.Validate(t.Context(), openapi3.IsOpenAPI31OrLater()); err != nil {
		t.Fatal(err)
	}
	router, err := legacy.NewRouter(document)
	if err != nil {
		t.Fatal(err)
	}
	called := map[string]bool{}
	for _, call := range calls() {
		called[call.operation] = true
		t.Run(call.operation+" "+http.StatusText(call.status), func(t *testing.T) { c.t = t; hold(t, c, router, call) })
	}
	for path, item := range document.Paths.Map() {
		for method, operation := range item.Operations() {
			if !called[operation.OperationID] {
				t.Errorf("%s %s (%s) is never called", method, path, operation.OperationID)
			}
		}
	}
}

func hold(t *testing.T, c *client, router routers.Router, call call) {
	header := []string{}
	if call.mediaType != "" {
		header = []string{"Content-Type", call.mediaType}
	}
	request, err := http.NewRequest(call.method, call.path, strings.NewReader(call.body))
	if err != nil {
		t.Fatal(err)
	}
	if call.mediaType != "" {
		request.Header.Set("Content-Type", call.mediaType)
	}
	route, parameters, err := router.FindRoute(request)
	if err != nil {
		t.Fatal(err)
	}
	if route.Operation.OperationID != call.operation {
		t.Fatalf("goes to %s", route.Operation.OperationID)
	}
	input := &openapi3filter.RequestValidationInput{
		Request: request, Route: route, PathParams: parameters,
		Options: &openapi3filter.Options{ExcludeRequestBody: call.mediaType != "application/json"},
	}
	if err := openapi3filter.ValidateRequest(t.Context(), input); err != nil {
		t.Errorf("request: %v", err)
	}
	got := c.do(call.method, call.path, call.body, header...)
	if got.status != call.status {
		t.Fatalf("%+v", got)
	}
	json := strings.Contains(got.header.Get("Content-Type"), "json")
	output := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: got.status, Header: got.header,
		Options: &openapi3filter.Options{ExcludeResponseBody: !json, IncludeResponseStatus: true},
	}
	output.SetBodyBytes([]byte(got.body))
	if err := openapi3filter.ValidateResponse(t.Context(), output); err != nil {
		t.Errorf("answer: %v\n%s", err, got.body)
	}
}

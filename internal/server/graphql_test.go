package server_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"graphd/internal/server"
)

const (
	graphqlType   = "application/graphql-response+json; charset=utf-8"
	graphqlLegacy = "application/json; charset=utf-8"
)

func (c *client) graphql(body string) answer {
	c.t.Helper()
	return c.do(http.MethodPost, "/graphql", body, "Content-Type", "application/json")
}

// TestGraphQLOverHTTP checks statuses and media types by the specification of GraphQL over HTTP.
func TestGraphQLOverHTTP(t *testing.T) {
	c := bridged(t, server.ServeLimits{Query: 4000})
	const good, answerOfGood = `{"query":"{ document(id: \"r1\") { title } }"}`, `{"data":{"document":{"title":"Bridge report"}}}`
	for name, test := range map[string]struct {
		body, contentType, accept string
		status                    int
		mediaType, holds          string
	}{
		"good":                    {good, "application/json", "", 200, graphqlType, answerOfGood},
		"good, with charset":      {good, "application/json; charset=utf-8", "*/*", 200, graphqlType, answerOfGood},
		"good, older client":      {good, "application/json", "application/json", 200, graphqlLegacy, answerOfGood},
		"weighted":                {good, "application/json", "application/json;q=0.5, application/graphql-response+json", 200, graphqlType, answerOfGood},
		"nothing acceptable":      {good, "application/json", "image/png", 406, "application/problem+json", "not-acceptable"},
		"one field at fault":      {`{"query":"{ a: documents(after: \"x\") { nodes { id } } document(id: \"r1\") { id } }"}`, "application/json", "", 200, graphqlType, "urn:graphd:problem:bad-cursor"},
		"variables":               {`{"query":"query Q($id: ID!) { document(id: $id) { title } }","operationName":"Q","variables":{"id":"r1"},"extensions":{}}`, "application/json", "", 200, graphqlType, answerOfGood},
		"variable missing":        {`{"query":"query Q($id: ID!) { document(id: $id) { title } }"}`, "application/json", "", 400, graphqlType, "id"},
		"unknown field":           {`{"query":"{ nothing }"}`, "application/json", "", 400, graphqlType, `"line":1`},
		"unknown field, older":    {`{"query":"{ nothing }"}`, "application/json", "application/json", 200, graphqlLegacy, `"line":1`},
		"syntax":                  {`{"query":"{"}`, "application/json", "", 400, graphqlType, "syntax error"},
		"mutation":                {`{"query":"mutation { drop }"}`, "application/json", "", 400, graphqlType, "mutation"},
		"no query":                {`{}`, "application/json", "", 400, graphqlType, "query"},
		"not JSON":                {`query`, "application/json", "", 400, graphqlType, "urn:graphd:problem:bad-body"},
		"not JSON, older":         {`query`, "application/json", "application/json", 400, graphqlLegacy, "urn:graphd:problem:bad-body"},
		"a list":                  {`[` + good + `]`, "application/json", "", 400, graphqlType, "one request at a time"},
		"variables not an object": {`{"query":"{ documents { totalCount } }","variables":[1]}`, "application/json", "", 400, graphqlType, "variables"},
		"another media type":      {good, "text/plain", "", 415, graphqlType, "application/json"},
		"too long":                {`{"query":"` + strings.Repeat(" ", 5000) + `"}`, "application/json", "", 413, graphqlType, "too-large"},
		"too deep":                {`{"query":"{ documents {` + strings.Repeat("nodes{attributions{nodes{document{documents:attributions{", 6) + `totalCount` + strings.Repeat("}}}}}", 6) + `}}"}`, "application/json", "", 400, graphqlType, "max depth"},
	} {
		t.Run(name, func(t *testing.T) {
			got := c.do(http.MethodPost, "/graphql", test.body, "Content-Type", test.contentType, "Accept", test.accept)
			if got.status != test.status || got.header.Get("Content-Type") != test.mediaType || !strings.Contains(got.body, test.holds) {
				t.Errorf("%d %s %s", got.status, got.header.Get("Content-Type"), got.body)
			}
			if !json.Valid([]byte(got.body)) || strings.Contains(got.body, `"data"`) && got.status != 200 {
				t.Errorf("%d %s", got.status, got.body)
			}
		})
	}
}

func TestGraphQLByGet(t *testing.T) {
	c := bridged(t, server.ServeLimits{})
	query := url.Values{"query": {"query Q($id: ID!) { document(id: $id) { title } }"}, "operationName": {"Q"}, "variables": {`{"id":"r1"}`}}
	if got := c.get("/graphql?" + query.Encode()); got.status != 200 || !strings.Contains(got.body, "Bridge report") {
		t.Errorf("%+v", got)
	}
	query.Set("variables", "id")
	if got := c.get("/graphql?" + query.Encode()); got.status != 400 || !strings.Contains(got.body, "bad-parameter") {
		t.Errorf("%+v", got)
	}
	if got := c.get("/graphql"); got.status != 400 || !strings.Contains(got.body, `"errors"`) {
		t.Errorf("%+v", got)
	}
	if got := c.get("/graphql", "Accept", "text/html,*/*;q=0.8"); !strings.Contains(got.body, "console.js") {
		t.Errorf("a browser that asks nothing: %+v", got)
	}
}

// TestGraphQLLimits checks the statuses and hints of a request that costs too much, of a deadline and of a busy server, and
// that the server answers the next request.
func TestGraphQLLimits(t *testing.T) {
	c := bridged(t, server.ServeLimits{})
	var aliases strings.Builder
	for i := range 1100 {
		aliases.WriteString("a" + string(rune('a'+i%26)) + strings.Repeat("x", i/26) + ": __schema { types { fields { name type { name } } } } ")
	}
	body, err := json.Marshal(map[string]string{"query": "{" + aliases.String() + "}"})
	if err != nil {
		t.Fatal(err)
	}
	if got := c.graphql(string(body)); got.status != 422 || !strings.Contains(got.body, "exceeds the cost limit of 100000") || !strings.Contains(got.body, "query-too-expensive") || strings.Contains(got.body, `"data"`) {
		t.Errorf("%d %.300s", got.status, got.body)
	}
	short := newClient(t, server.ServeLimits{Deadline: time.Nanosecond})
	if got := short.graphql(`{"query":"{ documents { totalCount } }"}`); got.status != http.StatusGatewayTimeout || !strings.Contains(got.body, "urn:graphd:problem:timeout") {
		t.Errorf("%+v", got)
	}
	if got := c.graphql(`{"query":"{ documents { totalCount } }"}`); got.status != 200 || got.body != `{"data":{"documents":{"totalCount":3}}}`+"\n" {
		t.Errorf("%+v", got)
	}
}

// TestGraphQLConcurrently checks that many clients at once get the same complete response.
func TestGraphQLConcurrently(t *testing.T) {
	c := bridged(t, server.ServeLimits{Wait: 20 * time.Second})
	const query = `{"query":"{ attributions { totalCount nodes { text source { names } about { name } document { authors } continuedBy { id } } } }"}`
	want := c.graphql(query).body
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			got, err := c.try(t.Context(), http.MethodPost, "/graphql", strings.NewReader(query), "Content-Type", "application/json")
			if err != nil || got.body != want {
				t.Errorf("%v %s", err, got.body)
			}
		})
	}
	wg.Wait()
}

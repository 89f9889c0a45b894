package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"graphd/internal/server"
)

const endless = "while (true) {}"

func problemType(t *testing.T, a answer) string {
	t.Helper()
	var p struct{ Type string }
	if err := json.Unmarshal([]byte(a.body), &p); err != nil {
		t.Fatalf("%v: %+v", err, a)
	}
	return strings.TrimPrefix(p.Type, "urn:graphd:problem:")
}

func TestTooLargeBodies(t *testing.T) {
	c := newClient(t, server.ServeLimits{Document: 1000, Query: 1000, Quads: 1000})
	long := strings.Repeat("Ann Lee said it rained. ", 100)
	quad := "<http://example.org/a> <http://example.org/b> \"" + long + "\" .\n"
	for _, test := range []struct{ path, mediaType, body string }{
		{"/api/v1/documents", "text/plain", long},
		{"/api/v1/documents", "application/x-ndjson", `{"text":"` + long + `"}`},
		{"/api/v1/documents?dry_run=true", "text/markdown", long},
		{"/api/v2/query", "text/plain", "//" + long},
		{"/api/v1/query/gizmo", "text/plain", "//" + long},
		{"/api/v2/write", "application/n-quads", quad},
		{"/api/v1/write", "application/json", `[{"subject":"` + long + `"}]`},
		{"/api/v2/delete", "application/n-quads", quad},
		{"/api/v2/node/delete", "application/n-quads", `"` + strings.Repeat("x", 200<<10) + `"`},
	} {
		got := c.post(test.path, test.mediaType, test.body)
		if got.status != http.StatusRequestEntityTooLarge || problemType(t, got) != "too-large" {
			t.Errorf("%s: %+v", test.path, got)
		}
		packed := c.do(http.MethodPost, test.path, zipped(t, test.body), "Content-Type", test.mediaType, "Content-Encoding", "gzip")
		if packed.status != http.StatusRequestEntityTooLarge {
			t.Errorf("%s, compressed: %+v", test.path, packed)
		}
	}
	if got := c.get("/api/v2/read"); got.body != "" {
		t.Errorf("a part was written: %s", got.body)
	}
}

func TestCompressedBodies(t *testing.T) {
	c := newClient(t, server.ServeLimits{})
	quad := "<http://example.org/a> <http://example.org/b> \"c\" .\n"
	for path, want := range map[string]string{"/api/v2/write": "wrote 1", "/api/v2/delete": "deleted 1"} {
		if path == "/api/v2/delete" {
			c.post("/api/v2/write", "application/n-quads", quad)
		}
		got := c.do(http.MethodPost, path, zipped(t, quad), "Content-Encoding", "gzip")
		if got.status != http.StatusOK || !strings.Contains(got.body, want) {
			t.Errorf("%s: %+v", path, got)
		}
	}
	for encoding, want := range map[string]int{"br": http.StatusUnsupportedMediaType, "gzip": http.StatusBadRequest} {
		if got := c.do(http.MethodPost, "/api/v2/write", "not packed", "Content-Encoding", encoding); got.status != want {
			t.Errorf("%s: %+v", encoding, got)
		}
	}
}

func TestDeadline(t *testing.T) {
	c := newClient(t, server.ServeLimits{Deadline: 100 * time.Millisecond})
	for _, path := range []string{"/api/v2/query", "/api/v1/query/gizmo"} {
		got := c.post(path, "text/plain", endless)
		if got.status != http.StatusGatewayTimeout || problemType(t, got) != "timeout" || !strings.Contains(got.body, `"error"`) {
			t.Errorf("%s: %+v", path, got)
		}
	}
	if got := c.get("/livez"); got.status != http.StatusOK {
		t.Errorf("%+v", got)
	}
}

// TestDeadlineAfterFirstRow checks that a query that times out after its first rows reports it after them.
func TestDeadlineAfterFirstRow(t *testing.T) {
	c := newClient(t, server.ServeLimits{Deadline: 200 * time.Millisecond})
	got := c.post("/api/v2/query", "text/plain", "g.emit(1); "+endless)
	var result struct {
		Result   []any
		Complete bool
		Error    string
	}
	if err := json.Unmarshal([]byte(got.body), &result); err != nil {
		t.Fatal(err, got.body)
	}
	if len(result.Result) != 1 || result.Complete || result.Error == "" {
		t.Errorf("%s", got.body)
	}
}

func TestRowLimit(t *testing.T) {
	c := newClient(t, server.ServeLimits{})
	for limit, want := range map[string]string{
		"3": `{"result":[0
,1
,2
],"complete":false,"reason":"the limit of 3 rows was reached; there are more","next":"*.3"}`,
		"-1": `,149
],"complete":true}`,
		"": `,99
],"complete":false,"reason":"the limit of 100 rows was reached; there are more","next":"*.100"}`,
	} {
		got := c.post("/api/v2/query?limit="+limit, "text/plain", "for (var i = 0; i < 150; i++) g.emit(i)")
		body := tokens.ReplaceAllString(strings.TrimSpace(got.body), `"next":"*.`)
		if got.status != http.StatusOK || !strings.HasSuffix(body, want) {
			t.Errorf("limit %q: %+v", limit, got)
		}
	}
}

// TestBusyServer checks that one query too many gets the status 429, and that slots become free when clients disconnect.
func TestBusyServer(t *testing.T) {
	c := newClient(t, server.ServeLimits{Concurrency: 1, Wait: time.Millisecond, Deadline: 20 * time.Second})
	gone := c.endlessly(t)
	busy := func() bool {
		return c.post("/api/v2/query", "text/plain", "g.emit(1)").status == http.StatusTooManyRequests
	}
	eventually(t, "the endless query has its slot", busy)
	got := c.post("/api/v2/query", "text/plain", "g.emit(1)")
	if got.header.Get("Retry-After") == "" || problemType(t, got) != "busy" {
		t.Errorf("%+v", got)
	}
	if got := c.graphql(`{"query":"{ documents { totalCount } }"}`); got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") == "" || !strings.Contains(got.body, "urn:graphd:problem:busy") {
		t.Errorf("GraphQL does not wait for a slot: %+v", got)
	}
	if got := c.get("/api/v1/documents"); got.status != http.StatusOK {
		t.Errorf("lists wait for queries: %+v", got)
	}
	if got := c.post("/api/v1/documents", "text/plain", "Ann Lee said it rained."); got.status != http.StatusCreated {
		t.Errorf("documents wait for queries: %+v", got)
	}
	gone()
	eventually(t, "the slot is free again", func() bool { return !busy() })
}

// endlessly starts a query without an end and returns a function that disconnects its client.
func (c *client) endlessly(t *testing.T) (leave func()) {
	ctx, cancel := context.WithCancel(t.Context())
	gone := make(chan error, 1)
	go func() {
		_, err := c.try(ctx, http.MethodPost, "/api/v2/query", strings.NewReader(endless))
		gone <- err
	}()
	return func() {
		cancel()
		if err := <-gone; err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
}

// TestShortQueriesGoFirst checks that short queries get slots while endless ones run, and that surplus endless ones end.
func TestShortQueriesGoFirst(t *testing.T) {
	c := newClient(t, server.ServeLimits{Concurrency: 1, Detached: 1, Wait: 10 * time.Second, Deadline: 20 * time.Second})
	defer c.endlessly(t)()
	last := make(chan answer, 1)
	eventually(t, "the first has its slot", func() bool { return strings.Contains(c.get("/metrics").body, "in_flight 2") })
	go func() { last <- c.post("/api/v2/query", "text/plain", endless) }()
	eventually(t, "the last waits", func() bool { return strings.Contains(c.get("/metrics").body, "in_flight 3") })
	if got := c.press(t, last); got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") == "" {
		t.Errorf("%+v", got)
	}
}

// press runs short queries until the query that has to end is answered.
func (c *client) press(t *testing.T, leaves <-chan answer) answer {
	for {
		select {
		case got := <-leaves:
			return got
		default:
		}
		if got := c.post("/api/v2/query", "text/plain", "g.emit(1)"); got.status != http.StatusOK {
			t.Errorf("%+v", got)
		}
	}
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 1000 {
		if is() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("timed out waiting until %s", what)
}

package server_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"graphd/internal/graph"
	"graphd/internal/ingest"
	"graphd/internal/library"
	"graphd/internal/server"
)

// shared returns a client of a server over an empty store that allows these origins.
func shared(t *testing.T, origins ...string) (*client, error) {
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	s, err := server.New(server.Config{Store: store, Library: library.New(store, &ingest.Pipeline{}), Logger: quiet(t), Origins: origins})
	if err != nil {
		return nil, err
	}
	ts := httptest.NewServer(s.Handler())
	t.Cleanup(ts.Close)
	return &client{t, ts.URL, ts.Client()}, nil
}

// TestOrigins sends the requests that browsers send for pages of other sites.
func TestOrigins(t *testing.T) {
	const page, other = "https://page.example", "https://other.example"
	for _, test := range []struct {
		allowed []string
		origin  string
		want    bool
	}{
		{nil, page, false},
		{[]string{page}, page, true},
		{[]string{page}, other, false},
		{[]string{page, "http://127.0.0.1:8000"}, "http://127.0.0.1:8000", true},
		{[]string{"*"}, other, true},
	} {
		c, err := shared(t, test.allowed...)
		if err != nil {
			t.Fatal(err)
		}
		from := []string{"Origin", test.origin, "Sec-Fetch-Site", "cross-site"}
		allowed, posted := "", http.StatusForbidden
		if test.want {
			allowed, posted = test.origin, http.StatusOK
		}
		asked := c.do(http.MethodOptions, "/api/v2/query", "", append(from, "Access-Control-Request-Method", "POST")...)
		if asked.status != http.StatusOK || asked.body != "" || asked.header.Get("Allow") != "OPTIONS, GET, POST" {
			t.Errorf("%q from %s: %+v", test.allowed, test.origin, asked)
		}
		if test.want { // what `cayley http` answers
			for name, want := range map[string]string{
				"Access-Control-Allow-Headers": "Accept, Content-Type, Content-Length, Accept-Encoding, X-CSRF-Token, Authorization",
				"Access-Control-Allow-Methods": "POST, GET, OPTIONS, PUT, DELETE",
			} {
				if got := asked.header.Get(name); got != want {
					t.Errorf("%s: %q", name, got)
				}
			}
		}
		read := c.get("/api/v1/documents", from...)
		failed := c.get("/api/v1/documents/none", from...)
		for _, got := range []answer{asked, read, failed} {
			if got.header.Get("Access-Control-Allow-Origin") != allowed || slices.Contains(got.header.Values("Vary"), "Origin") != (test.allowed != nil) {
				t.Errorf("%q from %s: %v", test.allowed, test.origin, got.header)
			}
		}
		if got := c.do(http.MethodPost, "/api/v1/write", "[]", from...); got.status != posted {
			t.Errorf("%q from %s: %+v", test.allowed, test.origin, got)
		}
		if got := c.do(http.MethodPost, "/api/v1/write", "[]"); got.status != http.StatusOK {
			t.Errorf("%q, from no page: %+v", test.allowed, got)
		}
	}
	for _, bad := range []string{"page.example", "https://page.example/path", ""} {
		if _, err := shared(t, bad); err == nil {
			t.Errorf("%q is taken for an origin", bad)
		}
	}
}

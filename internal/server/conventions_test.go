package server_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"graphd/api"
	"graphd/internal/graph"
	"graphd/internal/server"
)

func TestETag(t *testing.T) {
	c := bridged(t, server.ServeLimits{})
	for _, path := range []string{"/api/v1/documents/r2", "/api/v1/entities/actor:lena-holm", "/api/v1/attributions/b2", "/api/v1/subgraph?root=actor:lena-holm&format=csv"} {
		first := c.get(path)
		tag := first.header.Get("ETag")
		if first.status != http.StatusOK || tag == "" {
			t.Fatalf("%s: %+v", path, first)
		}
		for _, known := range []string{tag, `"other", ` + tag, "*"} {
			if again := c.get(path, "If-None-Match", known); again.status != http.StatusNotModified || again.body != "" || again.header.Get("ETag") != tag {
				t.Errorf("%s with %s: %+v", path, known, again)
			}
		}
		c.post("/api/v1/write", "application/json", `[{"subject":"<urn:graphd:actor:lena-holm>","predicate":"<http://www.w3.org/2000/01/rdf-schema#label>","object":"Lena Holm, Minister","label":"<urn:graphd:graph:reference>"}]`)
		if changed := c.get(path, "If-None-Match", tag); changed.status != http.StatusOK {
			t.Errorf("%s: changed, but %d", path, changed.status)
		}
		c.post("/api/v1/delete", "application/json", `[{"subject":"<urn:graphd:actor:lena-holm>","predicate":"<http://www.w3.org/2000/01/rdf-schema#label>","object":"Lena Holm, Minister","label":"<urn:graphd:graph:reference>"}]`)
	}
}

func TestEscapedIDs(t *testing.T) {
	c := bridged(t, server.ServeLimits{})
	for _, path := range []string{
		"/api/v1/entities/actor:lena-holm", "/api/v1/entities/actor%3Alena-holm", "/api/v1/entities/urn%3Agraphd%3aactor%3Alena-holm",
		"/api/v1/documents/doc:r2", "/api/v1/documents/doc%3Ar2", "/api/v1/documents/%72%32",
	} {
		if got := c.get(path); got.status != http.StatusOK {
			t.Errorf("%s: %+v", path, got)
		}
	}
	if got := c.get("/api/v1/documents/a%252Fb"); got.status != http.StatusNotFound || !strings.Contains(got.body, `a%2Fb`) {
		t.Errorf("escaped twice: %+v", got)
	}
}

func TestGzip(t *testing.T) {
	c := bridged(t, server.ServeLimits{})
	for _, path := range []string{"/api/v1/documents/r2", "/api/v1/attributions?format=csv", "/api/v2/read", "/docs", "/api/v1/documents/nothing", "/livez"} {
		plain, packed := c.get(path, "X-Request-Id", "same"), c.get(path, "X-Request-Id", "same", "Accept-Encoding", "br, gzip;q=0.5")
		want := "gzip"
		if len(plain.body) < 1400 {
			want = "" // too short to compress
		}
		if packed.header.Get("Content-Encoding") != want || plain.header.Get("Content-Encoding") != "" {
			t.Errorf("%s: encodings %q and %q", path, packed.header.Get("Content-Encoding"), plain.header.Get("Content-Encoding"))
			continue
		}
		if got := packed.text(t); got != plain.body {
			t.Errorf("%s: packed %q, plain %q", path, got, plain.body)
		}
		if !strings.Contains(packed.header.Get("Vary"), "Accept-Encoding") {
			t.Errorf("%s: Vary is %q", path, packed.header.Get("Vary"))
		}
	}
	tag := c.get("/api/v1/documents/r2").header.Get("ETag")
	unchanged := c.get("/api/v1/documents/r2", "Accept-Encoding", "gzip", "If-None-Match", tag)
	if unchanged.status != http.StatusNotModified || unchanged.body != "" {
		t.Errorf("%+v", unchanged)
	}
	if refused := c.get("/api/v1/documents", "Accept-Encoding", "gzip;q=0"); refused.header.Get("Content-Encoding") != "" {
		t.Errorf("packed for a client that refuses it")
	}
}

func TestRequestID(t *testing.T) {
	c := newClient(t, server.ServeLimits{})
	if got := c.get("/livez", "X-Request-Id", "abc-1.2").header.Get("X-Request-Id"); got != "abc-1.2" {
		t.Errorf("the client's id became %q", got)
	}
	for _, bad := range []string{"", "with space", strings.Repeat("x", 65), "ünïcode"} {
		if got := c.get("/livez", "X-Request-Id", bad).header.Get("X-Request-Id"); got == bad || got == "" {
			t.Errorf("for %q the id is %q", bad, got)
		}
	}
}

func TestHead(t *testing.T) {
	c := bridged(t, server.ServeLimits{})
	got := c.do(http.MethodHead, "/api/v1/documents/r2", "")
	if got.status != http.StatusOK || got.body != "" || got.header.Get("ETag") != c.get("/api/v1/documents/r2").header.Get("ETag") {
		t.Errorf("%+v", got)
	}
	if got := c.do(http.MethodHead, "/api/v1/documents/nothing", ""); got.status != http.StatusNotFound {
		t.Errorf("%+v", got)
	}
}

var nextLink = regexp.MustCompile(`^<([^>]+)>; rel="next"$`)

// TestLinkHeadersLeadThroughTheList follows the Link headers of a list to its end.
func TestLinkHeadersLeadThroughTheList(t *testing.T) {
	c := bridged(t, server.ServeLimits{})
	var lines []string
	pages := 0
	for path := "/api/v1/attributions?limit=1&format=ndjson&form=indirect"; path != ""; pages++ {
		got := c.get(path)
		if got.status != http.StatusOK {
			t.Fatalf("%s: %+v", path, got)
		}
		page := strings.Split(strings.TrimSpace(got.body), "\n")
		lines = append(lines, page[:len(page)-1]...)
		end := page[len(page)-1]
		path = ""
		if link := nextLink.FindStringSubmatch(got.header.Get("Link")); link != nil {
			path = link[1]
		}
		if complete := strings.HasPrefix(end, `{"complete":true`); complete != (path == "") {
			t.Errorf("the page ends in %s, its link is %q", end, path)
		}
	}
	if pages != 3 || len(lines) != 3 || lines[0] == lines[1] {
		t.Errorf("%d pages: %q", pages, lines)
	}
}

// TestCrossSiteRequests checks that requests of other sites' pages are rejected.
func TestCrossSiteRequests(t *testing.T) {
	c := newClient(t, server.ServeLimits{})
	got := c.do(http.MethodPost, "/api/v1/documents", "x", "Content-Type", "text/plain", "Sec-Fetch-Site", "cross-site")
	if got.status != http.StatusForbidden || !strings.Contains(got.body, "urn:graphd:problem:cross-site") {
		t.Errorf("%+v", got)
	}
	got = c.do(http.MethodPost, "/api/v1/write", "[]", "Origin", "https://evil.example")
	if got.status != http.StatusForbidden || !strings.Contains(got.body, `"error"`) {
		t.Errorf("%+v", got)
	}
	if got := c.get("/livez"); got.header.Get("Access-Control-Allow-Origin") != "" || got.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%v", got.header)
	}
}

func TestPages(t *testing.T) {
	c := bridged(t, server.ServeLimits{})
	welcome := c.get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	if welcome.status != http.StatusOK || !strings.HasPrefix(welcome.header.Get("Content-Type"), "text/html") {
		t.Fatalf("%+v", welcome)
	}
	docs := c.get("/docs")
	for _, page := range []answer{welcome, docs} {
		if strings.Contains(page.body, "<script>") || strings.Contains(page.body, "http://") || strings.Contains(page.body, "https://") {
			t.Errorf("a page that is not by itself: %.300s", page.body)
		}
		for _, link := range regexp.MustCompile(`href="(/[^"]*)"`).FindAllStringSubmatch(page.body, -1) {
			if got := c.get(strings.ReplaceAll(link[1], "&amp;", "&")); got.status != http.StatusOK {
				t.Errorf("%s: %d", link[1], got.status)
			}
		}
	}
	for _, anchor := range regexp.MustCompile(`href="#([^"]*)"`).FindAllStringSubmatch(docs.body, -1) {
		if !strings.Contains(docs.body, `id="`+anchor[1]+`"`) {
			t.Errorf("nothing at #%s", anchor[1])
		}
	}
	// The server must accept what the form sends, including empty fields.
	if got := c.get("/api/v1/attributions?q=safe&act=&from=&to=&format=table"); got.status != http.StatusOK || !strings.Contains(got.body, "SAFE") {
		t.Errorf("%+v", got)
	}
}

func TestMetrics(t *testing.T) {
	c := newClient(t, server.ServeLimits{})
	c.get("/api/v1/documents")
	c.get("/api/v1/documents/a")
	c.get("/api/v1/documents/b")
	c.get("/nowhere/1")
	c.do("BREW", "/nowhere/2", "")
	got := c.get("/metrics").body
	for _, line := range []string{
		`graphd_http_requests_total{method="GET",route="/api/v1/documents",status="200"} 1`,
		`graphd_http_requests_total{method="GET",route="/api/v1/documents/:id",status="404"} 2`,
		`graphd_http_requests_total{method="GET",route="none",status="404"} 1`,
		`graphd_http_requests_total{method="other",route="none",status="404"} 1`,
		`graphd_http_requests_in_flight 1`, `go_goroutines`,
	} {
		if !strings.Contains(got, line) {
			t.Errorf("no %s in %s", line, got)
		}
	}
}

func TestNotReady(t *testing.T) {
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	handler := overStore(t, store, server.ServeLimits{}).Handler()
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{
		"/livez": http.StatusOK, "/readyz": http.StatusServiceUnavailable, "/api/v1/documents": http.StatusServiceUnavailable,
	} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != want {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}

// TestLists checks the conventions of lists for every operation of the API that takes a cursor and no id.
func TestLists(t *testing.T) {
	c := bridged(t, server.ServeLimits{})
	var spec struct {
		Paths map[string]struct {
			Get *struct{ Parameters []struct{ Name string } }
		}
	}
	if err := json.Unmarshal([]byte(c.get("/openapi.json").body), &spec); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"L. Holm", "Lena A. Holm"} {
		if got := c.post("/api/v1/curation", "application/json", `{"action":"rename","entity":"actor:lena-holm","name":"`+name+`"}`); got.status != http.StatusCreated {
			t.Fatalf("%+v", got)
		}
	}
	lists := 0
	for path, item := range spec.Paths {
		if item.Get == nil || !strings.HasPrefix(path, "/api/v1/") || strings.Contains(path, "{") || strings.HasPrefix(path, "/api/v1/queries/") ||
			!slices.ContainsFunc(item.Get.Parameters, func(p struct{ Name string }) bool { return p.Name == "cursor" }) {
			continue
		}
		lists++
		t.Run(path, func(t *testing.T) {
			c.t = t
			holdList(t, c, path)
		})
	}
	if lists < 4 {
		t.Errorf("only %d lists", lists)
	}
}

func holdList(t *testing.T, c *client, path string) {
	type page struct {
		Items    []json.RawMessage
		Complete bool
		Next     string
	}
	read := func(address string) (page, answer) {
		var p page
		got := c.get(address)
		if err := json.Unmarshal([]byte(got.body), &p); err != nil || got.status != http.StatusOK {
			t.Fatalf("%s: %+v", address, got)
		}
		return p, got
	}
	whole, _ := read(path + "?limit=1000")
	var items []json.RawMessage
	for address := path + "?limit=1"; address != ""; {
		p, got := read(address)
		items = append(items, p.Items...)
		link := nextLink.FindStringSubmatch(got.header.Get("Link"))
		if p.Complete != (p.Next == "") || p.Complete != (link == nil) || strconv.FormatBool(p.Complete) != got.header.Get("Graphd-Complete") || len(p.Items) > 1 {
			t.Fatalf("%s: %+v", address, got)
		}
		tag := got.header.Get("ETag")
		if again := c.get(address, "If-None-Match", tag); tag == "" || again.status != http.StatusNotModified || again.body != "" {
			t.Errorf("%s with its ETag %q: %+v", address, tag, again)
		}
		address = ""
		if link != nil {
			address = link[1]
		}
	}
	if !whole.Complete || len(whole.Items) < 2 || !slices.EqualFunc(items, whole.Items, func(a, b json.RawMessage) bool { return string(a) == string(b) }) {
		t.Errorf("%d items one by one, %d at once, complete: %v", len(items), len(whole.Items), whole.Complete)
	}
	for _, form := range []string{"ndjson", "csv", "table"} {
		if got := c.get(path + "?limit=1&format=" + form); got.status != http.StatusOK || strings.Contains(got.header.Get("Content-Type"), "application/json") || got.header.Get("ETag") == "" {
			t.Errorf("%s: %+v", form, got)
		}
	}
	if packed := c.get(path, "Accept-Encoding", "gzip"); packed.text(t) != c.get(path).body {
		t.Errorf("packed: %+v", packed.header)
	}
	for query, want := range map[string]int{"?cursor=!": http.StatusBadRequest, "?limit=0": http.StatusUnprocessableEntity, "?limit=1001": http.StatusUnprocessableEntity, "?colour=red": http.StatusUnprocessableEntity} {
		var p api.Problem
		got := c.get(path + query)
		if err := json.Unmarshal([]byte(got.body), &p); err != nil || got.status != want || got.header.Get("Content-Type") != "application/problem+json" ||
			!strings.HasPrefix(p.Type, "urn:graphd:problem:") || p.Hint == "" || p.RequestID != got.header.Get("X-Request-Id") {
			t.Errorf("%s: %+v", query, got)
		}
	}
}

package server_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
	"graphd/internal/server"
)

// page is a reply of Cayley's query API, or of a saved query.
type page struct {
	Result, Items []any
	Complete      bool
	Reason, Next  string
}

func (c *client) page(path, query string) page {
	c.t.Helper()
	got := c.do(http.MethodPost, path, query)
	if strings.HasPrefix(path, "/api/v1/queries") {
		got = c.get(path)
	}
	var p page
	if err := json.Unmarshal([]byte(got.body), &p); err != nil || got.status != http.StatusOK {
		c.t.Fatalf("%s: %d %s", path, got.status, got.body)
	}
	p.Result = append(p.Result, p.Items...)
	return p
}

// turn reads the pages of a query from its cursor to the end, n rows at a time, and calls between before each page.
func (c *client) turn(path, query string, n int, between func(page int)) (rows []any) {
	c.t.Helper()
	next := ""
	for i := 0; ; i++ {
		between(i)
		p := c.page(fmt.Sprintf("%s&limit=%d&cursor=%s", path, n, url.QueryEscape(next)), query)
		rows = append(rows, p.Result...)
		switch {
		case p.Complete != (p.Next == ""), !p.Complete && !strings.Contains(p.Reason, "limit"):
			c.t.Fatalf("page %d: complete %v, reason %q, next %q", i, p.Complete, p.Reason, p.Next)
		case p.Complete:
			return rows
		case len(p.Result) != n:
			c.t.Fatalf("page %d has %d rows of %d", i, len(p.Result), n)
		}
		next = p.Next
	}
}

// closing serves a store until the test ends, then closes it. Closing fails if a snapshot is still open.
func closing(t *testing.T, limits server.ServeLimits) *client {
	t.Helper()
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Errorf("left open: %v", err)
		}
	})
	c, stop, done := serve(t, overStore(t, store, limits))
	t.Cleanup(func() {
		c.http.CloseIdleConnections()
		stop()
		_ = within(t, 10*time.Second, "the server ends", done)
	})
	return c
}

func (c *client) write(quads string) {
	c.t.Helper()
	if got := c.post("/api/v2/write", "application/n-quads", quads); got.status != http.StatusOK {
		c.t.Fatalf("%+v", got)
	}
}

// numbered returns statements of one actor as N-Quads.
func numbered(from, to int) string {
	var quads []string
	add := func(subject string, predicate quad.IRI, object quad.Value) {
		quads = append(quads, quad.Quad{Subject: quad.IRI(subject), Predicate: predicate, Object: object}.NQuad())
	}
	for i := from; i < to; i++ {
		id := fmt.Sprintf("urn:graphd:attr:%d", i)
		add("urn:graphd:actor:ann", vocab.Made, quad.IRI(id))
		add(id, vocab.Act, quad.IRI(fmt.Sprintf("urn:graphd:act:%d", i%3)))
		add(id, vocab.ContentText, quad.String(fmt.Sprint(i%7)))
	}
	return strings.Join(quads, "\n") + "\n"
}

// TestPagesEqualTheWhole checks in every language that the pages of a query have the rows of the same query without a limit,
// in the same order, whatever is written and deleted between them.
func TestPagesEqualTheWhole(t *testing.T) {
	c := closing(t, server.ServeLimits{})
	c.write(numbered(0, 300))
	for name, q := range map[string]struct{ path, text string }{
		"gizmo":     {"/api/v2/query?lang=gizmo", `g.V().tag("s").out("g:contentText").all()`},
		"script":    {"/api/v2/query?lang=gizmo", `g.V("3").in().forEach(function (row) { g.emit(row.id); g.emit({again: row.id}) })`},
		"version 1": {"/api/v1/query/gizmo?x=", `g.V().has("g:act").all()`},
		"mql":       {"/api/v2/query?lang=mql", `[{"id": null, "g:act": null}]`},
		"saved":     {"/api/v1/queries/statements?actor=actor:ann", ""},
	} {
		for _, n := range []int{7, 1, 0, -1} { // rows of a page; 1, 0 and -1 about the whole
			whole := c.page(q.path+"&limit=-1", q.text)
			if !whole.Complete || len(whole.Result) < 40 {
				t.Fatalf("%s: complete %v with %d rows: %s", name, whole.Complete, len(whole.Result), whole.Reason)
			}
			if n < 2 {
				n += len(whole.Result)
			}
			paged := c.turn(q.path, q.text, n, func(i int) {
				if i == 1 {
					c.write(numbered(1000, 1100))
					c.post("/api/v2/delete", "application/n-quads", numbered(0, 100))
				}
			})
			if !slices.EqualFunc(paged, whole.Result, func(a, b any) bool { return fmt.Sprint(a) == fmt.Sprint(b) }) {
				t.Errorf("%s, %d at a time: %d rows are not the %d asked for at once", name, n, len(paged), len(whole.Result))
			}
			c.write(numbered(0, 100))
			c.post("/api/v2/delete", "application/n-quads", numbered(1000, 1100))
		}
	}
}

const all = `g.V("actor:ann").out("g:made").all()`

// first returns the cursor after the first ten rows.
func (c *client) first() string {
	c.t.Helper()
	next := c.page("/api/v2/query?limit=10", all).Next
	if next == "" {
		c.t.Fatal("no cursor")
	}
	return next
}

// TestUnfitCursors checks the errors of cursors that are malformed or belong to another query.
func TestUnfitCursors(t *testing.T) {
	c := closing(t, server.ServeLimits{})
	c.write(numbered(0, 300))
	next := c.first()
	parts := strings.Split(next, ".")
	with := func(i int, part string) string {
		changed := slices.Clone(parts)
		changed[i] = part
		return strings.Join(changed, ".")
	}
	saved := c.page("/api/v1/queries/statements?actor=actor:ann&limit=10", "").Next
	for name, test := range map[string]struct {
		method, path, query, cursor string
		status                      int
		problem                     string
	}{
		"another query":      {"POST", "/api/v2/query?x=1", `g.V("actor:ann").in().all()`, next, 400, "bad-cursor"},
		"another language":   {"POST", "/api/v2/query?lang=mql", all, next, 400, "bad-cursor"},
		"another form":       {"LINKED", "/api/v2/query?x=1", all, next, 400, "bad-cursor"},
		"another parameter":  {"GET", "/api/v1/queries/statements?actor=actor:ben", "", saved, 400, "bad-cursor"},
		"another page":       {"GET", "/api/v1/queries/statements?actor=actor:ann", "", next, 400, "bad-cursor"},
		"garbage":            {"POST", "/api/v2/query?x=1", all, "garbage", 400, "bad-cursor"},
		"long garbage":       {"POST", "/api/v2/query?x=1", all, strings.Repeat("a.", 5000), 400, "bad-cursor"},
		"cut off":            {"POST", "/api/v2/query?x=1", all, next[:len(next)-4], 400, "bad-cursor"},
		"no rows before":     {"POST", "/api/v2/query?x=1", all, with(3, "0"), 400, "bad-cursor"},
		"rows before none":   {"POST", "/api/v2/query?x=1", all, with(3, "-5"), 400, "bad-cursor"},
		"too many rows":      {"POST", "/api/v2/query?x=1", all, with(3, "99999999999999999999"), 400, "bad-cursor"},
		"forged query":       {"POST", "/api/v2/query?x=1", all, with(2, "AAAAAAAAAAA"), 400, "bad-cursor"},
		"state that is none": {"POST", "/api/v2/query?x=1", all, with(1, "!"), 400, "bad-cursor"},
		"forged state":       {"POST", "/api/v2/query?x=1", all, with(1, "zzz"), 410, "cursor-expired"},
		"another server's":   {"POST", "/api/v2/query?x=1", all, with(0, "ABCDEFGH"), 410, "cursor-expired"},
	} {
		accept := "application/json"
		if test.method == "LINKED" {
			test.method, accept = "POST", "application/ld+json"
		}
		got := c.do(test.method, test.path+"&limit=10&cursor="+url.QueryEscape(test.cursor), test.query, "Accept", accept)
		if got.status != test.status || problemType(t, got) != test.problem || !strings.Contains(got.body, `"hint"`) {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	if p := c.page("/api/v2/query?limit=1000&cursor="+with(3, "299"), all); len(p.Result) != 1 || !p.Complete {
		t.Errorf("a place past the others: %+v", p)
	}
	if p := c.page("/api/v2/query?limit=1000&cursor="+with(3, "100000"), all); len(p.Result) != 0 || !p.Complete {
		t.Errorf("a place past the end: %+v", p)
	}
	if p := c.page("/api/v2/query?limit=25&cursor="+next, all); len(p.Result) != 25 || p.Next == "" {
		t.Errorf("a page of another length: %+v", p)
	}
}

// TestCursorsExpire checks that a cursor remains valid while it is used, and otherwise expires with its version.
func TestCursorsExpire(t *testing.T) {
	const life = 300 * time.Millisecond
	c := closing(t, server.ServeLimits{Cursor: life})
	c.write(numbered(0, 300))
	next := c.first()
	for begun := time.Now(); time.Since(begun) < 2*life; time.Sleep(life / 10) {
		c.page("/api/v2/query?limit=10&cursor="+next, all)
	}
	eventually(t, "no state is kept", func() bool { return strings.Contains(c.get("/metrics").body, "graphd_cursor_states 0") })
	got := c.do(http.MethodPost, "/api/v2/query?limit=10&cursor="+next, all)
	if got.status != http.StatusGone || problemType(t, got) != "cursor-expired" || !strings.Contains(got.body, life.String()) {
		t.Errorf("%d %s", got.status, got.body)
	}
}

// TestVersionsAreShared checks that queries between two changes share a version of the graph, and that beyond the limit
// versions whose cursors are unused are dropped first.
func TestVersionsAreShared(t *testing.T) {
	c := closing(t, server.ServeLimits{Versions: 3})
	c.write(numbered(0, 300))
	read, next := c.first(), ""
	for range 20 {
		next = c.first()
	}
	if got := c.get("/metrics").body; !strings.Contains(got, "graphd_cursor_states 1") {
		t.Errorf("%s", got)
	}
	c.page("/api/v2/query?limit=10&cursor="+read, all)
	unread := ""
	for i := range 10 {
		c.write(numbered(1000+i, 1001+i))
		unread = cmp.Or(unread, c.first())
		c.first()
	}
	if got := c.get("/metrics").body; !strings.Contains(got, "graphd_cursor_states 3") {
		t.Errorf("%s", got)
	}
	for _, cursor := range []string{read, next} { // of one state, which is read on in
		if p := c.page("/api/v2/query?limit=1000&cursor="+cursor, all); len(p.Result) != 290 || !p.Complete {
			t.Errorf("%d rows", len(p.Result))
		}
	}
	if got := c.do(http.MethodPost, "/api/v2/query?limit=10&cursor="+unread, all); got.status != http.StatusGone {
		t.Errorf("%+v", got)
	}
}

// TestFailedPageDoesNotAffectOthers checks that a client that disconnects and a page that times out do not affect other
// readers of the same version.
func TestFailedPageDoesNotAffectOthers(t *testing.T) {
	c := closing(t, server.ServeLimits{})
	c.write(numbered(0, 300))
	const slow = `g.V("actor:ann").out("g:made").in("g:made").out("g:made").in("g:made").out("g:made").all()`
	next := c.page("/api/v2/query?limit=10", slow).Next
	got := c.do(http.MethodPost, "/api/v2/query?limit=-1&timeout=50ms&cursor="+next, slow)
	if !strings.Contains(got.body, "ran out of time") {
		t.Fatalf("%+v", got)
	}
	ctx, leave := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer leave()
	if _, err := c.try(ctx, http.MethodPost, "/api/v2/query?limit=-1&cursor="+next, strings.NewReader(slow)); err == nil {
		t.Fatal("the answer was there before the client had gone")
	}
	if p := c.page("/api/v2/query?limit=20&cursor="+next, slow); len(p.Result) != 20 || p.Next == "" {
		t.Errorf("%+v", p)
	}
}

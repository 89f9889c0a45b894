package server_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"graphd/internal/graph"
	"graphd/internal/server"
)

// tooMuch holds requests with the status 422 for operations without a limit parameter.
var tooMuch = map[string]call{
	"graphql-get":      {path: "/graphql?query=" + url.QueryEscape(costly)},
	"graphql":          {path: "/graphql", mediaType: "application/json", body: `{"query":"` + costly + `"}`},
	"get-subgraph":     {path: "/api/v1/subgraph?root=actor:per-ek&depth=11"},
	"post-subgraph":    {path: "/api/v1/subgraph", mediaType: "application/json", body: `{"root":["actor:per-ek"],"depth":11}`},
	"cayley-v1-shape":  {path: "/api/v1/shape/gizmo", mediaType: "text/plain", body: `var p = g.M().out("a"); while (true) p = p.follow(p)`},
	"cayley-read":      {path: "/api/v2/read?iri=long"},
	"cayley-read-post": {path: "/api/v2/read?iri=long", mediaType: "application/x-www-form-urlencoded", body: "sub=x"},
	"cayley-gephi":     {path: "/gephi/gs?mode=drawn"},
}

// costly is a query that reads the names of everything many times.
var costly = func() string {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, "t%d: __schema { types { fields { name args { name } } } } ", i)
	}
	return "{ " + b.String() + "}"
}()

// failing is a server in a state in which requests fail with one status.
type failing struct {
	*client
	spec   specimen
	status int
	seen   *sync.Map // "operation status" of what was brought about
}

// holdFailures provokes the failures by time, size and load that the document declares for each operation, and returns
// "operation status" of each.
func holdFailures(t *testing.T, spec specimen) *sync.Map {
	var seen sync.Map
	state := func(c *client, status int) failing { return failing{c, spec, status, &seen} }
	t.Run("408", func(t *testing.T) {
		c, _, _ := serve(t, overStore(t, bridge(t), server.ServeLimits{Deadline: 100 * time.Millisecond, Transfer: 200 * time.Millisecond}))
		state(c, http.StatusRequestTimeout).each(t, failing.slowly)
	})
	t.Run("413", func(t *testing.T) {
		c, _, _ := serve(t, overStore(t, bridge(t), server.ServeLimits{Query: 500}))
		state(c, http.StatusRequestEntityTooLarge).each(t, func(f failing, t *testing.T, r call) {
			r.body = strings.Repeat("x", 2<<20)
			f.hold(t, r)
		})
	})
	t.Run("422", func(t *testing.T) {
		c, _, _ := serve(t, overStore(t, bridge(t), server.ServeLimits{}))
		state(c, http.StatusUnprocessableEntity).each(t, func(f failing, t *testing.T, r call) {
			if other, ok := tooMuch[r.operation]; ok {
				r.path, r.mediaType, r.body = other.path, other.mediaType, other.body
			} else {
				r.path = withLimit(t, r.path, "-2")
			}
			f.hold(t, r)
		})
	})
	t.Run("429", func(t *testing.T) {
		c, _, _ := serve(t, overStore(t, bridge(t), server.ServeLimits{Concurrency: 1, Wait: time.Millisecond, Deadline: time.Minute}))
		defer c.endlessly(t)()
		eventually(t, "the only turn is taken", func() bool {
			return c.post("/api/v2/query", "text/plain", "g.emit(1)").status == http.StatusTooManyRequests
		})
		state(c, http.StatusTooManyRequests).each(t, failing.hold)
	})
	t.Run("504", func(t *testing.T) {
		c, _, _ := serve(t, overStore(t, bridge(t), server.ServeLimits{Deadline: time.Nanosecond}))
		state(c, http.StatusGatewayTimeout).each(t, func(f failing, t *testing.T, r call) {
			if r.operation == "cayley-v1-shape" {
				r.body = endless // a short query never runs out of time
			}
			f.hold(t, r)
		})
	})
	return &seen
}

// each sends a request that would otherwise succeed to each operation that declares the status.
func (f failing) each(t *testing.T, fail func(failing, *testing.T, call)) {
	done := map[string]bool{}
	for _, r := range calls() {
		route, _ := f.spec.find(r)
		if route == nil {
			t.Fatalf("%s %s is not %s", r.method, r.path, r.operation)
		}
		if r.status != http.StatusOK || done[r.operation] || route.Operation.Responses.Value(strconv.Itoa(f.status)) == nil {
			continue
		}
		done[r.operation] = true
		r.status = f.status
		t.Run(r.operation, func(t *testing.T) { fail(f, t, r) })
	}
	if len(done) < 5 {
		t.Errorf("only %d operations may fail with %d", len(done), f.status)
	}
}

func (f failing) hold(t *testing.T, r call) {
	c := *f.client
	c.t = t
	got := c.do(r.method, r.path, r.body, "Content-Type", r.mediaType)
	f.note(t, r, got)
}

// slowly sends only the beginning of a body.
func (f failing) slowly(t *testing.T, r call) {
	t.Parallel()
	conn, err := net.Dial("tcp", strings.TrimPrefix(f.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: 10000\r\n\r\n%.3s", r.method, r.path, r.mediaType, r.body)
	if err := conn.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	f.note(t, r, answer{response.StatusCode, response.Header, string(text)})
}

// note validates the reply against the document. In every form it has a type and a hint.
func (f failing) note(t *testing.T, r call, got answer) {
	t.Helper()
	if got.status != r.status {
		t.Fatalf("%d, want %d: %.500s", got.status, r.status, got.body)
	}
	if !strings.Contains(got.body, "urn:graphd:problem:") || !strings.Contains(got.body, `"hint":"`) || !strings.Contains(got.body, `"requestId":"`) {
		t.Errorf("no type, hint or request id: %s", got.body)
	}
	route, _ := f.spec.find(r)
	f.seen.Store(r.operation+" "+f.spec.holdAnswer(t, route, got), true)
}

func withLimit(t *testing.T, address, limit string) string {
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set("limit", limit)
	u.RawQuery = query.Encode()
	return u.String()
}

// bridge returns a store with testdata/bridge.nq.
func bridge(t *testing.T) *graph.Store {
	t.Helper()
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	text, err := os.Open("testdata/bridge.nq")
	if err != nil {
		t.Fatal(err)
	}
	defer text.Close()
	if _, err := store.Load(t.Context(), text, graph.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	return store
}

package server_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"flag"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"graphd/internal/graph"
	"graphd/internal/graph/savedquery"
	"graphd/internal/graph/vocab"
	"graphd/internal/ingest"
	"graphd/internal/library"
	"graphd/internal/server"
	"graphd/quads"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/dlclark/regexp2/v2.runClock")) // runs on for a moment after a match
}

// client talks to one server over real HTTP.
type client struct {
	t    testing.TB
	base string
	http *http.Client
}

// pipeline is created once, since loading its models is slow.
var pipeline = sync.OnceValues(func() (*ingest.Pipeline, error) {
	gazetteer, err := quads.FS.Open("gazetteer.nq")
	if err != nil {
		return nil, err
	}
	defer gazetteer.Close()
	known, err := ingest.ReadGazetteer(gazetteer, vocab.DefaultBase)
	if err != nil {
		return nil, err
	}
	return ingest.New(ingest.FastModels, vocab.DefaultBase, known)
})

// newServer returns a server over an empty store in memory, with the real pipeline.
func newServer(t testing.TB, limits server.ServeLimits) *server.Server {
	t.Helper()
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return overStore(t, store, limits)
}

func overStore(t testing.TB, store *graph.Store, limits server.ServeLimits) *server.Server {
	t.Helper()
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	saved, err := savedquery.Load(store.Base(), savedquery.Folder{Files: os.DirFS("testdata/queries")})
	if err != nil {
		t.Fatal(err)
	}
	s, err := server.New(server.Config{
		Store: store, Library: library.New(store, p), Queries: saved, Limits: limits, Version: "test",
		Logger: quiet(t),
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// newClient returns a client of a server over an empty store.
func newClient(t testing.TB, limits server.ServeLimits) *client {
	t.Helper()
	ts := httptest.NewServer(newServer(t, limits).Handler())
	t.Cleanup(ts.Close)
	transport := &http.Transport{DisableCompression: true}
	t.Cleanup(transport.CloseIdleConnections)
	return &client{t, ts.URL, &http.Client{Transport: transport}}
}

// bridged returns newClient with testdata/bridge.nq in the store.
func bridged(t testing.TB, limits server.ServeLimits) *client {
	t.Helper()
	c := newClient(t, limits)
	text, err := os.ReadFile("testdata/bridge.nq")
	if err != nil {
		t.Fatal(err)
	}
	if got := c.post("/api/v2/write", "application/n-quads", string(text)); got.status != http.StatusOK {
		t.Fatalf("%+v", got)
	}
	return c
}

// answer is a response, read to its end.
type answer struct {
	status int
	header http.Header
	body   string
}

// text returns the body, decompressed if necessary.
func (a answer) text(t testing.TB) string {
	t.Helper()
	if a.header.Get("Content-Encoding") == "gzip" {
		return unzipped(t, a.body)
	}
	return a.body
}

func (c *client) do(method, path, body string, header ...string) answer {
	c.t.Helper()
	a, err := c.try(c.t.Context(), method, path, strings.NewReader(body), header...)
	if err != nil {
		c.t.Fatal(err)
	}
	return a
}

func (c *client) try(ctx context.Context, method, path string, body io.Reader, header ...string) (answer, error) {
	r, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return answer{}, err
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	response, err := c.http.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return answer{response.StatusCode, response.Header, string(text)}, err
}

func (c *client) get(path string, header ...string) answer {
	c.t.Helper()
	return c.do(http.MethodGet, path, "", header...)
}

func (c *client) post(path, mediaType, body string) answer {
	c.t.Helper()
	return c.do(http.MethodPost, path, body, "Content-Type", mediaType)
}

func zipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func unzipped(t testing.TB, text string) string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

// quiet returns a log that is shown only if the test fails.
func quiet(t testing.TB) *slog.Logger { return slog.New(slog.NewTextHandler(t.Output(), nil)) }

package client_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"graphd/api"
	"graphd/client"
)

// answering returns a client of a server that gives every request the same answer.
func answering(t *testing.T, status int, header http.Header, body string) *client.Client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for name, values := range header {
			w.Header()[name] = values
		}
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	t.Cleanup(s.Close)
	c, err := client.New(s.URL + "/")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestNewRefusesAddresses(t *testing.T) {
	for _, address := range []string{"", "localhost:8080", "ftp://example.org", "http://", "http://[::1"} {
		if c, err := client.New(address); err == nil {
			t.Errorf("New(%q) returns a client of %s", address, c.BaseURL())
		}
	}
}

func TestProblems(t *testing.T) {
	for name, test := range map[string]struct {
		status int
		header http.Header
		body   string
		want   api.Problem
		text   string
	}{
		"problem document": {
			422, nil, `{"type":"urn:graphd:problem:invalid-input","title":"Unprocessable Entity","status":422,"detail":"validation failed","hint":"See /docs.","requestId":"r","errors":[{"location":"query.limit","message":"too large"}]}`,
			api.Problem{
				Type: "urn:graphd:problem:invalid-input", Title: "Unprocessable Entity", Status: 422, Detail: "validation failed",
				Hint: "See /docs.", RequestID: "r", Errors: []api.InputFault{{Location: "query.limit", Message: "too large"}},
			},
			"validation failed; limit: too large",
		},
		"fault in the detail": {
			400, nil, `{"status":400,"detail":"line 1: no such step; limit: too large","errors":[{"message":"line 1: no such step"},{"location":"query.limit","message":"too large"}]}`,
			api.Problem{
				Status: 400, Detail: "line 1: no such step; limit: too large",
				Errors: []api.InputFault{{Message: "line 1: no such step"}, {Location: "query.limit", Message: "too large"}},
			},
			"line 1: no such step; limit: too large",
		},
		"busy": {
			429, http.Header{"Retry-After": {"3"}}, `{"title":"Too Many Requests","hint":"Wait."}`,
			api.Problem{Title: "Too Many Requests", Status: 429, Hint: "Wait.", RetryAfter: 3 * time.Second}, "Too Many Requests; wait",
		},
		"Cayley's error":  {400, nil, `{"error":"no such step"}`, api.Problem{Status: 400, Detail: "no such step"}, "no such step"},
		"not of graphd's": {502, nil, "<html>", api.Problem{Status: 502, Title: "Bad Gateway: <html>"}, "Bad Gateway: <html>"},
		"empty":           {404, nil, "{}", api.Problem{Status: 404}, "Not Found"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := answering(t, test.status, test.header, test.body).Document(t.Context(), "doc:a")
			var problem *api.Problem
			if !errors.As(err, &problem) {
				t.Fatalf("error %v is no *api.Problem", err)
			}
			if diff := cmp.Diff(test.want, *problem); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if problem.Error() != test.text {
				t.Errorf("Error() = %q, want %q", problem.Error(), test.text)
			}
		})
	}
}

func TestForeignAnswer(t *testing.T) {
	c := answering(t, 200, nil, "<html>")
	if err := c.Ready(t.Context()); err != nil {
		t.Errorf("Ready reads its answer: %v", err)
	}
	if _, err := c.Entity(t.Context(), "actor:a"); !errors.Is(err, client.ErrForeignAnswer) {
		t.Errorf("Entity: %v", err)
	}
	rows, err := c.Query(t.Context(), "gizmo", "g.V().all()", client.QueryOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for _, err := range rows.All() {
		if !errors.Is(err, client.ErrForeignAnswer) {
			t.Errorf("Query: %v", err)
		}
	}
}

func TestUnreachable(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	c, err := client.New(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	var unreachable *url.Error
	if err := c.Live(t.Context()); !errors.As(err, &unreachable) {
		t.Errorf("Live: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Live(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Live, cancelled: %v", err)
	}
}

func TestRowStream(t *testing.T) {
	for name, test := range map[string]struct {
		body string
		rows []string
		end  api.StreamEnd
		err  error
		text string
	}{
		"complete":    {"{\"a\":1}\n2\n{\"complete\":true,\"count\":2}\n", []string{`{"a":1}`, "2"}, api.StreamEnd{Complete: true, Count: 2}, nil, ""},
		"no rows":     {"{\"complete\":true,\"count\":0}\n", nil, api.StreamEnd{Complete: true}, nil, ""},
		"limited":     {"1\n{\"complete\":false,\"reason\":\"limit\",\"next\":\"x\",\"count\":1}\n", []string{"1"}, api.StreamEnd{Reason: "limit", Next: "x", Count: 1}, nil, ""},
		"failed":      {"1\n{\"complete\":false,\"error\":\"out of time\",\"count\":1}\n", []string{"1"}, api.StreamEnd{Error: "out of time", Count: 1}, nil, "out of time"},
		"without end": {"{\"a\":1}\n{\"a\":2}\n", []string{`{"a":1}`}, api.StreamEnd{}, client.ErrCutOff, ""},
		"in a row":    {"{\"a\":1}\n{\"a\":", nil, api.StreamEnd{}, client.ErrCutOff, ""},
		"empty":       {"", nil, api.StreamEnd{}, client.ErrCutOff, ""},
	} {
		t.Run(name, func(t *testing.T) {
			stream, err := answering(t, 200, nil, test.body).Query(t.Context(), "gizmo", "g", client.QueryOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer stream.Close()
			var rows []string
			var failed error
			for row, err := range stream.All() {
				if failed = err; err == nil {
					rows = append(rows, string(row))
				}
			}
			if !slices.Equal(rows, test.rows) {
				t.Errorf("rows %q, want %q", rows, test.rows)
			}
			if diff := cmp.Diff(test.end, stream.End()); diff != "" {
				t.Errorf("end, -want +got:\n%s", diff)
			}
			switch {
			case test.err != nil && !errors.Is(failed, test.err):
				t.Errorf("error %v, want %v", failed, test.err)
			case test.err == nil && test.text != fmt.Sprint(failed) && (test.text != "" || failed != nil):
				t.Errorf("error %v, want %q", failed, test.text)
			}
		})
	}
}

func TestAllStops(t *testing.T) {
	asked := 0
	page := func(cursor string) (api.Page[int], error) {
		if asked++; cursor == "2" {
			return api.Page[int]{}, errors.New("gone")
		}
		return api.Page[int]{Items: []int{asked}, Next: fmt.Sprint(asked)}, nil
	}
	var items []int
	for item, err := range client.All(page) {
		if err != nil {
			items = append(items, -1)
			continue
		}
		items = append(items, item)
	}
	if !slices.Equal(items, []int{1, 2, -1}) {
		t.Errorf("items %v", items)
	}
	asked = 0
	for _, err := range client.All(page) {
		if err != nil {
			t.Error(err)
		}
		break
	}
	if asked != 1 {
		t.Errorf("%d pages were requested for one item", asked)
	}
}

// TestParameters checks the addresses and headers of requests.
func TestParameters(t *testing.T) {
	var got *http.Request
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r
		fmt.Fprint(w, "{}")
	}))
	defer s.Close()
	c, err := client.New(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	for want, call := range map[string]func() error{
		"GET /api/v1/documents?from=2020&limit=5&q=a+b": func() error {
			_, err := c.Documents(ctx, api.DocumentQuery{Q: "a b", From: "2020"}, api.PageQuery{Limit: 5})
			return err
		},
		"GET /api/v1/attributions?act=deny&body=body%3Aun&cursor=x": func() error {
			_, err := c.Attributions(ctx, api.AttributionQuery{Act: "deny", OfBody: "body:un"}, api.PageQuery{Cursor: "x"})
			return err
		},
		"GET /api/v1/subgraph?depth=2&predicate=g%3Asaid&root=actor%3Aa&root=actor%3Ab&values=true": func() error {
			graph, err := c.Subgraph(ctx, api.SubgraphQuery{
				Root: []string{"actor:a", "actor:b"}, Depth: 2, Predicate: []string{"g:said"}, Values: true,
			})
			return errors.Join(err, graph.Close())
		},
		"POST /api/v2/query?lang=mql&limit=-1&timeout=1.5s": func() error {
			rows, err := c.Query(ctx, "mql", "[{}]", client.QueryOptions{Limit: -1, Timeout: 1500 * time.Millisecond})
			return errors.Join(err, rows.Close())
		},
		"DELETE /api/v1/documents/doc:a%2Fb": func() error {
			_, err := c.DeleteDocument(ctx, "doc:a/b")
			return err
		},
		"POST /api/v1/documents?dry_run=true&name=n": func() error {
			_, err := c.AddDocument(ctx, api.NewDocument{Text: "x"}, client.IngestOptions{DryRun: true, Name: "n"})
			return err
		},
	} {
		if err := call(); err != nil {
			t.Errorf("%s: %v", want, err)
		}
		if line := got.Method + " " + got.URL.RequestURI(); line != want {
			t.Errorf("request %q, want %q", line, want)
		}
	}
}

// TestNewDocumentOmits checks that a field which is not set is absent from the request.
func TestNewDocumentOmits(t *testing.T) {
	text, err := json.Marshal(api.NewDocument{Text: "x"})
	if want := `{"text":"x"}`; err != nil || string(text) != want {
		t.Errorf("%s, %v; want %s", text, err, want)
	}
}

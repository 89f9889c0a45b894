package server_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"graphd/internal/server"
)

// TestClientDisconnectsMidway checks that rows reach the client while the query searches for more, compressed or not, and
// that the query ends when the client disconnects.
func TestClientDisconnectsMidway(t *testing.T) {
	c := newClient(t, server.ServeLimits{Deadline: time.Minute})
	for _, format := range []string{"ndjson", "json"} {
		for _, coding := range []string{"identity", "gzip"} {
			ctx, leave := context.WithCancel(t.Context())
			r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/api/v2/query?format="+format, strings.NewReader(`g.emit("first"); g.emit("second"); `+endless))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Accept-Encoding", coding)
			asked := time.Now()
			response, err := c.http.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			body := io.Reader(response.Body)
			if coding == "gzip" {
				if body, err = gzip.NewReader(body); err != nil {
					t.Fatal(err)
				}
			}
			rows := bufio.NewScanner(body)
			if !scan(rows, 2) || !strings.Contains(rows.Text(), `"second"`) {
				t.Errorf("%s, %s: %q, %v", format, coding, rows.Text(), rows.Err())
			}
			if took := time.Since(asked); took > 20*time.Second {
				t.Errorf("%s, %s: the rows came after %s", format, coding, took)
			}
			leave()
			response.Body.Close()
			begun := time.Now()
			eventually(t, "the query ends", func() bool { return strings.Contains(c.get("/metrics").body, "in_flight 1") })
			if took := time.Since(begun); took > 5*time.Second {
				t.Errorf("the query went on for %s", took)
			}
		}
	}
}

// scan reads a number of lines and reports whether there are as many.
func scan(rows *bufio.Scanner, lines int) bool {
	for range lines {
		if !rows.Scan() {
			return false
		}
	}
	return true
}

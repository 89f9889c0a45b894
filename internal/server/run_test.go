package server_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"graphd/internal/server"
)

// run serves until the test ends, or until stop. The error is that of Run.
func run(t *testing.T, limits server.ServeLimits) (c *client, stop context.CancelFunc, done <-chan error) {
	t.Helper()
	return serve(t, newServer(t, limits))
}

func serve(t *testing.T, s *server.Server) (c *client, stop context.CancelFunc, done <-chan error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended, finished := make(chan error, 1), make(chan struct{})
	go func() {
		defer close(finished)
		ended <- s.Run(ctx, listener)
	}()
	transport := &http.Transport{}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		cancel()
		<-finished
	})
	return &client{t, "http://" + listener.Addr().String(), &http.Client{Transport: transport}}, cancel, ended
}

func within(t *testing.T, d time.Duration, what string, done <-chan error) error {
	t.Helper()
	select {
	case err := <-done:
		return err
	case <-time.After(d):
		t.Fatalf("not within %s: %s", d, what)
		return nil
	}
}

func TestRunDrains(t *testing.T) {
	c, stop, done := run(t, server.ServeLimits{Deadline: 600 * time.Millisecond})
	answered := make(chan int, 1)
	go func() {
		a, err := c.try(context.Background(), http.MethodPost, "/api/v2/query", strings.NewReader(endless))
		if err != nil {
			t.Error(err)
		}
		answered <- a.status
	}()
	eventually(t, "the query runs", func() bool {
		return strings.Contains(c.get("/metrics").body, "graphd_http_requests_in_flight 2")
	})
	stop()
	if err := within(t, 5*time.Second, "drained", done); err != nil {
		t.Error(err)
	}
	if status := <-answered; status != http.StatusGatewayTimeout {
		t.Errorf("the request under way was answered %d", status)
	}
	if _, err := c.try(t.Context(), http.MethodGet, "/livez", nil); err == nil {
		t.Error("still listening")
	}
}

func TestRunAbortsEndlessRequests(t *testing.T) {
	s := newServer(t, server.ServeLimits{Deadline: time.Minute, Drain: 50 * time.Millisecond})
	c, stop, done := serve(t, s)
	answered := make(chan error, 1)
	go func() {
		_, err := c.try(context.Background(), http.MethodPost, "/api/v2/query", strings.NewReader(endless))
		answered <- err
	}()
	eventually(t, "the query runs", func() bool {
		return strings.Contains(c.get("/metrics").body, "graphd_http_requests_in_flight 2")
	})
	stop()
	if err := within(t, 5*time.Second, "ended", done); err == nil {
		t.Error("a request was cut off, and Run says nothing")
	}
	left := httptest.NewRecorder()
	s.Handler().ServeHTTP(left, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if !strings.Contains(left.Body.String(), "graphd_http_requests_in_flight 1\n") {
		t.Error("Run has ended before what it cut off")
	}
	_ = within(t, 5*time.Second, "the client knows", answered)
}

// TestSlowBody checks that a client that sends its body too slowly gets an error and does not hold resources forever.
func TestSlowBody(t *testing.T) {
	c, _, _ := run(t, server.ServeLimits{Deadline: 100 * time.Millisecond, Transfer: 200 * time.Millisecond})
	conn, err := net.Dial("tcp", strings.TrimPrefix(c.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "POST /api/v2/write HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n<http://example.org/a> ")
	if err := conn.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	if response.StatusCode != http.StatusRequestTimeout || !strings.Contains(string(text), "slow-body") {
		t.Errorf("%d %s", response.StatusCode, text)
	}
}

// TestSlowReader checks that a client that does not read its reply is disconnected and its query's slot becomes free.
func TestSlowReader(t *testing.T) {
	c, _, _ := run(t, server.ServeLimits{Concurrency: 1, Wait: time.Millisecond, Deadline: 200 * time.Millisecond, Transfer: 200 * time.Millisecond})
	conn, err := net.Dial("tcp", strings.TrimPrefix(c.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	query := "var s = 'x'.repeat(10000); for (var i = 0; i < 5000; i++) g.emit(s)"
	fmt.Fprintf(conn, "POST /api/v2/query?limit=-1 HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", len(query), query)
	eventually(t, "the query has its turn", func() bool {
		return c.post("/api/v2/query", "text/plain", "g.emit(1)").status == http.StatusTooManyRequests
	})
	eventually(t, "the turn is free again", func() bool {
		return c.post("/api/v2/query", "text/plain", "g.emit(1)").status == http.StatusOK
	})
}

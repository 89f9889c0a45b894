package server_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"graphd/internal/server"
)

// BenchmarkLookup asks for the one object of a node, from many clients at a time who take gzip, as most do.
func BenchmarkLookup(b *testing.B) {
	ts := httptest.NewServer(newServer(b, server.ServeLimits{}).Handler())
	defer ts.Close()
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	defer transport.CloseIdleConnections()
	c := &client{b, ts.URL, &http.Client{Transport: transport}}
	c.write(numbered(0, 1000))
	b.SetParallelism(8)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			response, err := c.http.Post(c.base+"/api/v2/query?lang=gizmo", "text/plain", strings.NewReader(`g.V("<urn:graphd:attr:7>").out("g:contentText").all()`))
			if err != nil {
				b.Error(err)
				return
			}
			if _, err := io.Copy(io.Discard, response.Body); err != nil || response.StatusCode != http.StatusOK {
				b.Errorf("%s, %v", response.Status, err)
			}
			response.Body.Close()
		}
	})
}

package server_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"graphd/internal/graph"
	"graphd/internal/server"
)

// TestInstancesRedirect checks that IRIs of instances redirect to the resources of the API.
func TestInstancesRedirect(t *testing.T) {
	store, err := graph.OpenMemory(graph.Options{Base: "https://example.org/id/"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	handler := overStore(t, store, server.ServeLimits{}).Handler()
	for path, want := range map[string]string{
		"/id/actor/jane-doe":    "/api/v1/entities/actor:jane-doe",
		"/id/body/a%20b":        "/api/v1/entities/body:a%20b",
		"/id/actor/x/y":         "/api/v1/entities/actor:x%2Fy",
		"/id/doc/0c5a":          "/api/v1/documents/doc:0c5a",
		"/id/attr/0c5a":         "/api/v1/attributions/attr:0c5a",
		"/id/actor/":            "",
		"/id/passage/0c5a-1-2":  "",
		"/other/actor/jane-doe": "",
	} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		status := http.StatusSeeOther
		if want == "" {
			status = http.StatusNotFound
		}
		if w.Code != status || w.Header().Get("Location") != want {
			t.Errorf("%s: %d to %q, want %d to %q", path, w.Code, w.Header().Get("Location"), status, want)
		}
	}
}

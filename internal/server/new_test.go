package server_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"graphd/internal/graph"
	"graphd/internal/graph/savedquery"
	"graphd/internal/ingest"
	"graphd/internal/library"
	"graphd/internal/server"
	"graphd/queries"
)

func TestNew(t *testing.T) {
	if _, err := server.New(server.Config{}); err == nil {
		t.Error("a server without a store")
	}
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	config := server.Config{Store: store, Library: library.New(store, &ingest.Pipeline{})}
	s, err := server.New(config)
	if err != nil {
		t.Fatal(err)
	}
	shipped, err := savedquery.Load(store.Base(), savedquery.Folder{Files: queries.Files})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/queries", nil))
	for _, saved := range shipped.List() {
		if !strings.Contains(w.Body.String(), `"/api/v1/queries/`+saved.Name+`"`) {
			t.Errorf("%s is not listed", saved.Name)
		}
	}

	config.Queries, err = savedquery.Load(store.Base(), savedquery.Folder{Path: "mine", Files: fstest.MapFS{"clash.gizmo": {Data: []byte(
		"// title: A\n// description: B\n// param limit int -- taken\ng.V().getLimit(params.limit)\n")}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := server.New(config); err == nil || !strings.Contains(err.Error(), `mine/clash.gizmo:3: parameter limit has a name`) {
		t.Errorf("a parameter that the address needs itself: %v", err)
	}
}

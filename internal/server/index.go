package server

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"net/http"

	"graphd/internal/server/ui"
)

// indexPage is the JSON at /.
type indexPage struct {
	Name    string            `json:"name"`
	Version string            `json:"version"`
	Links   map[string]string `json:"links" doc:"What there is, as addresses; {…} is to be filled in"`
}

func (s *Server) indexPage() indexPage {
	return indexPage{
		Name:    "graphd",
		Version: s.api.OpenAPI().Info.Version,
		Links: map[string]string{
			"documents": "/api/v1/documents", "document": "/api/v1/documents/{id}",
			"attributions": "/api/v1/attributions", "attribution": "/api/v1/attributions/{id}",
			"entities": "/api/v1/entities", "entity": "/api/v1/entities/{id}",
			"subgraph": "/api/v1/subgraph?root={id}&depth={n}&format={name}",
			"queries":  "/api/v1/queries", "savedQuery": "/api/v1/queries/{name}",
			"query":   "/api/v2/query?lang={gizmo|graphql|mql}&qu={query}",
			"graphql": "/graphql",
			"docs":    "/docs", "graphqlPage": graphqlPage, "openapi": "/openapi.json", "metrics": "/metrics", "check": "/api/v1/check", "livez": "/livez", "readyz": "/readyz",
		},
	}
}

type indexRequest struct {
	Accept string `header:"Accept" hidden:"true"`
}

func (s *Server) index(_ context.Context, in *indexRequest) (*reply, error) {
	json, html := weight(in.Accept, "application/json"), weight(in.Accept, "text/html")
	switch {
	case json == 0 && html == 0:
		return nil, fmt.Errorf("%q: %w", in.Accept, errAcceptable)
	case json >= html:
		return &reply{Body: s.json(http.StatusOK, s.indexPage())}, nil
	}
	explorer, _ := ui.Open("index.html")
	return s.page(explorer.Content, ui.Policy), nil
}

func render(name, text string, data any) ([]byte, error) {
	t, err := template.New(name).Parse(text)
	if err != nil {
		return nil, err
	}
	var page bytes.Buffer
	if err := t.Execute(&page, data); err != nil {
		return nil, err
	}
	return page.Bytes(), nil
}

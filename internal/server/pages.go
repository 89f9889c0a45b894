package server

import (
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"graphd/internal/server/rest"
	"graphd/internal/server/ui"
	"graphd/internal/server/web"
)

// indexPage is the JSON at /.
type indexPage struct {
	Name    string            `json:"name"`
	Version string            `json:"version"`
	Links   map[string]string `json:"links" doc:"URLs of what the server offers; replace {…}"`
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
			"docs":    "/docs", "graphqlPage": rest.GraphQLPage, "openapi": "/openapi.json", "metrics": "/metrics", "check": "/api/v1/check", "livez": "/livez", "readyz": "/readyz",
		},
	}
}

type indexRequest struct {
	Accept string `header:"Accept" hidden:"true"`
}

// index returns the explorer or a JSON index, whichever the client prefers.
func (s *Server) index(_ context.Context, in *indexRequest) (*web.Reply, error) {
	json, html := web.Weight(in.Accept, "application/json"), web.Weight(in.Accept, "text/html")
	switch {
	case json == 0 && html == 0:
		return nil, fmt.Errorf("%q: %w", in.Accept, web.ErrAcceptable)
	case json >= html:
		return &web.Reply{Body: s.web.JSON(http.StatusOK, s.indexPage())}, nil
	}
	explorer, _ := ui.Open("index.html")
	return s.web.Page(explorer.Content, ui.Policy), nil
}

// showGraphQL returns the GraphQL query page.
func (s *Server) showGraphQL(context.Context, *struct{}) (*web.Reply, error) {
	console, _ := ui.Open("console/index.html")
	return s.web.Page(console.Content, ui.ConsolePolicy), nil
}

// explorerFile returns a file of the explorer. Browsers revalidate their copy on each use.
func (s *Server) explorerFile(c echo.Context) error {
	file, ok := ui.Open(c.Param("*"))
	if !ok {
		return echo.ErrNotFound
	}
	h := c.Response().Header()
	h.Set("ETag", file.ETag)
	h.Set("Cache-Control", "no-cache")
	if (web.Condition{IfNoneMatch: c.Request().Header.Get("If-None-Match")}).Matches(file.ETag) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, file.MediaType, file.Content)
}

package server

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"
)

// instanceResources maps each kind of instances to the resource of the API that describes it.
var instanceResources = map[string]string{
	"doc": "documents", "attr": "attributions", "actor": "entities", "body": "entities", "role": "entities",
	"correction": "curation",
}

// redirectInstances makes the IRIs of a store resolvable if its base is a URL that ends in a slash:
// /id/actor/jane-doe, of the IRI https://example.org/id/actor/jane-doe, redirects to the entity in the API.
func (s *Server) redirectInstances() {
	base, err := url.Parse(string(s.store.Base()))
	if err != nil || base.Scheme != "http" && base.Scheme != "https" || !strings.HasSuffix(string(s.store.Base()), "/") {
		return
	}
	for kind, resource := range instanceResources {
		s.echo.GET(base.EscapedPath()+kind+"/*", func(c echo.Context) error {
			if c.Param("*") == "" {
				return echo.ErrNotFound
			}
			return c.Redirect(http.StatusSeeOther, "/api/v1/"+resource+"/"+url.PathEscape(kind+":"+c.Param("*")))
		})
	}
}

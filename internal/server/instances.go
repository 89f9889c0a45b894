package server

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"
)

// resources are where the instances of each kind that has a page of its own are found.
var resources = map[string]string{
	"doc": "documents", "attr": "attributions", "actor": "entities", "body": "entities", "role": "entities",
}

// instances mounts the addresses that the instances of a store have whose base is a web address that ends in a slash:
// https://example.org/id/actor/jane-doe is answered at /id/actor/jane-doe, with the way to what is known of it.
func (s *Server) instances() {
	base, err := url.Parse(string(s.store.Base()))
	if err != nil || base.Scheme != "http" && base.Scheme != "https" || !strings.HasSuffix(string(s.store.Base()), "/") {
		return
	}
	for kind, resource := range resources {
		s.echo.GET(base.EscapedPath()+kind+"/*", func(c echo.Context) error {
			if c.Param("*") == "" {
				return echo.ErrNotFound
			}
			return c.Redirect(http.StatusSeeOther, "/api/v1/"+resource+"/"+url.PathEscape(kind+":"+c.Param("*")))
		})
	}
}

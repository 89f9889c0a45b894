package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"graphd/internal/server/ui"
)

// explorerFile answers a file of the explorer. Browsers ask each time whether they still have the right one.
func (s *Server) explorerFile(c echo.Context) error {
	file, ok := ui.Open(c.Param("*"))
	if !ok {
		return echo.ErrNotFound
	}
	h := c.Response().Header()
	h.Set("ETag", file.ETag)
	h.Set("Cache-Control", "no-cache")
	if (Condition{c.Request().Header.Get("If-None-Match")}).has(file.ETag) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, file.MediaType, file.Content)
}

package web

import (
	"context"
	"crypto/rand"
	"regexp"

	"github.com/labstack/echo/v4"
)

const requestIDHeader = "X-Request-Id"

type requestIDKey struct{}

// RequestID returns the id of the request in the log, or "" outside a request.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// wellFormedID matches the request ids that are accepted from clients.
var wellFormedID = regexp.MustCompile(`^[A-Za-z0-9._:-]{1,64}$`)

// Identify returns middleware that gives the request its id: the client's if it is well-formed, otherwise a new one.
func Identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		id := c.Request().Header.Get(requestIDHeader)
		if !wellFormedID.MatchString(id) {
			id = rand.Text()
		}
		c.Response().Header().Set(requestIDHeader, id)
		c.SetRequest(c.Request().WithContext(context.WithValue(c.Request().Context(), requestIDKey{}, id)))
		return next(c)
	}
}

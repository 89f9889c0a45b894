package server

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
)

// The methods and headers that pages of other origins may send, as in Cayley, and the headers that they may read.
const (
	allowedMethods = "POST, GET, OPTIONS, PUT, DELETE"
	allowedHeaders = "Accept, Content-Type, Content-Length, Accept-Encoding, X-CSRF-Token, Authorization"
	exposedHeaders = "Content-Disposition, ETag, Graphd-Complete, Graphd-Next, Graphd-Reason, Link, Location, Retry-After, X-Request-Id"
)

// ErrOrigin reports a value of Config.Origins that is not an origin.
var ErrOrigin = errors.New("not an origin")

// origins holds the origins of other sites whose pages may use the server.
type origins struct {
	any     bool
	named   map[string]bool
	protect *http.CrossOriginProtection
}

// newOrigins returns the set of origins such as https://example.org; * means any.
func newOrigins(allowed []string) (*origins, error) {
	o := &origins{named: map[string]bool{}, protect: http.NewCrossOriginProtection()}
	for _, origin := range allowed {
		if origin == "*" {
			o.any = true
			continue
		}
		if err := o.protect.AddTrustedOrigin(origin); err != nil {
			return nil, fmt.Errorf("%w: %w; write it as https://example.org, or * for any", ErrOrigin, err)
		}
		o.named[origin] = true
	}
	return o, nil
}

func (o *origins) allow(origin string) bool { return origin != "" && (o.any || o.named[origin]) }

// protectRequests returns middleware that implements CORS for the allowed origins and rejects cross-site requests of others.
func (o *origins) protectRequests(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		header, origin := c.Response().Header(), c.Request().Header.Get(echo.HeaderOrigin)
		header.Set("X-Content-Type-Options", "nosniff") // browsers must not guess media types
		if o.any || len(o.named) > 0 {
			header.Add(echo.HeaderVary, echo.HeaderOrigin)
		}
		if o.allow(origin) {
			header.Set(echo.HeaderAccessControlAllowOrigin, origin)
			header.Set(echo.HeaderAccessControlAllowMethods, allowedMethods)
			header.Set(echo.HeaderAccessControlAllowHeaders, allowedHeaders)
			header.Set(echo.HeaderAccessControlExposeHeaders, exposedHeaders)
		} else if err := o.protect.Check(c.Request()); err != nil {
			return fmt.Errorf("%w: %w", errCrossSite, err)
		}
		if methods, ok := c.Get(echo.ContextKeyHeaderAllow).(string); ok && c.Request().Method == http.MethodOptions {
			header.Set(echo.HeaderAllow, methods)
			return c.NoContent(http.StatusOK)
		}
		return next(c)
	}
}

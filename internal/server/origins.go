package server

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
)

// What pages of other origins may send, as Cayley has it, and what they may read beside the body.
const (
	sharedMethods = "POST, GET, OPTIONS, PUT, DELETE"
	sharedHeaders = "Accept, Content-Type, Content-Length, Accept-Encoding, X-CSRF-Token, Authorization"
	sharedAnswers = "Content-Disposition, ETag, Graphd-Complete, Graphd-Next, Graphd-Reason, Link, Location, Retry-After, X-Request-Id"
)

// ErrOrigin says that Config.Origins holds something else.
var ErrOrigin = errors.New("not an origin")

// origins are the web pages of other sites that may use the server.
type origins struct {
	any     bool
	named   map[string]bool
	protect *http.CrossOriginProtection
}

// newOrigins takes origins such as https://example.org, and * for any.
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

// share tells browsers which pages may ask, answers their question about it, and refuses what other pages send.
func (o *origins) share(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		header, origin := c.Response().Header(), c.Request().Header.Get(echo.HeaderOrigin)
		header.Set("X-Content-Type-Options", "nosniff") // browsers guess nothing
		if o.any || len(o.named) > 0 {
			header.Add(echo.HeaderVary, echo.HeaderOrigin)
		}
		if o.allow(origin) {
			header.Set(echo.HeaderAccessControlAllowOrigin, origin)
			header.Set(echo.HeaderAccessControlAllowMethods, sharedMethods)
			header.Set(echo.HeaderAccessControlAllowHeaders, sharedHeaders)
			header.Set(echo.HeaderAccessControlExposeHeaders, sharedAnswers)
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

package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"graphd/internal/server/cayley"
	"graphd/internal/server/web"
)

// observe logs and measures requests, including aborted ones, and writes the errors of inner
// handlers.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		begun := time.Now()
		s.metrics.inFlight.Inc()
		defer func() {
			s.metrics.inFlight.Dec()
			s.record(c, time.Since(begun))
		}()
		if err := next(c); err != nil {
			c.Error(err)
		}
		return nil
	}
}

// record logs and counts a request that has ended.
func (s *Server) record(c echo.Context, took time.Duration) {
	r, status := c.Request(), c.Response().Status
	if errors.Is(context.Cause(r.Context()), context.Canceled) && !c.Response().Committed {
		status = web.StatusClientClosed
	}
	s.metrics.observe(r.Method, c.Path(), status, took)
	level := slog.LevelInfo
	if status >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	s.log.LogAttrs(r.Context(), level, "request",
		slog.String("request", web.RequestID(r.Context())), slog.String("method", r.Method), slog.String("path", r.URL.Path),
		slog.String("route", c.Path()), slog.Int("status", status), slog.Int64("bytes", c.Response().Size),
		slog.Duration("took", took), slog.String("remote", r.RemoteAddr))
}

// recoverPanics returns middleware that turns panics into errors, except http.ErrAbortHandler, which ends the connection.
func recoverPanics(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			p := recover()
			if abort, ok := p.(error); ok && errors.Is(abort, http.ErrAbortHandler) {
				panic(p)
			}
			if p != nil {
				err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
			}
		}()
		return next(c)
	}
}

// trimSlash returns middleware that redirects paths of Cayley's API with a trailing slash to those without, as Cayley does.
func trimSlash(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		u := *c.Request().URL
		if !cayley.IsPath(u.Path) || !strings.HasSuffix(u.Path, "/") {
			return next(c)
		}
		u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), ""
		return c.Redirect(http.StatusPermanentRedirect, u.RequestURI())
	}
}

// unescapeParams returns middleware that decodes the path parameters. If a client has escaped more of the path than it must,
// the router passes them on encoded.
func unescapeParams(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().URL.RawPath == "" {
			return next(c)
		}
		values := c.ParamValues()
		for i, encoded := range values {
			value, err := url.PathUnescape(encoded)
			if err != nil {
				return echo.ErrNotFound
			}
			values[i] = value
		}
		c.SetParamValues(values...)
		return next(c)
	}
}

// checkQueryString returns middleware that rejects query strings of which net/url would silently drop a part, such as
// "?qu=g.V();g.emit(1)".
func checkQueryString(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if _, err := url.ParseQuery(c.Request().URL.RawQuery); err != nil {
			return fmt.Errorf("URL: %w: %w; write ; as %%3B, & as %%26 and %% as %%25", web.ErrParameter, err)
		}
		return next(c)
	}
}

// setDeadline returns middleware that gives requests their deadline.
func (s *Server) setDeadline(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, cancel := context.WithTimeout(c.Request().Context(), s.limits.Deadline)
		defer cancel()
		c.SetRequest(c.Request().WithContext(ctx))
		return next(c)
	}
}

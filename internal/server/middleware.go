package server

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

const requestIDHeader = "X-Request-Id"

type requestKey struct{}

// requestID is the id that the request has in the log.
func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

var saneID = regexp.MustCompile(`^[A-Za-z0-9._:-]{1,64}$`)

// identify gives the request its id: the client's, where it is sane, else a new one.
func identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		id := c.Request().Header.Get(requestIDHeader)
		if !saneID.MatchString(id) {
			id = rand.Text()
		}
		c.Response().Header().Set(requestIDHeader, id)
		c.SetRequest(c.Request().WithContext(context.WithValue(c.Request().Context(), requestKey{}, id)))
		return next(c)
	}
}

// observe logs and measures the request, also one that is broken off, and answers the error that comes out of it.
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

func (s *Server) record(c echo.Context, took time.Duration) {
	r, status := c.Request(), c.Response().Status
	if errors.Is(context.Cause(r.Context()), context.Canceled) && !c.Response().Committed {
		status = statusClientGone
	}
	s.metrics.observe(r.Method, c.Path(), status, took)
	level := slog.LevelInfo
	if status >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	s.log.LogAttrs(r.Context(), level, "request",
		slog.String("request", requestID(r.Context())), slog.String("method", r.Method), slog.String("path", r.URL.Path),
		slog.String("route", c.Path()), slog.Int("status", status), slog.Int64("bytes", c.Response().Size),
		slog.Duration("took", took), slog.String("remote", r.RemoteAddr))
}

// recoverPanics turns a panic into an error, but for the one that net/http asks for to end a connection.
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

// straighten sends clients of Cayley's paths to those without a slash at the end, as Cayley does.
func straighten(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		u := *c.Request().URL
		if !isCayleyPath(u.Path) || !strings.HasSuffix(u.Path, "/") {
			return next(c)
		}
		u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), ""
		return c.Redirect(http.StatusPermanentRedirect, u.RequestURI())
	}
}

// unescape decodes what the path holds in place of a route's parameters: where a client has escaped more of the path
// than it must, the router hands on what was sent.
func unescape(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().URL.RawPath == "" {
			return next(c)
		}
		values := c.ParamValues()
		for i, sent := range values {
			value, err := url.PathUnescape(sent)
			if err != nil {
				return echo.ErrNotFound
			}
			values[i] = value
		}
		c.SetParamValues(values...)
		return next(c)
	}
}

// wellWritten refuses addresses with a query of which a part would be left out in silence, as of "?qu=g.V();g.emit(1)".
func wellWritten(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if _, err := url.ParseQuery(c.Request().URL.RawQuery); err != nil {
			return fmt.Errorf("address: %w: %w; write ; as %%3B, & as %%26 and %% as %%25", errParameter, err)
		}
		return next(c)
	}
}

// bound gives the request its deadline.
func (s *Server) bound(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, cancel := context.WithTimeout(c.Request().Context(), s.limits.Deadline)
		defer cancel()
		c.SetRequest(c.Request().WithContext(ctx))
		return next(c)
	}
}

// answerError writes what routing, middleware and handlers return as an error.
func (s *Server) answerError(err error, c echo.Context) {
	if c.Response().Committed {
		s.log.ErrorContext(c.Request().Context(), "answer broken off", "request", requestID(c.Request().Context()), "error", err)
		return
	}
	p := s.problem(c.Request().Context(), err)
	for name, values := range problemHeaders(p) {
		c.Response().Header()[name] = values
	}
	var body any = p
	c.Response().Header().Set(echo.HeaderContentType, problemType)
	if isCayleyPath(c.Request().URL.Path) {
		body = asCayley(p, err)
		c.Response().Header().Set(echo.HeaderContentType, echo.MIMEApplicationJSON)
	}
	c.Response().WriteHeader(p.Status)
	if err := writeJSON(c.Response(), body); err != nil {
		s.log.DebugContext(c.Request().Context(), "error not delivered", "error", err)
	}
}

package server

import (
	"cmp"
	"errors"
	"log/slog"
	"net/http"
	"runtime"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"graphd/internal/admission"
	"graphd/internal/graph"
	"graphd/internal/graph/query"
	"graphd/internal/graph/savedquery"
	"graphd/internal/library"
	"graphd/internal/server/graphql"
	"graphd/queries"
)

// Config is what a Server depends on. Store and Library are required.
type Config struct {
	Store   *graph.Store
	Library *library.Library
	Queries *savedquery.Catalog // those that come with graphd if nil
	Logger  *slog.Logger        // slog.Default() if nil
	Version string              // of the program, for the OpenAPI document
	Origins []string            // of web pages that may use the server: https://example.org, or * for any; its own alone if nil
	Limits  Limits
}

// Limits bound what one request and all of them together may take. A zero field means its default.
type Limits struct {
	Document    int64         // bytes of a request that brings documents, also when unpacked; 32 MiB
	Query       int64         // bytes of a query's text; 1 MiB
	Quads       int64         // bytes of a request that brings quads, also when unpacked; 256 MiB
	Rows        int           // most rows of a query; 1,000,000
	Deadline    time.Duration // for each request; 30 s
	Transfer    time.Duration // after its deadline, for a body to have come, and as long again for the answer to have gone; 30 s
	Concurrency int           // queries at a time, and as many documents; twice the processors
	Detached    int           // slow queries that work on without a slot, see admission.Gate; 8 times Concurrency
	Wait        time.Duration // how long a request waits for a slot; 2 s
	Cursor      time.Duration // how long a query's cursor is good after it was last used; 2 min
	States      int           // states of the store kept for cursors at a time; 64
	Drain       time.Duration // how long requests may go on after the server was told to stop; 15 s
}

func (l Limits) orDefaults() Limits {
	concurrency := cmp.Or(l.Concurrency, 2*runtime.GOMAXPROCS(0))
	return Limits{
		Document:    cmp.Or(l.Document, 32<<20),
		Query:       cmp.Or(l.Query, 1<<20),
		Quads:       cmp.Or(l.Quads, 256<<20),
		Rows:        cmp.Or(l.Rows, 1_000_000),
		Deadline:    cmp.Or(l.Deadline, 30*time.Second),
		Transfer:    cmp.Or(l.Transfer, 30*time.Second),
		Concurrency: concurrency,
		Detached:    cmp.Or(l.Detached, 8*concurrency),
		Wait:        cmp.Or(l.Wait, 2*time.Second),
		Cursor:      cmp.Or(l.Cursor, 2*time.Minute),
		States:      cmp.Or(l.States, 64),
		Drain:       cmp.Or(l.Drain, 15*time.Second),
	}
}

// session are the limits of queries: what a request may ask for at most, and its whole deadline.
func (l Limits) session() query.Limits {
	return query.Limits{MostRows: l.Rows, Timeout: l.Deadline, MostTimeout: l.Deadline, Text: int(l.Query)}
}

// Server answers HTTP requests from a store. It is safe for concurrent use.
type Server struct {
	store   *graph.Store
	library *library.Library
	session *query.Session
	queries *savedquery.Catalog
	graphql *graphql.Engine
	log     *slog.Logger
	limits  Limits
	echo    *echo.Echo
	api     huma.API
	spec    []byte // the OpenAPI document
	docs    []byte // the same as a page
	origins *origins
	metrics *metrics
	pins    *pins
	checks  *checks
	buffers sync.Pool // of *bytes.Buffer

	queryGate    *admission.Gate
	documentGate *admission.Gate // apart from queries, which must not keep documents out
}

// New returns a server over c.
func New(c Config) (*Server, error) {
	if c.Store == nil || c.Library == nil {
		return nil, errors.New("server: Config needs a Store and a Library")
	}
	limits := c.Limits.orDefaults()
	s := &Server{
		store:   c.Store,
		library: c.Library,
		session: query.NewSession(c.Store, limits.session()),
		queries: c.Queries,
		log:     cmp.Or(c.Logger, slog.Default()),
		limits:  limits,
		metrics: newMetrics(),
		pins:    newPins(c.Store, limits),
		queryGate: admission.NewGate(admission.GateLimits{
			Slots: limits.Concurrency, Slow: min((limits.Concurrency+1)/2, max(1, runtime.GOMAXPROCS(0)-1)),
			Detached: limits.Detached, Wait: limits.Wait,
		}),
		documentGate: admission.NewGate(admission.GateLimits{Slots: limits.Concurrency, Slow: limits.Concurrency, Wait: limits.Wait}),
	}
	s.checks = newChecks(c.Store, s.log)
	s.metrics.showStates(s.pins.size)
	if s.queries == nil {
		var err error
		if s.queries, err = savedquery.Load(c.Store.Base(), savedquery.Folder{Files: queries.Files}); err != nil {
			return nil, err
		}
	}
	if err := checkReserved(s.queries); err != nil {
		return nil, err
	}
	var err error
	if s.origins, err = newOrigins(c.Origins); err != nil {
		return nil, err
	}
	if s.graphql, err = graphql.New(graphql.Limits{Text: int(limits.Query)}, s.log); err != nil {
		return nil, err
	}
	s.echo, s.api = s.router(cmp.Or(c.Version, "dev"))
	s.routes()
	if err := s.describe(); err != nil {
		return nil, err
	}
	return s, nil
}

// Handler is the server without a listener.
func (s *Server) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead { // the routes answer as to GET, and net/http leaves the body out
			r = r.Clone(r.Context())
			r.Method = http.MethodGet
		}
		s.echo.ServeHTTP(w, r)
	})
}

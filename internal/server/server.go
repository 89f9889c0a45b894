package server

import (
	"cmp"
	"errors"
	"log/slog"
	"net/http"
	"runtime"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"graphd/internal/admission"
	"graphd/internal/graph"
	"graphd/internal/graph/query"
	"graphd/internal/graph/savedquery"
	"graphd/internal/library"
	"graphd/internal/server/apidoc"
	"graphd/internal/server/cayley"
	"graphd/internal/server/graphql"
	"graphd/internal/server/queryapi"
	"graphd/internal/server/rest"
	"graphd/internal/server/web"
	"graphd/queries"
)

// Config holds what a Server depends on. Store and Library are required.
type Config struct {
	Store   *graph.Store
	Library *library.Library
	Queries *savedquery.Catalog // if nil, the queries that come with graphd
	Logger  *slog.Logger        // if nil, slog.Default()
	Version string              // of the program, for the OpenAPI document
	Origins []string            // web pages that may use the server: https://example.org, or * for any; its own only if nil
	Limits  ServeLimits
}

// ServeLimits bound the resources of one request and of all requests together. A zero field means its default. The defaults are
// chosen by hand.
type ServeLimits struct {
	Document    int64         // bytes of a request that brings documents, compressed or decompressed; 32 MiB
	Query       int64         // bytes of a query's text; 1 MiB
	Quads       int64         // bytes of a request that brings quads, compressed or decompressed; 256 MiB
	Rows        int           // rows of a query; 1,000,000
	Deadline    time.Duration // of a request; 30 s
	Transfer    time.Duration // after the deadline, for the rest of the body to arrive, and again for the reply to be sent; 30 s
	Concurrency int           // queries at a time, and as many documents; twice the processors
	Detached    int           // slow queries that work on without a slot, see admission.Gate; 8 times Concurrency
	Wait        time.Duration // how long a request waits for a slot; 2 s
	Cursor      time.Duration // how long a query's cursor remains valid after its last use; 2 min
	Versions    int           // versions of the graph that are kept for cursors at a time; 64
	Drain       time.Duration // how long requests may go on after the server was told to stop; 15 s
}

func (l ServeLimits) orDefaults() ServeLimits {
	concurrency := cmp.Or(l.Concurrency, 2*runtime.GOMAXPROCS(0))
	return ServeLimits{
		Document:    cmp.Or(l.Document, 32<<20),
		Query:       cmp.Or(l.Query, 1<<20),
		Quads:       cmp.Or(l.Quads, 256<<20),
		Rows:        cmp.Or(l.Rows, query.MaxRows),
		Deadline:    cmp.Or(l.Deadline, query.DefaultTimeout),
		Transfer:    cmp.Or(l.Transfer, 30*time.Second),
		Concurrency: concurrency,
		Detached:    cmp.Or(l.Detached, 8*concurrency),
		Wait:        cmp.Or(l.Wait, 2*time.Second),
		Cursor:      cmp.Or(l.Cursor, 2*time.Minute),
		Versions:    cmp.Or(l.Versions, 64),
		Drain:       cmp.Or(l.Drain, 15*time.Second),
	}
}

// queryLimits returns the limits of one query: a request may ask for all rows and for the whole deadline.
func (l ServeLimits) queryLimits() query.Limits {
	return query.Limits{MostRows: l.Rows, Timeout: l.Deadline, MostTimeout: l.Deadline, Text: int(l.Query)}
}

// gates returns the gates of queries and of documents. They are separate so that queries do not keep documents out. At
// least half of the slots, and one processor, remain for queries that are not slow.
func (l ServeLimits) gates() (queryGate, documentGate *admission.Gate) {
	return admission.NewGate(admission.GateLimits{
			Slots: l.Concurrency, Slow: min((l.Concurrency+1)/2, max(1, runtime.GOMAXPROCS(0)-1)), Detached: l.Detached, Wait: l.Wait,
		}), admission.NewGate(admission.GateLimits{
			Slots: l.Concurrency, Slow: l.Concurrency, Wait: l.Wait,
		})
}

// Server answers HTTP requests from a store. It is safe for concurrent use.
type Server struct {
	store   *graph.Store
	log     *slog.Logger
	limits  ServeLimits
	metrics *metrics
	origins *origins
	web     *web.Responder
	runner  *queryapi.Runner
	checks  *rest.StoreChecks
	rest    *rest.API
	cayley  *cayley.Handlers
	echo    *echo.Echo
	api     huma.API
	spec    []byte // the OpenAPI document
	docs    []byte // the OpenAPI document as an HTML page
}

// New returns a server over c.
func New(c Config) (*Server, error) {
	if c.Store == nil || c.Library == nil {
		return nil, errors.New("server: Config needs a Store and a Library")
	}
	limits, log := c.Limits.orDefaults(), cmp.Or(c.Logger, slog.Default())
	s := &Server{
		store: c.Store, log: log, limits: limits, metrics: newMetrics(), checks: rest.NewStoreChecks(c.Store, log),
		web: &web.Responder{
			Log: log, Rules: problemRules, ErrorFormat: errorFormat, RetryAfter: time.Second + limits.Wait.Truncate(time.Second),
		},
	}
	var err error
	if s.origins, err = newOrigins(c.Origins); err != nil {
		return nil, err
	}
	if err := s.addHandlers(c); err != nil {
		return nil, err
	}
	s.echo, s.api = s.router(cmp.Or(c.Version, "dev"))
	s.routes()
	rest.DescribeSavedQueries(s.api.OpenAPI(), s.rest.Queries, savedTag)
	apidoc.Finish(s.api.OpenAPI())
	if s.spec, s.docs, err = apidoc.Render(s.api.OpenAPI()); err != nil {
		return nil, err
	}
	return s, nil
}

// addHandlers makes the handlers and what they share.
func (s *Server) addHandlers(c Config) (err error) {
	saved := c.Queries
	if saved == nil {
		if saved, err = savedquery.Load(c.Store.Base(), savedquery.Folder{Files: queries.Files}); err != nil {
			return err
		}
	}
	if err := rest.CheckReserved(saved); err != nil {
		return err
	}
	engine, err := graphql.New(graphql.RequestLimits{Text: int(s.limits.Query)}, s.log)
	if err != nil {
		return err
	}
	queryGate, documentGate := s.limits.gates()
	session := query.NewSession(c.Store, s.limits.queryLimits())
	s.runner = queryapi.NewRunner(queryapi.RunnerConfig{
		Store: c.Store, Session: session, Gate: queryGate, Deadline: s.limits.Deadline,
		CursorAge: s.limits.Cursor, Versions: s.limits.Versions, Web: s.web, Log: s.log,
	})
	s.metrics.showPinnedVersions(s.runner.PinnedVersions)
	s.rest = &rest.API{
		Store: c.Store, Library: c.Library, Queries: saved, GraphQL: engine, Runner: s.runner, Checks: s.checks,
		Web: s.web, QueryGate: queryGate, DocumentGate: documentGate,
		MaxDocument: s.limits.Document, MaxQuery: s.limits.Query,
	}
	s.cayley = &cayley.Handlers{
		Store: c.Store, Session: session, Runner: s.runner, Gate: queryGate, Web: s.web,
		MaxQuery: s.limits.Query, MaxQuads: s.limits.Quads, MaxRows: s.limits.Rows,
	}
	return nil
}

// Handler returns the server as a handler, without a listener.
func (s *Server) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead { // routes handle HEAD as GET, and net/http drops the body
			r = r.Clone(r.Context())
			r.Method = http.MethodGet
		}
		s.echo.ServeHTTP(w, r)
	})
}

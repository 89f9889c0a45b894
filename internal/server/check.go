package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"graphd/api"
	"graphd/internal/graph"
)

// checks runs one check of the store at a time, beside the requests, and remembers the last. It needs no slot and has no
// deadline, since it reads everything.
type checks struct {
	store *graph.Store
	log   *slog.Logger

	mu      sync.Mutex
	last    api.StoreCheck
	stop    context.CancelFunc
	running sync.WaitGroup
	closed  bool
}

func newChecks(store *graph.Store, log *slog.Logger) *checks {
	return &checks{store: store, log: log, last: api.StoreCheck{Status: api.CheckNone}}
}

// begin starts a check, unless one runs, and says how it stands.
func (c *checks) begin() (api.StoreCheck, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last.Status == api.CheckRunning || c.closed {
		return c.last, nil
	}
	snapshot, err := c.store.Snapshot()
	if err != nil {
		return c.last, errors.Join(errNotReady, err)
	}
	ctx, stop := context.WithCancel(context.Background())
	c.last, c.stop = api.StoreCheck{Status: api.CheckRunning, Started: time.Now().UTC()}, stop
	c.running.Go(func() {
		defer stop()
		report, err := snapshot.Check(ctx, c.progress)
		c.end(report, errors.Join(err, snapshot.Close()))
	})
	return c.last, nil
}

func (c *checks) progress(done, total uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last.Done, c.last.Total = done, total
}

func (c *checks) end(report graph.CheckReport, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last.Ended, c.last.Done = time.Now().UTC(), c.last.Total
	c.last.Quads, c.last.Values, c.last.Found, c.last.Problems = report.Quads, report.Values, report.Found, report.Problems
	switch {
	case err != nil:
		c.last.Status, c.last.Error = api.CheckFailed, err.Error()
		c.log.Error("check failed", "error", err)
	case report.Found > 0:
		c.last.Status = api.CheckBroken
		c.log.Error("the store is broken", "found", report.Found, "problems", report.Problems)
	default:
		c.last.Status = api.CheckSound
		c.log.Info("the store is sound", "quads", report.Quads, "values", report.Values)
	}
}

func (c *checks) state() api.StoreCheck {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last
}

// close ends the check that runs, and begins no other.
func (c *checks) close() {
	c.mu.Lock()
	c.closed = true
	if c.stop != nil {
		c.stop()
	}
	c.mu.Unlock()
	c.running.Wait()
}

type checkReply struct {
	Status       int
	CacheControl string `header:"Cache-Control"`
	Body         api.StoreCheck
}

func (s *Server) startCheck(context.Context, *struct{}) (*checkReply, error) {
	state, err := s.checks.begin()
	return &checkReply{http.StatusAccepted, noStore, state}, err
}

func (s *Server) getCheck(context.Context, *struct{}) (*checkReply, error) {
	return &checkReply{http.StatusOK, noStore, s.checks.state()}, nil
}

const noStore = "no-store"

// accepted documents that the answer comes before the work is done.
func accepted(op *huma.Operation, _ huma.Registry) { op.DefaultStatus = http.StatusAccepted }

package rest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"graphd/api"
	"graphd/internal/graph"
	"graphd/internal/library"
)

// ErrNotReady reports that the store does not answer.
var ErrNotReady = errors.New("store does not answer")

// StoreChecks runs one check of the store's invariants at a time, concurrently with requests, and remembers the last one. A
// check holds no slot and has no deadline, since it reads the whole store. It is safe for concurrent use.
type StoreChecks struct {
	store *graph.Store
	log   *slog.Logger

	mu      sync.Mutex
	last    api.StoreCheck
	cancel  context.CancelFunc // of the check that runs
	running sync.WaitGroup
	closed  bool
}

// NewStoreChecks returns the checks of store. Close it before the store.
func NewStoreChecks(store *graph.Store, log *slog.Logger) *StoreChecks {
	return &StoreChecks{store: store, log: log, last: api.StoreCheck{Status: api.CheckNone}}
}

// start begins a check unless one runs, and returns its state.
func (c *StoreChecks) start() (api.StoreCheck, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last.Status == api.CheckRunning || c.closed {
		return c.last, nil
	}
	snapshot, err := c.store.Snapshot()
	if err != nil {
		return c.last, fmt.Errorf("%w: %w", ErrNotReady, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	c.last, c.cancel = api.StoreCheck{Status: api.CheckRunning, Started: time.Now().UTC()}, cancel
	c.running.Go(func() {
		defer cancel()
		report, err := library.Check(ctx, snapshot, c.progress)
		c.finish(report, errors.Join(err, snapshot.Close()))
	})
	return c.last, nil
}

func (c *StoreChecks) progress(done, total uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last.Done, c.last.Total = done, total
}

// finish records the result of a check and logs it.
func (c *StoreChecks) finish(report graph.CheckReport, err error) {
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

// state returns the state of the check that runs, or the result of the last one.
func (c *StoreChecks) state() api.StoreCheck {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last
}

// Close stops the check that runs and waits for it. No further check can start.
func (c *StoreChecks) Close() {
	c.mu.Lock()
	c.closed = true
	if c.cancel != nil {
		c.cancel()
	}
	c.mu.Unlock()
	c.running.Wait()
}

type checkReply struct {
	Status       int
	CacheControl string `header:"Cache-Control"`
	Body         api.StoreCheck
}

// StartCheck starts a check of the store unless one runs, and returns its state.
func (h *API) StartCheck(context.Context, *struct{}) (*checkReply, error) {
	state, err := h.Checks.start()
	return &checkReply{http.StatusAccepted, noStore, state}, err
}

// GetCheck returns the state of the check, or the result of the last one.
func (h *API) GetCheck(context.Context, *struct{}) (*checkReply, error) {
	return &checkReply{http.StatusOK, noStore, h.Checks.state()}, nil
}

const noStore = "no-store"

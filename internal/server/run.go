package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	headerTimeout = 10 * time.Second
	idleTimeout   = 2 * time.Minute
	maxHeader     = 64 << 10
	abortTime     = 5 * time.Second // that aborted requests may take to notice
)

// Run serves on listener until ctx ends, and closes it. Then it accepts no new connections and waits for the requests under
// way for ServeLimits.Drain. It aborts the remaining ones and waits for them too. The error is nil if no request was aborted.
func (s *Server) Run(ctx context.Context, listener net.Listener) error {
	defer s.runner.Close()
	defer s.checks.Close()
	requests, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	var handling sync.RWMutex // held for reading by each request under way
	server := &http.Server{
		Handler:           countRequests(&handling, s.Handler()),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       s.limits.Deadline + s.limits.Transfer,
		WriteTimeout:      s.limits.Deadline + 2*s.limits.Transfer, // a late body is still answered
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		BaseContext:       func(net.Listener) context.Context { return requests },
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err := <-served:
		return fmt.Errorf("serve on %s: %w", listener.Addr(), err)
	case <-ctx.Done():
	}
	err := s.drain(server, served, stop)
	waitForRequests(&handling)
	return err
}

// countRequests returns a handler that holds the lock for reading during each request of h.
func countRequests(handling *sync.RWMutex, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handling.RLock()
		defer handling.RUnlock()
		h.ServeHTTP(w, r)
	})
}

// waitForRequests waits until no request is under way, at most abortTime: aborted requests still use what the caller is
// about to close.
func waitForRequests(handling *sync.RWMutex) {
	done := make(chan struct{})
	go func() {
		handling.Lock()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(abortTime):
	}
}

// drain waits for the requests under way for ServeLimits.Drain and aborts the rest.
func (s *Server) drain(server *http.Server, served <-chan error, stop context.CancelFunc) error {
	s.log.Info("draining", "for", s.limits.Drain)
	ctx, cancel := context.WithTimeout(context.Background(), s.limits.Drain)
	defer cancel()
	err := server.Shutdown(ctx)
	stop()
	if err != nil {
		s.log.Warn("requests aborted", "after", s.limits.Drain)
		err = errors.Join(fmt.Errorf("requests were still running after %s: %w", s.limits.Drain, err), server.Close())
	}
	if ended := <-served; err == nil && !errors.Is(ended, http.ErrServerClosed) {
		err = ended
	}
	return err
}

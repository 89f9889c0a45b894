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
	leaveTime     = 5 * time.Second // that requests which were cut off may take to notice
)

// Run serves on listener, which it closes, until ctx ends. Then it takes no new connection, lets the requests that it has
// finish for Limits.Drain, and ends those that have not and waits for them. The error is nil where all of them finished.
func (s *Server) Run(ctx context.Context, listener net.Listener) error {
	defer s.pins.close()
	defer s.checks.close()
	requests, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	var handling sync.RWMutex // held for reading by each request under way
	server := &http.Server{
		Handler:           heldBy(&handling, s.Handler()),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       s.limits.Deadline + s.limits.Transfer,
		WriteTimeout:      s.limits.Deadline + 2*s.limits.Transfer, // what came late is still answered
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
	leave(&handling)
	return err
}

// heldBy answers requests by h, each holding the lock for reading.
func heldBy(handling *sync.RWMutex, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handling.RLock()
		defer handling.RUnlock()
		h.ServeHTTP(w, r)
	})
}

// leave returns when no request is under way any more, at the latest after leaveTime: those that were cut off still use what
// the caller is about to close.
func leave(handling *sync.RWMutex) {
	left := make(chan struct{})
	go func() {
		handling.Lock()
		close(left)
	}()
	select {
	case <-left:
	case <-time.After(leaveTime):
	}
}

func (s *Server) drain(server *http.Server, served <-chan error, stop context.CancelFunc) error {
	s.log.Info("draining", "for", s.limits.Drain)
	ctx, cancel := context.WithTimeout(context.Background(), s.limits.Drain)
	defer cancel()
	err := server.Shutdown(ctx)
	stop()
	if err != nil {
		s.log.Warn("requests cut off", "after", s.limits.Drain)
		err = errors.Join(fmt.Errorf("requests still ran after %s: %w", s.limits.Drain, err), server.Close())
	}
	if ended := <-served; err == nil && !errors.Is(ended, http.ErrServerClosed) {
		err = ended
	}
	return err
}

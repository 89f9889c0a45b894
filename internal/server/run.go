package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

const (
	headerTimeout = 10 * time.Second
	idleTimeout   = 2 * time.Minute
	maxHeader     = 64 << 10
)

// Run serves on listener, which it closes, until ctx ends. Then it takes no new connection, lets the requests that it has
// finish for Limits.Drain, and ends those that have not. The error is nil where all of them finished.
func (s *Server) Run(ctx context.Context, listener net.Listener) error {
	defer s.pins.close()
	defer s.checks.close()
	requests, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	server := &http.Server{
		Handler:           s.Handler(),
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
	return s.drain(server, served, stop)
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

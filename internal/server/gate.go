package server

import (
	"context"
	"errors"
	"time"
)

// errBusy says that a request waited in vain for its turn.
var errBusy = errors.New("too many requests at work")

// gate lets a number of requests through at a time.
type gate struct {
	slots chan struct{}
	wait  time.Duration
}

func newGate(n int, wait time.Duration) gate { return gate{make(chan struct{}, n), wait} }

// enter waits for its turn; whoever got it leaves with the function.
func (g gate) enter(ctx context.Context) (leave func(), err error) {
	timer := time.NewTimer(g.wait)
	defer timer.Stop()
	select {
	case g.slots <- struct{}{}:
		return func() { <-g.slots }, nil
	case <-timer.C:
		return nil, errBusy
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

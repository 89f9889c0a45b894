package server

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestWhoMustLeaveIsToldSo: a turn that is ended for others is no request that its client gave up.
func TestWhoMustLeaveIsToldSo(t *testing.T) {
	g := newGate(1, 0, time.Minute)
	long, err := g.enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	next := make(chan error, 1)
	go func() {
		short, err := g.enter(t.Context())
		if err == nil {
			short.leave()
		}
		next <- err
	}()
	<-long.Done()
	if err := long.why(long.Err()); !errors.Is(err, errBusy) {
		t.Errorf("the long one is told %v", err)
	}
	long.leave()
	if err := <-next; err != nil {
		t.Errorf("the short one is told %v", err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	gone, err := g.enter(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer gone.leave()
	cancel()
	if err := gone.why(gone.Err()); !errors.Is(err, context.Canceled) {
		t.Errorf("who went away is told %v", err)
	}
}

package server

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestWhoMustLeaveIsToldSo: a turn that is ended for others is no request that its client gave up.
func TestWhoMustLeaveIsToldSo(t *testing.T) {
	g := newGate(1, 0, 0, time.Minute)
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

// TestTheLastTurnIsForWhoComes: who has waited does not take the last turn from those who keep coming, and has it when
// nobody comes any more.
func TestTheLastTurnIsForWhoComes(t *testing.T) {
	g := newGate(2, 2, 0, time.Minute)
	long, err := g.enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer long.leave()
	first, err := g.enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	waited := make(chan *turn, 1)
	go func() {
		patient, err := g.enter(t.Context())
		if err != nil {
			t.Error(err)
		}
		waited <- patient
	}()
	time.Sleep(2 * fresh)
	for begun := time.Now(); time.Since(begun) < 3*fresh; {
		next := make(chan *turn, 1)
		go func() {
			short, err := g.enter(t.Context())
			if err != nil {
				t.Error(err)
			}
			next <- short
		}()
		time.Sleep(fresh / 10)
		if first != nil {
			first.leave()
			first = nil
		}
		select {
		case short := <-next:
			short.leave()
		case <-waited:
			t.Fatal("who has waited took the last turn")
		}
	}
	select {
	case patient := <-waited:
		patient.leave()
	case <-time.After(10 * time.Second):
		t.Error("the last turn is kept for nobody")
	}
}

// TestPoliteStepAside: a request that lets others go first works on without a turn when it is long and somebody waits;
// where too many do already it must leave.
func TestPoliteStepAside(t *testing.T) {
	g := newGate(1, 1, 1, time.Minute)
	var polite [2]*turn
	for i := range polite {
		var err error
		if polite[i], err = g.enterPolite(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if polite[0].Err() != nil || !polite[0].aside {
		t.Error("the first does not step aside")
	}
	next := make(chan error, 1)
	go func() {
		short, err := g.enter(t.Context())
		if err == nil {
			short.leave()
		}
		next <- err
	}()
	<-polite[1].Done()
	if err := polite[1].why(polite[1].Err()); !errors.Is(err, errBusy) {
		t.Errorf("the second is told %v", err)
	}
	polite[1].leave()
	if err := <-next; err != nil || polite[0].Err() != nil {
		t.Errorf("the short one is told %v, the first %v", err, polite[0].Err())
	}
	polite[0].leave()
	if g.free != 1 || len(g.working) != 0 {
		t.Errorf("%d turns are free, %d at work", g.free, len(g.working))
	}
}

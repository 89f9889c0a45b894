package admission

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestRevokedSlotReportsBusy checks that a revoked slot reports ErrBusy and that the client's own cancellation does not.
func TestRevokedSlotReportsBusy(t *testing.T) {
	g := NewGate(GateLimits{Slots: 1, Wait: time.Minute})
	slow, err := g.Enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	next := make(chan error, 1)
	go func() {
		short, err := g.Enter(t.Context())
		if err == nil {
			short.Leave()
		}
		next <- err
	}()
	<-slow.Context().Done()
	if err := slow.Err(slow.Context().Err()); !errors.Is(err, ErrBusy) {
		t.Errorf("the slow request gets %v", err)
	}
	slow.Leave()
	if err := <-next; err != nil {
		t.Errorf("the short request gets %v", err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	canceled, err := g.Enter(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer canceled.Leave()
	cancel()
	if err := canceled.Err(canceled.Context().Err()); !errors.Is(err, context.Canceled) {
		t.Errorf("the canceled request gets %v", err)
	}
}

// TestLastSlotIsReservedForArrivals checks that an old waiter does not take the last slot while requests keep arriving, and
// gets it when no more arrive.
func TestLastSlotIsReservedForArrivals(t *testing.T) {
	g := NewGate(GateLimits{Slots: 2, Slow: 2, Wait: time.Minute})
	slow, err := g.Enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Leave()
	first, err := g.Enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	waited := make(chan *Slot, 1)
	go func() {
		patient, err := g.Enter(t.Context())
		if err != nil {
			t.Error(err)
		}
		waited <- patient
	}()
	time.Sleep(2 * recent)
	for begun := time.Now(); time.Since(begun) < 3*recent; {
		next := make(chan *Slot, 1)
		go func() {
			short, err := g.Enter(t.Context())
			if err != nil {
				t.Error(err)
			}
			next <- short
		}()
		time.Sleep(recent / 10)
		if first != nil {
			first.Leave()
			first = nil
		}
		select {
		case short := <-next:
			short.Leave()
		case <-waited:
			t.Fatal("the old waiter took the last slot")
		}
	}
	select {
	case patient := <-waited:
		patient.Leave()
	case <-time.After(10 * time.Second):
		t.Error("the last slot stays reserved although no requests arrive")
	}
}

// TestYieldingWorkDetaches checks that slow work that yields continues without a slot while others wait, and that it loses
// its slot where too much work is detached already.
func TestYieldingWorkDetaches(t *testing.T) {
	g := NewGate(GateLimits{Slots: 1, Slow: 1, Detached: 1, Wait: time.Minute})
	var yielding [2]*Slot
	for i := range yielding {
		var err error
		if yielding[i], err = g.EnterYielding(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if yielding[0].Context().Err() != nil || !yielding[0].detached {
		t.Error("the first does not detach")
	}
	next := make(chan error, 1)
	go func() {
		short, err := g.Enter(t.Context())
		if err == nil {
			short.Leave()
		}
		next <- err
	}()
	<-yielding[1].Context().Done()
	if err := yielding[1].Err(yielding[1].Context().Err()); !errors.Is(err, ErrBusy) {
		t.Errorf("the second gets %v", err)
	}
	yielding[1].Leave()
	if err := <-next; err != nil || yielding[0].Context().Err() != nil {
		t.Errorf("the short request gets %v, the first %v", err, yielding[0].Context().Err())
	}
	yielding[0].Leave()
	if g.free != 1 || len(g.working) != 0 {
		t.Errorf("%d slots are free, %d at work", g.free, len(g.working))
	}
}

package memlimit

import (
	"context"
	"testing"
	"time"
)

// TestTurns: as many turns as may run at a time begin at once, the next ones when those end, and time that nobody asked
// for is nobody's.
func TestTurns(t *testing.T) {
	now := time.Now()
	turns := turns{ends: make([]time.Time, 2)}
	for i, want := range []time.Duration{0, 0, slice, slice, 2 * slice} {
		if begin := turns.next(now).Sub(now); begin != want {
			t.Errorf("turn %d begins after %v; want %v", i, begin, want)
		}
	}
	later := now.Add(time.Minute)
	if begin := turns.next(later); !begin.Equal(later) {
		t.Errorf("a turn waits for nobody: %v", begin.Sub(later))
	}
}

// TestWorksWaitForTheLook: but young ones go on.
func TestWorksWaitForTheLook(t *testing.T) {
	var box Box
	works := func(used time.Duration) chan error {
		done := make(chan error, 1)
		ctx := polite{t.Context(), &box, &work{used: used, since: time.Now()}}
		go func() { done <- ctx.Err() }()
		return done
	}
	box.hold()
	if err := <-works(0); err != nil {
		t.Error(err)
	}
	old := works(youth)
	select {
	case <-old:
		t.Error("a work of some age does not wait")
	case <-time.After(4 * slice):
	}
	box.goOn()
	if err := <-old; err != nil {
		t.Error(err)
	}
}

// TestContextOfWork is the one that was given, but for its pauses.
func TestContextOfWork(t *testing.T) {
	var box Box
	outer, cancel := context.WithCancelCause(t.Context())
	box.Run(outer, 1<<30, func() {}, func(ctx context.Context, _ Mark) {
		inner, stop := context.WithCancel(ctx)
		defer stop()
		for begun := time.Now(); time.Since(begun) < 3*youth; {
			if ctx.Err() != nil || inner.Err() != nil {
				t.Fatal("ended before its time")
			}
		}
		cancel(context.DeadlineExceeded)
		<-inner.Done()
		if ctx.Err() == nil || context.Cause(ctx) != context.DeadlineExceeded || context.Cause(inner) != context.DeadlineExceeded {
			t.Errorf("%v, %v, %v", ctx.Err(), context.Cause(ctx), context.Cause(inner))
		}
	})
}

func BenchmarkErr(b *testing.B) {
	var box Box
	box.Run(b.Context(), 1<<30, func() {}, func(ctx context.Context, _ Mark) {
		for b.Loop() {
			_ = ctx.Err()
		}
	})
}

package admission

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"
)

// TestTimeSlices checks that slices on each processor follow one another and that unused time is not saved up.
func TestTimeSlices(t *testing.T) {
	now := time.Now()
	s := Scheduler{ends: make([]time.Time, 2)}
	for i, want := range []time.Duration{0, 0, timeSlice, timeSlice, 2 * timeSlice} {
		if begin := s.nextSlice(now).Sub(now); begin != want {
			t.Errorf("slice %d begins after %v; want %v", i, begin, want)
		}
	}
	later := now.Add(time.Minute)
	if begin := s.nextSlice(later); !begin.Equal(later) {
		t.Errorf("slice begins %v late although no other task runs", begin.Sub(later))
	}
}

// TestPauseStopsOldTasks checks that Yield blocks during a pause, except for tasks within their grace.
func TestPauseStopsOldTasks(t *testing.T) {
	var s Scheduler
	yielded := func(used time.Duration) chan error {
		done := make(chan error, 1)
		ctx := context.WithValue(t.Context(), taskKey{}, &task{scheduler: &s, used: used, counted: time.Now()})
		go func() { done <- Yield(ctx) }()
		return done
	}
	s.Pause()
	if err := <-yielded(0); err != nil {
		t.Error(err)
	}
	old := yielded(grace)
	select {
	case err := <-old:
		t.Errorf("a task beyond its grace does not wait: %v", err)
	case <-time.After(4 * timeSlice):
	}
	s.Resume()
	if err := <-old; err != nil {
		t.Error(err)
	}
}

// TestYieldReturnsContextError checks the error of Yield before and after cancellation, in derived contexts and without a
// task.
func TestYieldReturnsContextError(t *testing.T) {
	var s Scheduler
	outer, cancel := context.WithCancelCause(t.Context())
	task := s.Start(outer)
	derived, stop := context.WithCancel(task)
	defer stop()
	for begun := time.Now(); time.Since(begun) < 3*grace; {
		if Yield(task) != nil || Yield(derived) != nil || Yield(outer) != nil {
			t.Fatal("Yield returns an error before the context ends")
		}
	}
	cancel(context.DeadlineExceeded)
	for _, ctx := range []context.Context{outer, task, derived} {
		if err := Yield(ctx); !errors.Is(err, context.Canceled) || !errors.Is(context.Cause(ctx), context.DeadlineExceeded) {
			t.Errorf("Yield returns %v, cause %v", err, context.Cause(ctx))
		}
	}
}

// TestCanceledTaskDoesNotWait checks that the end of the context ends the wait for a time slice.
func TestCanceledTaskDoesNotWait(t *testing.T) {
	s := Scheduler{ends: []time.Time{time.Now().Add(time.Hour)}}
	ctx, cancel := context.WithCancel(t.Context())
	old := &task{scheduler: &s, used: grace, counted: time.Now()}
	old.yields.Store(clockDivisor - 1)
	done := make(chan error, 1)
	go func() { done <- Yield(context.WithValue(ctx, taskKey{}, old)) }()
	cancel()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("a canceled task still waits for its time slice")
	}
}

// TestLongTasksTakeTurns checks that none of several busy tasks starves on one processor.
func TestLongTasksTakeTurns(t *testing.T) {
	s := Scheduler{ends: make([]time.Time, 1)}
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	const tasks = 4
	var rounds [tasks]atomic.Int64
	done := make(chan struct{}, tasks)
	for i := range tasks {
		go func() {
			for task := s.Start(ctx); Yield(task) == nil; {
				rounds[i].Add(1)
			}
			done <- struct{}{}
		}()
	}
	for range tasks {
		<-done
	}
	for i := range rounds {
		if rounds[i].Load() == 0 {
			t.Errorf("task %d did not run", i)
		}
	}
}

func BenchmarkYield(b *testing.B) {
	var s Scheduler
	ctx := s.Start(b.Context())
	for b.Loop() {
		_ = Yield(ctx)
	}
}

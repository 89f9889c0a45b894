package admission

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// The figures of the scheduler, chosen by hand and measured by BenchmarkUnderAttack in cmd/graphd.
const (
	grace        = 10 * time.Millisecond // processor time that a task may use before it runs in time slices
	timeSlice    = 5 * time.Millisecond
	maxCharge    = 4 * time.Millisecond // most that is charged between two readings of the clock: a longer gap was spent waiting
	clockDivisor = 8                    // calls of Yield from one reading of the clock to the next
)

// A Scheduler divides the processors among long-running tasks. Up to GOMAXPROCS-1 tasks run at a time, each for one time
// slice, in the order in which they call [Yield]. A slice ends by the clock, so a task that blocks elsewhere during its
// slice delays nobody. The zero value is ready. A Scheduler is safe for concurrent use.
type Scheduler struct {
	mu   sync.Mutex
	ends []time.Time // for each processor, the end of the last time slice granted on it

	paused atomic.Bool
	pause  sync.RWMutex // held for writing while paused
}

// task is the account that a Scheduler keeps of one task.
type task struct {
	scheduler *Scheduler
	yields    atomic.Uint32 // calls of Yield

	accounting sync.Mutex    // held by the goroutine that accounts or waits for the task
	used       time.Duration // processor time, approximately
	counted    time.Time     // the time up to which used is counted
	sliceEnd   time.Time
}

type taskKey struct{}

// Start returns a copy of ctx for a new task of s. Calls of [Yield] with the returned context, or with one derived from
// it, account for the task and let other tasks run.
func (s *Scheduler) Start(ctx context.Context) context.Context {
	return context.WithValue(ctx, taskKey{}, &task{scheduler: s, counted: time.Now()})
}

// Pause makes tasks that have used up their grace wait in [Yield] until Resume. Younger tasks go on. Calls of Pause do not
// nest.
func (s *Scheduler) Pause() {
	s.pause.Lock()
	s.paused.Store(true)
}

// Resume ends a Pause.
func (s *Scheduler) Resume() {
	s.paused.Store(false)
	s.pause.Unlock()
}

// Yield lets other tasks run if the task of ctx has used up its time slice, and waits while its scheduler is paused. It
// returns ctx.Err(), and does nothing else if ctx belongs to no task. Callers must hold no lock that another task may want.
//
// Yield is cheap enough for inner loops: most calls increment a counter.
func Yield(ctx context.Context) error {
	if t, ok := ctx.Value(taskKey{}).(*task); ok {
		t.yield(ctx)
	}
	return ctx.Err()
}

func (t *task) yield(ctx context.Context) {
	if t.yields.Add(1)%clockDivisor != 0 && !t.scheduler.paused.Load() {
		return
	}
	if !t.accounting.TryLock() {
		return // another goroutine of the task accounts for both
	}
	defer t.accounting.Unlock()
	now := time.Now()
	t.used += min(now.Sub(t.counted), maxCharge)
	if t.counted = now; t.used < grace {
		return
	}
	if t.scheduler.paused.Load() {
		t.scheduler.pause.RLock()
		t.scheduler.pause.RUnlock() //nolint:staticcheck // the critical section is empty: acquiring the lock is the wait
	} else if now.Before(t.sliceEnd) {
		return
	}
	t.waitForSlice(ctx)
}

// waitForSlice blocks until the next time slice of the task begins, or ctx ends.
func (t *task) waitForSlice(ctx context.Context) {
	begin := t.scheduler.nextSlice(time.Now())
	t.sliceEnd = begin.Add(timeSlice)
	select {
	case <-time.After(time.Until(begin)):
	case <-ctx.Done():
	}
	t.counted = time.Now()
}

// nextSlice grants the caller a time slice and returns when it begins, at now or later.
func (s *Scheduler) nextSlice(now time.Time) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ends == nil {
		s.ends = make([]time.Time, max(1, runtime.GOMAXPROCS(0)-1))
	}
	first := 0
	for i, end := range s.ends {
		if end.Before(s.ends[first]) {
			first = i
		}
	}
	begin := s.ends[first]
	if begin.Before(now) {
		begin = now
	}
	s.ends[first] = begin.Add(timeSlice)
	return begin
}

package memlimit_test

import (
	"context"
	"runtime"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"graphd/internal/memlimit"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const budget = 32 << 20

// TestCountsLiveDataOnly checks that four times the budget in garbage stops no task, while twice the budget in live data
// does.
func TestCountsLiveDataOnly(t *testing.T) {
	var limiter memlimit.Limiter
	exceeded := make(chan struct{}, 1)
	limiter.Run(t.Context(), budget, func() { exceeded <- struct{}{} }, func(context.Context, memlimit.Mark) {
		for range 128 {
			_ = make([]byte, 1<<20)
			time.Sleep(time.Millisecond)
		}
		select {
		case <-exceeded:
			t.Error("stopped because of garbage")
		default:
		}
		held := allocate(2 * budget)
		select {
		case <-exceeded:
		case <-time.After(time.Minute):
			t.Error("not stopped at twice the budget")
		}
		runtime.KeepAlive(held)
	})
}

func allocate(bytes int) (held [][]byte) {
	for range bytes >> 16 {
		held = append(held, make([]byte, 1<<16))
	}
	return held
}

// TestStopsOnlyExceedingTasks runs twenty tasks at a time, of which three hold too much, each in small pieces.
func TestStopsOnlyExceedingTasks(t *testing.T) {
	var limiter memlimit.Limiter
	var tasks sync.WaitGroup
	var mu sync.Mutex
	stopped := map[int]bool{}
	all := make(chan struct{})
	exceeds := func(i int) bool { return i%7 == 3 }
	for i := range 20 {
		tasks.Go(func() {
			exceeded := func() {
				mu.Lock()
				defer mu.Unlock()
				if stopped[i] = true; len(stopped) == 3 {
					close(all)
				}
			}
			limiter.Run(t.Context(), budget, exceeded, func(context.Context, memlimit.Mark) {
				held := allocate(1 << 20)
				if exceeds(i) {
					held = allocate(3 * budget / 2)
				}
				select {
				case <-all:
				case <-time.After(time.Minute):
				}
				time.Sleep(10 * time.Millisecond)
				runtime.KeepAlive(held)
			})
		})
	}
	tasks.Wait()
	for i := range 20 {
		if stopped[i] != exceeds(i) {
			t.Errorf("task %d: stopped is %v", i, stopped[i])
		}
	}
}

// TestTotal checks that tasks within their own budgets are stopped, the largest first, until the rest keeps within Total.
func TestTotal(t *testing.T) {
	runtime.GC() // frees what earlier tests held
	limiter := memlimit.Limiter{Total: 2 * budget}
	var tasks sync.WaitGroup
	stopped, done := make(chan int, 4), make(chan struct{})
	for i := range 4 {
		tasks.Go(func() {
			limiter.Run(t.Context(), 2*budget, func() { stopped <- i }, func(context.Context, memlimit.Mark) {
				held := allocate(budget / 4)
				for more := 0; i == 3 && more < 52; more++ {
					held = append(held, make([]byte, 1<<20)) // grows steadily and stays within its own budget
					time.Sleep(10 * time.Millisecond)
				}
				<-done
				runtime.KeepAlive(held)
			})
		})
	}
	select {
	case first := <-stopped:
		if first != 3 {
			t.Errorf("task %d is stopped first", first)
		}
	case <-time.After(time.Minute): // a busy machine examines late
		t.Error("no task is stopped")
	}
	close(done)
	tasks.Wait()
}

// TestDeepTask checks that allocations below more calls than a profile keeps still count for their task.
func TestDeepTask(t *testing.T) {
	runtime.GC() // frees what earlier tests held
	var limiter memlimit.Limiter
	exceeded := make(chan struct{}, 1)
	limiter.Run(t.Context(), budget, func() { exceeded <- struct{}{} }, func(_ context.Context, m memlimit.Mark) {
		deep(m, 400, func() {
			held := allocate(2 * budget)
			select {
			case <-exceeded:
			case <-time.After(time.Minute):
				t.Error("the task is not stopped")
			}
			runtime.KeepAlive(held)
		})
	})
}

// deep calls do below n nested calls.
//
//go:noinline
func deep(m memlimit.Mark, n int, do func()) {
	switch {
	case n == 0:
		do()
	case n%50 == 0:
		m.Repeat(func() { deep(m, n-1, do) })
	default:
		deep(m, n-1, do)
	}
}

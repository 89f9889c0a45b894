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

// TestBlowsOnLiveDataOnly: garbage of four times the budget is nothing to anybody; twice the budget held is.
func TestBlowsOnLiveDataOnly(t *testing.T) {
	var box memlimit.Box
	blown := make(chan struct{}, 1)
	box.Run(t.Context(), budget, func() { blown <- struct{}{} }, func(context.Context, memlimit.Mark) {
		for range 128 {
			_ = make([]byte, 1<<20)
			time.Sleep(time.Millisecond)
		}
		select {
		case <-blown:
			t.Error("blown by garbage")
		default:
		}
		held := hold(2 * budget)
		select {
		case <-blown:
		case <-time.After(10 * time.Second):
			t.Error("not blown by twice the budget")
		}
		runtime.KeepAlive(held)
	})
}

func hold(bytes int) (held [][]byte) {
	for range bytes >> 16 {
		held = append(held, make([]byte, 1<<16))
	}
	return held
}

// TestOnlyTheGuiltyIsBlown runs twenty works at a time, of which three hold too much, each in small pieces.
func TestOnlyTheGuiltyIsBlown(t *testing.T) {
	var box memlimit.Box
	var works sync.WaitGroup
	var mu sync.Mutex
	blown := map[int]bool{}
	enough := make(chan struct{})
	guilty := func(i int) bool { return i%7 == 3 }
	for i := range 20 {
		works.Go(func() {
			blow := func() {
				mu.Lock()
				defer mu.Unlock()
				if blown[i] = true; len(blown) == 3 {
					close(enough)
				}
			}
			box.Run(t.Context(), budget, blow, func(context.Context, memlimit.Mark) {
				held := hold(1 << 20)
				if guilty(i) {
					held = hold(3 * budget / 2)
				}
				select {
				case <-enough:
				case <-time.After(10 * time.Second):
				}
				time.Sleep(10 * time.Millisecond)
				runtime.KeepAlive(held)
			})
		})
	}
	works.Wait()
	for i := range 20 {
		if blown[i] != guilty(i) {
			t.Errorf("work %d: blown %v", i, blown[i])
		}
	}
}

// TestTotal: works that keep within their own budgets go, the largest first, until the rest keeps within the total.
func TestTotal(t *testing.T) {
	runtime.GC() // what the tests before held
	box := memlimit.Box{Total: 2 * budget}
	var works sync.WaitGroup
	blown, done := make(chan int, 4), make(chan struct{})
	for i := range 4 {
		works.Go(func() {
			box.Run(t.Context(), 2*budget, func() { blown <- i }, func(context.Context, memlimit.Mark) {
				held := hold(budget / 4)
				for more := 0; i == 3 && more < 52; more++ {
					held = append(held, make([]byte, 1<<20)) // it grows, as the greedy do, and stays below its own budget
					time.Sleep(10 * time.Millisecond)
				}
				<-done
				runtime.KeepAlive(held)
			})
		})
	}
	select {
	case first := <-blown:
		if first != 3 {
			t.Errorf("work %d went first", first)
		}
	case <-time.After(time.Minute): // a busy machine looks late
		t.Error("nothing was blown")
	}
	close(done)
	works.Wait()
}

// TestDeepWork: what is made under more calls than a profile keeps is still somebody's.
func TestDeepWork(t *testing.T) {
	runtime.GC() // what the tests before held
	var box memlimit.Box
	blown := make(chan struct{}, 1)
	box.Run(t.Context(), budget, func() { blown <- struct{}{} }, func(_ context.Context, m memlimit.Mark) {
		deep(m, 400, func() {
			held := hold(2 * budget)
			select {
			case <-blown:
			case <-time.After(time.Minute):
				t.Error("nothing was blown")
			}
			runtime.KeepAlive(held)
		})
	})
}

// deep does work under n calls.
//
//go:noinline
func deep(m memlimit.Mark, n int, work func()) {
	switch {
	case n == 0:
		work()
	case n%50 == 0:
		m.Repeat(func() { deep(m, n-1, work) })
	default:
		deep(m, n-1, work)
	}
}

package gizmo

import (
	"runtime"
	"runtime/metrics"
	"time"
)

// heapTick is how often the heap is looked at while a query runs.
const heapTick = 5 * time.Millisecond

// watchHeap stops the query when the live heap has grown by more than its budget since the query began.
//
// What the process holds cannot be told apart by query, so the budget is a fuse for the process and not an account: garbage
// does not count, since the heap is collected before a query is blamed. The returned function ends the watch and waits for it.
func (r *run) watchHeap() (end func()) {
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		watch := heapWatch{start: readHeap().objects, budget: uint64(r.engine.budgets.Heap)}
		ticker := time.NewTicker(heapTick)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				if watch.exceeded() {
					r.stop(budgetf("the query takes more than %d MiB of memory; ask for less at a time", r.engine.budgets.Heap>>20))
					return
				}
			}
		}
	}()
	return func() {
		close(done)
		<-ended
	}
}

// heapWatch compares the heap with what it was at the start.
type heapWatch struct {
	start, budget uint64
	collectAt     uint64 // growth at which the next collection is worth its cost
}

func (w *heapWatch) exceeded() bool {
	grown := growth(w.start, readHeap().objects)
	if grown <= max(w.budget, w.collectAt) {
		return false
	}
	runtime.GC()
	live := growth(w.start, readHeap().live)
	w.collectAt = live + w.budget/2
	return live > w.budget
}

func growth(from, to uint64) uint64 {
	if to < from {
		return 0
	}
	return to - from
}

type heapSize struct{ objects, live uint64 }

// readHeap gives the bytes of all objects on the heap, garbage included, and of those that the last collection found alive.
func readHeap() heapSize {
	samples := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/live:bytes"}}
	metrics.Read(samples)
	return heapSize{objects: samples[0].Value.Uint64(), live: samples[1].Value.Uint64()}
}

// Package fuse ends work that takes too much of the process's memory.
package fuse

import (
	"runtime"
	"runtime/metrics"
	"time"
)

// tick is how often the heap is looked at.
const tick = 5 * time.Millisecond

// Heap calls blow, once and from another goroutine, when the live heap of the process has grown by more than budget bytes
// since Heap was called. The returned function ends the watch and waits for it.
//
// What the process holds cannot be told apart by who made it, so this is a fuse and not an account. Garbage does not
// count: the heap is collected before anything is blamed.
func Heap(budget int64, blow func()) (end func()) {
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		start := read()
		w := watch{objects: start.objects, live: max(start.live, 1), budget: uint64(max(budget, 0))}
		ticker := time.NewTicker(tick)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				if w.exceeded() {
					blow()
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

// watch compares the heap with what it was at the start.
type watch struct {
	objects, live uint64 // at the start
	budget        uint64
	collectAt     uint64 // growth at which the next collection is worth its cost
}

func (w *watch) exceeded() bool {
	if growth(w.objects, read().objects) <= max(w.budget, w.collectAt) {
		return false
	}
	runtime.GC()
	live := growth(w.live, read().live)
	w.collectAt = live + w.budget/2
	return live > w.budget
}

func growth(from, to uint64) uint64 {
	if to < from {
		return 0
	}
	return to - from
}

// size is of the objects on the heap: all of them, and those that the last collection found alive.
type size struct{ objects, live uint64 }

func read() size {
	samples := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/live:bytes"}}
	metrics.Read(samples)
	return size{objects: samples[0].Value.Uint64(), live: samples[1].Value.Uint64()}
}

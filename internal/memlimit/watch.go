package memlimit

import (
	"cmp"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"time"
)

// watchInterval is how often the size of the heap is read while tasks run; chosen by hand: a task allocates a few
// megabytes in this time.
const watchInterval = 5 * time.Millisecond

// watch reads the size of the heap at intervals until no task runs, and examines the heap when it has grown suspiciously.
// before is the size of the heap before the first task.
func (l *Limiter) watch(before heapSize) {
	w := heapWatch{base: before.live, last: before.live, cycles: before.cycles, results: make(chan examination, 1)}
	ticker := time.NewTicker(watchInterval)
	defer ticker.Stop()
	for {
		select {
		case found := <-w.results:
			w.update(found)
			w.stopped = l.stopExceeding(found.tasks, found.live) || w.stopped
			l.examining.Store(false)
			l.tasks.Resume()
		case <-ticker.C:
			tasks, smallest, idle := l.snapshot()
			switch {
			case l.examining.Load():
			case idle && w.stopped:
				w.stopped = false
				debug.FreeOSMemory() // return the memory of the stopped tasks to the operating system
			case idle && l.endWatch():
				return
			case !idle && w.suspicious(smallest):
				l.tasks.Pause()
				l.examining.Store(true)
				go func() { w.results <- examine(tasks) }()
			}
		}
	}
}

// snapshot returns the running tasks, the smallest limit that applies to any of them in bytes, and whether none runs.
func (l *Limiter) snapshot() (tasks [maxTasks]*account, smallest int64, idle bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	smallest = l.Total
	for _, a := range l.held {
		if a != nil && (smallest <= 0 || a.budget < smallest) {
			smallest = a.budget
		}
	}
	return l.held, smallest, l.running == 0
}

// endWatch records that the heap is no longer watched, and reports whether that is so: a new task keeps the watch going.
func (l *Limiter) endWatch() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.watched = l.running > 0
	return !l.watched
}

// stopExceeding stops the tasks whose live bytes exceed their budget and, largest first, further tasks until the rest
// keeps within Total. It considers only tasks that were already running when the heap was examined, which seen lists, and
// reports whether it has stopped any.
func (l *Limiter) stopExceeding(seen [maxTasks]*account, live map[int]int64) bool {
	l.mu.Lock()
	var candidates []int
	total := int64(0)
	for id, a := range l.held {
		if a != nil && a == seen[id] && !a.stopped {
			candidates = append(candidates, id)
			total += live[id]
		}
	}
	slices.SortFunc(candidates, func(i, j int) int { return cmp.Compare(live[j], live[i]) })
	var stop []func()
	for _, id := range candidates {
		if a := l.held[id]; live[id] > a.budget || l.Total > 0 && total > l.Total {
			a.stopped, total = true, total-live[id]
			stop = append(stop, a.exceeded)
		}
	}
	l.mu.Unlock()
	for _, exceeded := range stop {
		exceeded()
	}
	return len(stop) > 0
}

// heapWatch compares the heap with its earlier sizes.
type heapWatch struct {
	base    uint64 // live bytes that belong to no task
	last    uint64 // live bytes at the last examination, or the least since then
	cycles  uint64 // garbage collections up to the last examination
	results chan examination
	stopped bool // a task has been stopped since tasks began to run
}

// examination is what was found in the heap.
type examination struct {
	tasks [maxTasks]*account // running when the examination began
	heap  heapSize
	live  map[int]int64 // bytes by task number
}

// examine runs the garbage collector and sums up what the tasks hold; the heap profile describes the last collection.
func examine(tasks [maxTasks]*account) examination {
	runtime.GC()
	size := readHeap()
	return examination{tasks, size, liveBytes()}
}

// suspicious reports whether the heap has grown by more than limit bytes beyond what belongs to no task, and considerably
// since the last examination. The shares of limit are chosen by hand: growth that may be garbage counts from one half,
// growth that a collection of the runtime's own left alive already from one eighth.
func (w *heapWatch) suspicious(limit int64) bool {
	bound, now := uint64(max(limit, 1)), readHeap()
	w.base, w.last = min(w.base, now.live), min(w.last, now.live)
	if growth(w.base, now.objects) <= bound {
		return false
	}
	return growth(max(w.last, now.live), now.objects) > bound/2 || now.cycles != w.cycles && growth(w.last, now.live) > bound/8
}

// update records the result of an examination as the state that later sizes are compared with.
func (w *heapWatch) update(found examination) {
	total := uint64(0)
	for _, bytes := range found.live {
		total += uint64(bytes)
	}
	w.base, w.last, w.cycles = growth(total, found.heap.live), found.heap.live, found.heap.cycles
}

// growth returns to-from, or 0 where from is larger.
func growth(from, to uint64) uint64 {
	if to < from {
		return 0
	}
	return to - from
}

// heapSize holds the bytes of all objects on the heap, the bytes that the last garbage collection found alive, and the
// number of collections so far.
type heapSize struct{ objects, live, cycles uint64 }

func readHeap() heapSize {
	samples := []metrics.Sample{
		{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/live:bytes"}, {Name: "/gc/cycles/total:gc-cycles"},
	}
	metrics.Read(samples)
	return heapSize{samples[0].Value.Uint64(), samples[1].Value.Uint64(), samples[2].Value.Uint64()}
}

// Package fuse ends work that takes too much of the process's memory, and no other.
//
// Go keeps no account of who holds memory, but its heap profile knows the stack that made each object. [Box.Run] puts
// the number of the work into the stack under it, as a sequence of calls of two functions (mark.go); when the heap has
// grown suspiciously, the box collects it, reads the profile, adds up what each work holds, and blows the fuses of those
// that hold too much. Nothing is measured, and nothing is slowed down, while the heap is small.
package fuse

import (
	"cmp"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"sync"
	"time"
)

const (
	tick = 5 * time.Millisecond // how often the heap is looked at while there is work
	most = 1 << markBits        // works at a time that can be told apart; further ones are not watched
)

// Box holds the fuses of works that run at the same time. The zero value is ready. It is safe for concurrent use.
type Box struct {
	// Total bounds what all works together may hold, in bytes: beyond it the largest goes. 0 is no bound.
	Total int64

	mu      sync.Mutex
	works   [most]*work
	n       int
	last    int  // number given
	watched bool // a goroutine watches until there is no work
}

// work is what a fuse protects from.
type work struct {
	budget int64
	blow   func()
	blown  bool
}

// Run does work, and calls blow, once and from another goroutine, when what the work has made and still holds takes
// more than budget bytes. It is the work that must end then. Goroutines that it starts are not counted. Work that goes deep,
// with more than a hundred calls under way, must repeat its mark now and then.
func (b *Box) Run(budget int64, blow func(), do func(Mark)) {
	id := b.enter(&work{budget: budget, blow: blow})
	if id < 0 {
		do(Mark{})
		return
	}
	defer b.leave(id)
	m := Mark{id, true}
	m.Repeat(func() { do(m) })
}

// Mark is the number of a work. The zero mark is that of a work that nobody watches.
type Mark struct {
	id      int
	watched bool
}

// Repeat writes the mark into the stack again, under do: the profile knows no more than the innermost 128 calls of a stack.
func (m Mark) Repeat(do func()) {
	if !m.watched {
		do()
		return
	}
	start(m.id, do)
}

func (b *Box) enter(w *work) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.watched {
		b.watched = true
		go b.watch()
	}
	for range b.works {
		b.last = (b.last + 1) % most // a number is not soon given again: what its work made may live on
		if b.works[b.last] == nil {
			b.works[b.last] = w
			b.n++
			return b.last
		}
	}
	return -1
}

func (b *Box) leave(id int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.works[id] = nil
	b.n--
}

// watch looks at the heap until there is no work.
func (b *Box) watch() {
	w := watch{base: readHeap().live}
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for range ticker.C {
		seen, least, idle := b.state()
		switch {
		case idle && w.blown:
			w.blown = false
			debug.FreeOSMemory() // the process grew beyond its means: what nobody holds goes back
		case idle && b.stop():
			return
		case !idle && w.suspicious(least) && b.judge(seen, w.looked(holdings())):
			w.blown = true
		}
	}
}

// state is the works, the smallest of the bounds, and whether there is no work.
func (b *Box) state() (works [most]*work, least int64, idle bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	least = b.Total
	for _, w := range b.works {
		if w != nil && (least <= 0 || w.budget < least) {
			least = w.budget
		}
	}
	return b.works, least, b.n == 0
}

// stop ends the watch unless work has come.
func (b *Box) stop() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.watched = b.n > 0
	return !b.watched
}

// judge blows the fuses of the works that hold too much, each for itself and all together; of those that had begun when
// the heap was looked at.
func (b *Box) judge(seen [most]*work, held map[int]int64) (blown bool) {
	b.mu.Lock()
	var going []int
	total := int64(0)
	for id, w := range b.works {
		if w != nil && w == seen[id] && !w.blown {
			going = append(going, id)
			total += held[id]
		}
	}
	slices.SortFunc(going, func(i, j int) int { return cmp.Compare(held[j], held[i]) })
	var gone []func()
	for _, id := range going {
		if w := b.works[id]; held[id] > w.budget || b.Total > 0 && total > b.Total {
			w.blown, total = true, total-held[id]
			gone = append(gone, w.blow)
		}
	}
	b.mu.Unlock()
	for _, blow := range gone {
		blow()
	}
	return len(gone) > 0
}

// watch compares the heap with what it was.
type watch struct {
	base   uint64 // of what is alive, what is not the works'
	cycles uint64 // collections up to the last look at the profile
	blown  bool   // a fuse, since there was last no work
}

// suspicious reports whether the live heap has grown by more than budget since there was last a reason to look. Garbage
// does not count: the heap is collected before anything is suspected.
func (w *watch) suspicious(budget int64) bool {
	bound, now := uint64(max(budget, 1)), readHeap()
	w.base = min(w.base, now.live)
	grown := growth(w.base, now.objects)
	if grown <= bound || now.cycles == w.cycles && grown <= growth(w.base, now.live)+bound/4 {
		return false
	}
	runtime.GC()
	now = readHeap()
	w.cycles = now.cycles
	return growth(w.base, now.live) > bound
}

// looked notes what the works hold: the rest of what is alive is somebody else's.
func (w *watch) looked(held map[int]int64) map[int]int64 {
	total := uint64(0)
	for _, bytes := range held {
		total += uint64(bytes)
	}
	w.base = max(w.base, growth(total, readHeap().live))
	return held
}

func growth(from, to uint64) uint64 {
	if to < from {
		return 0
	}
	return to - from
}

// heap is the size of the objects on the heap, all of them and those that the last collection found alive, and the
// number of collections.
type heap struct{ objects, live, cycles uint64 }

func readHeap() heap {
	samples := []metrics.Sample{
		{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/live:bytes"}, {Name: "/gc/cycles/total:gc-cycles"},
	}
	metrics.Read(samples)
	return heap{samples[0].Value.Uint64(), samples[1].Value.Uint64(), samples[2].Value.Uint64()}
}

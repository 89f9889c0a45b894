package memlimit

import (
	"cmp"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"time"
)

// tick is how often the size of the heap is looked at while there is work.
const tick = 5 * time.Millisecond

// watch looks at the heap until there is no work. Before is how it was before the first one.
func (b *Box) watch(before heap) {
	w := watch{base: before.live, last: before.live, cycles: before.cycles, looks: make(chan look, 1)}
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for {
		select {
		case l := <-w.looks:
			w.note(l)
			w.blown = b.judge(l.works, l.held) || w.blown
			b.goOn()
		case <-ticker.C:
			works, least, idle := b.state()
			switch {
			case b.looking.Load():
			case idle && w.blown:
				w.blown = false
				debug.FreeOSMemory() // the process grew beyond its means: what nobody holds goes back
			case idle && b.stop():
				return // in no haste: there is no work
			case !idle && w.suspicious(least):
				b.hold()
				go func() { w.looks <- lookAt(works) }()
			}
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

// hold makes works wait until goOn, when they next ask their contexts; but young ones.
func (b *Box) hold() {
	b.look.Lock()
	b.looking.Store(true)
}

func (b *Box) goOn() {
	b.looking.Store(false)
	b.look.Unlock()
}

// watch compares the heap with what it was.
type watch struct {
	base   uint64 // bytes of what is alive and not the works'
	last   uint64 // bytes alive at the last look, or later where it is less
	cycles uint64 // collections up to the last look
	looks  chan look
	blown  bool // a fuse, since there was last no work
}

// look is what was found in the heap.
type look struct {
	works [most]*work // that had begun then
	heap  heap
	held  map[int]int64 // bytes by work
}

// lookAt collects the heap and adds up what the works hold: the profile tells of the last collection.
func lookAt(works [most]*work) look {
	runtime.GC()
	now := readHeap()
	return look{works, now, holdings()}
}

// suspicious reports whether the heap has grown beyond what others hold by more than bound, and by much since the last
// look. What is alive after a collection of the runtime's own says more than what may be garbage.
func (w *watch) suspicious(bound int64) bool {
	most, now := uint64(max(bound, 1)), readHeap()
	w.base, w.last = min(w.base, now.live), min(w.last, now.live)
	if growth(w.base, now.objects) <= most {
		return false
	}
	return growth(max(w.last, now.live), now.objects) > most/2 || now.cycles != w.cycles && growth(w.last, now.live) > most/8
}

// note keeps how the heap was: what is alive and not the works' is somebody else's.
func (w *watch) note(l look) {
	total := uint64(0)
	for _, bytes := range l.held {
		total += uint64(bytes)
	}
	w.base, w.last, w.cycles = growth(total, l.heap.live), l.heap.live, l.heap.cycles
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

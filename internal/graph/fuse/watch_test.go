package fuse

import (
	"runtime"
	"testing"
	"time"
)

// TestAbandon: when there is no time to look, those go that are not young, each once.
func TestAbandon(t *testing.T) {
	var b Box
	blown := map[string]int{}
	enter := func(name string, begun time.Time) {
		b.works[len(blown)] = &work{begun: begun, blow: func() { blown[name]++ }}
		blown[name] = 0
	}
	enter("old", time.Now().Add(-time.Second))
	enter("older", time.Now().Add(-time.Minute))
	enter("young", time.Now().Add(time.Hour))
	if !b.abandon() || b.abandon() {
		t.Error("not all at once")
	}
	if blown["old"] != 1 || blown["older"] != 1 || blown["young"] != 0 {
		t.Errorf("%v", blown)
	}
}

// TestBaseFollowsTheHeap: what is not the works' is what was alive without them, also when it was thought to be more.
func TestBaseFollowsTheHeap(t *testing.T) {
	w := watch{base: 1 << 40, last: 1 << 40}
	w.note(look{heap: heap{live: 300, objects: 900, cycles: 7}, held: map[int]int64{1: 100, 9: 50}})
	if w.base != 150 || w.last != 300 || w.cycles != 7 {
		t.Errorf("%+v", w)
	}
}

func BenchmarkHoldings(b *testing.B) {
	runtime.GC()
	for b.Loop() {
		holdings()
	}
}

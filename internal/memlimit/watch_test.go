package memlimit

import (
	"runtime"
	"testing"
)

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

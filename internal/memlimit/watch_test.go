package memlimit

import (
	"runtime"
	"testing"
)

// TestUpdateFollowsTheHeap checks that the base is the live heap without the tasks' bytes, even when it was believed to be
// larger.
func TestUpdateFollowsTheHeap(t *testing.T) {
	w := heapWatch{base: 1 << 40, last: 1 << 40}
	w.update(examination{heap: heapSize{live: 300, objects: 900, cycles: 7}, live: map[int]int64{1: 100, 9: 50}})
	if w.base != 150 || w.last != 300 || w.cycles != 7 {
		t.Errorf("%+v", w)
	}
}

func BenchmarkLiveBytes(b *testing.B) {
	runtime.GC()
	for b.Loop() {
		liveBytes()
	}
}

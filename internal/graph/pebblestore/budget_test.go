package pebblestore

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore/bulk"
)

// TestCachesKeepToTheirBudget queries and changes a store that would use much more memory than its cache setting allows,
// and measures the live heap afterwards.
func TestCachesKeepToTheirBudget(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector has memory of its own")
	}
	const assertions, uncounted = 40_000, 2 << 20 // uncounted: engine memory outside its cache, and garbage
	dir := t.TempDir()
	s := openBounded(t, dir, 64<<20)
	var lines []byte
	for i := range int64(assertions) {
		lines = append(lines, linesOf(assertion(i)...)...)
	}
	if _, err := s.Load(context.Background(), bytes.NewReader(lines), bulk.LoadConfig{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	lines = nil //nolint:ineffassign,wastedassign // lets the collector free the lines before the measurement
	taken := func(cache int64) int64 {
		before := live()
		s := openBounded(t, dir, cache)
		defer s.Close()
		useEverything(t, s, assertions)
		return live() - before
	}
	most := taken(1 << 30)
	for _, cache := range []int64{4 << 20, 12 << 20} {
		if most < 2*cache {
			t.Fatalf("the store takes only %d MB: too little to fill %d", most>>20, cache>>20)
		}
		got := taken(cache)
		t.Logf("cache of %d MB: %d KB are alive, %d where there is no bound", cache>>20, got>>10, most>>10)
		if got > cache+uncounted {
			t.Errorf("a cache of %d MB takes %d KB", cache>>20, got>>10)
		}
		if got < cache/4 {
			t.Errorf("a cache of %d MB keeps only %d KB", cache>>20, got>>10)
		}
	}
}

func openBounded(t *testing.T, dir string, cache int64) *QuadStore {
	t.Helper()
	s, err := Open(dir, OpenOptions{CacheBytes: cache})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// live returns the live bytes of the heap.
func live() int64 {
	runtime.GC()
	runtime.GC() // for what the first one finalized
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// useEverything reads random nodes and their neighbours, looks up the values found, and makes changes.
func useEverything(t *testing.T, s *QuadStore, assertions int64) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	ctx := context.Background()
	for round := range 12 {
		snapshot := snapshotOf(t, s)
		for range 1000 {
			start := path.StartPath(snapshot, assertion(r.Int64N(assertions))[0].Subject)
			for _, p := range []*path.Path{start.Out(), start.Out(quad.IRI("http://ex.org/p3")).In(quad.IRI("http://ex.org/p3")).Limit(20)} {
				if err := p.Iterate(ctx).EachValue(snapshot, func(quad.Value) {}); err != nil {
					t.Fatal(err)
				}
			}
		}
		hub := path.StartPath(snapshot, quad.IRI(fmt.Sprint("http://ex.org/o/", round))).In().Tag("by").Out(quad.IRI("http://ex.org/p11")).Tag("text")
		if err := hub.Iterate(ctx).TagValues(snapshot, func(map[string]quad.Value) {}); err != nil {
			t.Fatal(err)
		}
		if err := snapshot.Close(); err != nil {
			t.Fatal(err)
		}
		for i := range int64(50) {
			if err := s.ApplyDeltas(adds(assertion(assertions+i)...), graph.IgnoreOpts{IgnoreDup: true}); err != nil {
				t.Fatal(err)
			}
		}
	}
}

package pebblestore

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"

	"graphd/internal/graph/pebblestore/engine"
)

// powerCut is the contents of a disk after a power failure before one write, and the range of edits that it may hold.
type powerCut struct {
	disk *vfs.MemFS
	safe int // the last edit that must be there
	last int // the last edit that may be there
}

// TestPowerCutAtEveryWrite copies the disk before each of its writes, losing some of what was not synced, and opens the
// copy: all acknowledged edits are there, and the edit in progress is there as a whole or not at all.
func TestPowerCutAtEveryWrite(t *testing.T) {
	disk := vfs.NewCrashableMem()
	var acknowledged atomic.Int64
	var cuts []powerCut
	acknowledged.Store(-1)
	taking := make(chan struct{}, 1) // one copy at a time
	fs := faulty(disk, func(op errorfs.Op) error {
		if op.Kind.ReadOrWrite() == errorfs.OpIsWrite && acknowledged.Load() >= 0 {
			taking <- struct{}{}
			safe := int(acknowledged.Load())
			seed := rand.New(rand.NewPCG(1, uint64(len(cuts))))
			lost := vfs.CrashCloneCfg{UnsyncedDataPercent: 50 * (len(cuts) % 3), RNG: seed}
			copied := disk.CrashClone(lost)
			cuts = append(cuts, powerCut{copied, safe, int(acknowledged.Load()) + 1})
			<-taking
		}
		return nil
	})
	s, err := Open("store", OpenOptions{FS: fs, CacheBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	acknowledged.Store(0)
	states := [][]string{nil}
	for version := 1; version <= 30; version++ {
		edit := DeltaBatch{Clear: []quad.Value{graphName(0)}, Deltas: adds(versionOf(0, version, 1+version%7)...)}
		states = append(states, stringsOf(versionOf(0, version, 1+version%7)...))
		if _, err := s.Apply(context.Background(), edit); err != nil {
			t.Fatal(err)
		}
		if acknowledged.Store(int64(version)); version%10 == 0 {
			if err := s.engine.DB.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for i, cut := range cuts {
		reopenAfter(t, i, cut, states)
	}
	if len(cuts) < len(states) {
		t.Errorf("only %d writes were seen", len(cuts))
	}
}

func reopenAfter(t *testing.T, i int, cut powerCut, states [][]string) {
	t.Helper()
	s, err := Open("store", OpenOptions{FS: cut.disk, CacheBytes: 1 << 20})
	if err != nil {
		t.Fatalf("cut %d: %v", i, err)
	}
	defer s.Close()
	verify(t, s)
	got := quadsOf(t, s)
	for edit := cut.safe; edit <= min(cut.last, len(states)-1); edit++ {
		if slices.Equal(got, states[edit]) {
			return
		}
	}
	t.Errorf("cut %d: the store holds %q; edit %d was safe: %q", i, got, cut.safe, states[cut.safe])
}

// TestFailedSyncStopsTheStore lets the log's disk fail: the change is not acknowledged, no further one is taken, and
// what was acknowledged before is there afterwards.
func TestFailedSyncStopsTheStore(t *testing.T) {
	disk := vfs.NewCrashableMem()
	var broken atomic.Bool
	fs := faulty(disk, func(op errorfs.Op) error {
		isLog := strings.HasSuffix(op.Path, ".log")
		if broken.Load() && isLog && op.Kind.ReadOrWrite() == errorfs.OpIsWrite {
			return errors.New("the disk is broken")
		}
		return nil
	})
	s, err := Open("store", OpenOptions{FS: fs, CacheBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, adds(iri("a", "b", "c")))
	broken.Store(true)
	for range 2 {
		err := s.ApplyDeltas(adds(iri("d", "e", "f")), graph.IgnoreOpts{})
		if !errors.Is(err, engine.ErrFailed) || !strings.Contains(err.Error(), "the disk is broken") {
			t.Errorf("a change on a broken disk: %v", err)
		}
	}
	if err := s.Close(); !errors.Is(err, engine.ErrFailed) {
		t.Errorf("Close: %v", err)
	}
	s, err = Open("store", OpenOptions{FS: disk.CrashClone(vfs.CrashCloneCfg{})})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	expect(t, s, iri("a", "b", "c"))
	verify(t, s)
}

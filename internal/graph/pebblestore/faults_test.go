package pebblestore

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"

	"graphd/internal/graph/pebblestore/bulk"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// soakEnv asks for every fault where the tests take a sample.
const soakEnv = "GRAPHD_SOAK"

// life is what a store goes through while its disk fails: steps, each of which leaves another state.
type life struct {
	steps []func(*Store) error
	after [][]string // the quads after so many steps
}

// someLife makes edits and bulk loads, with flushes in between and a compaction of all that is left in the end.
func someLife() life {
	l := life{after: [][]string{nil}}
	m := model{}
	edit := func(e DeltaBatch) {
		m, _, _ = m.apply(e)
		l.add(m, func(s *Store) error { _, err := s.Apply(context.Background(), e); return err })
	}
	bulk := func(quads []quad.Quad) {
		m, _, _ = m.apply(DeltaBatch{Deltas: adds(distinct(quads)...), Ignore: ignoreAll})
		l.add(m, func(s *Store) error {
			_, err := s.Load(context.Background(), bytes.NewReader(linesOf(quads...)), inSmallPieces)
			return err
		})
	}
	flush := func() { l.add(m, func(s *Store) error { return s.engine.Guard(s.engine.DB.Flush) }) }
	compact := func() {
		l.add(m, func(s *Store) error {
			return s.engine.Guard(func() error { return s.engine.DB.Compact(context.Background(), []byte{0}, []byte{0xff}, false) })
		})
	}
	edit(DeltaBatch{Deltas: adds(someQuads(9)...), Ignore: ignoreAll})
	bulk(someQuads(40)[20:])
	edit(DeltaBatch{Clear: []quad.Value{quad.IRI("g1")}, Deltas: adds(iri("a", "b", "c", "g1"))})
	flush()
	bulk(someQuads(100)[30:])
	edit(DeltaBatch{Clear: []quad.Value{quad.IRI("g2")}})
	flush()
	compact() // what was withdrawn gives its space back
	edit(DeltaBatch{Deltas: adds(iri("d", "e", "f"))})
	return l
}

func (l *life) add(m model, step func(*Store) error) {
	var quads []quad.Quad
	for q := range m {
		quads = append(quads, q)
	}
	l.steps, l.after = append(l.steps, step), append(l.after, stringsOf(quads...))
}

// live opens a store on fs and takes the steps until one fails; done is how many were acknowledged.
func (l *life) live(fs vfs.FS) (done int, err error) {
	s, err := Open("store", Options{FS: fs, CacheBytes: 1 << 20})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	for _, step := range l.steps {
		if err := step(s); err != nil {
			return done, err
		}
		done++
	}
	return done, nil
}

// fault is one way in which a disk fails: at the write (or sync, creation, renaming …) with this number, and from then on
// or only then.
type fault struct {
	at   int64
	ever bool
	err  error
}

// failingDisk counts writes and fails those of its fault.
func failingDisk(disk vfs.FS, f fault, writes *atomic.Int64) vfs.FS {
	return faulty(disk, func(op errorfs.Op) error {
		if op.Kind.ReadOrWrite() != errorfs.OpIsWrite {
			return nil
		}
		if n := writes.Add(1); n == f.at || f.ever && n > f.at {
			return f.err
		}
		return nil
	})
}

// faulty is a disk whose every operation is put to inject first.
func faulty(disk vfs.FS, inject errorfs.InjectorFunc) vfs.FS {
	return &faultyFS{errorfs.Wrap(disk, inject), inject}
}

// faultyFS sees to files that are used again, as those of the log are: errorfs loses sight of them.
type faultyFS struct {
	*errorfs.FS
	inject errorfs.InjectorFunc
}

func (fs *faultyFS) ReuseForWrite(old, name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	file, err := fs.FS.ReuseForWrite(old, name, c)
	if err != nil {
		return nil, err
	}
	return errorfs.WrapFile(file, errorfs.InjectorFunc(func(op errorfs.Op) error {
		op.Path = name
		return fs.inject(op)
	})), nil
}

// TestEveryWriteFails lets each write of a store's life fail in turn, once or for ever, cuts the power after it, and opens
// the store again: what was acknowledged is there, the step under way whole or absent, and every invariant holds.
func TestEveryWriteFails(t *testing.T) {
	l := someLife()
	var all atomic.Int64
	if done, err := l.live(failingDisk(vfs.NewCrashableMem(), fault{}, &all)); err != nil || done != len(l.steps) {
		t.Fatalf("a life without faults: %d steps, %v", done, err)
	}
	stride := int64(9)
	if os.Getenv(soakEnv) != "" {
		stride = 1
	}
	faults := 0
	for at := int64(1); at <= all.Load(); at += stride {
		for _, f := range []fault{{at, false, errors.New("the disk is broken")}, {at, true, syscall.ENOSPC}} {
			faults++
			l.fail(t, f)
		}
	}
	t.Logf("%d faults at %d writes", faults, all.Load())
}

// fail lives with one fault.
func (l *life) fail(t *testing.T, f fault) {
	disk := vfs.NewCrashableMem()
	done, err := l.liveInTime(t, disk, f)
	for _, unsynced := range []int{0, 50, 100} {
		rng := rand.New(rand.NewPCG(uint64(f.at), uint64(unsynced)))
		after := disk.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: unsynced, RNG: rng})
		s, openErr := Open("store", Options{FS: after, CacheBytes: 1 << 20})
		if unmade := done == 0 && err != nil; unmade && errors.Is(openErr, codec.ErrCorrupt) && strings.Contains(openErr.Error(), "remove the directory") {
			continue // it was never opened
		}
		if openErr != nil {
			t.Errorf("%+v, %d%% of what was not synced kept: %v", f, unsynced, openErr)
			continue
		}
		got := quadsOf(t, s)
		if !slices.Equal(got, l.after[done]) && (err == nil || done == len(l.steps) || !slices.Equal(got, l.after[done+1])) {
			t.Errorf("%+v, %d%%: after %d steps and %v the store holds %d quads, want %d", f, unsynced, done, err, len(got), len(l.after[done]))
		}
		if left, err := after.List("store/" + bulk.TempFolder); err == nil {
			t.Errorf("%+v: %q is left", f, left)
		}
		verify(t, s)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// liveInTime fails the test where a fault makes the store wait for ever.
func (l *life) liveInTime(t *testing.T, disk *vfs.MemFS, f fault) (done int, err error) {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		done, err = l.live(failingDisk(disk, f, new(atomic.Int64)))
	}()
	select {
	case <-ended:
	case <-time.After(30 * time.Second):
		t.Fatalf("%+v: the store hangs", f)
	}
	if err != nil && f.ever && !errors.Is(err, engine.ErrDiskFull) && !strings.Contains(err.Error(), "no space left") {
		t.Errorf("%+v: the error does not tell: %v", f, err)
	}
	return done, err
}

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

// soakEnv is the environment variable that makes the test try every fault instead of a sample.
const soakEnv = "GRAPHD_SOAK"

// workload is a sequence of changes to a store whose disk fails. Each of them produces a different version.
type workload struct {
	steps []func(*QuadStore) error
	after [][]string // by number of steps: the quads after them
}

// newWorkload returns edits and bulk loads, with flushes in between and a compaction near the end.
func newWorkload() workload {
	l := workload{after: [][]string{nil}}
	m := model{}
	edit := func(e DeltaBatch) {
		m, _, _ = m.apply(e)
		l.add(m, func(s *QuadStore) error { _, err := s.Apply(context.Background(), e); return err })
	}
	bulk := func(quads []quad.Quad) {
		m, _, _ = m.apply(DeltaBatch{Deltas: adds(distinct(quads)...), Ignore: ignoreAll})
		l.add(m, func(s *QuadStore) error {
			_, err := s.Load(context.Background(), bytes.NewReader(linesOf(quads...)), inSmallPieces)
			return err
		})
	}
	flush := func() { l.add(m, func(s *QuadStore) error { return s.engine.Guard(s.engine.DB.Flush) }) }
	compact := func() {
		l.add(m, func(s *QuadStore) error {
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
	compact() // reclaims the space of removed quads
	edit(DeltaBatch{Deltas: adds(iri("d", "e", "f"))})
	return l
}

func (l *workload) add(m model, step func(*QuadStore) error) {
	var quads []quad.Quad
	for q := range m {
		quads = append(quads, q)
	}
	l.steps, l.after = append(l.steps, step), append(l.after, stringsOf(quads...))
}

// run opens a store on fs and performs the steps until one fails. It returns how many were acknowledged.
func (l *workload) run(fs vfs.FS) (done int, err error) {
	s, err := Open("store", OpenOptions{FS: fs, CacheBytes: 1 << 20})
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

// fault is a failing write (or sync, creation, renaming …), given by its number. If ever is set, all later ones fail too.
type fault struct {
	at   int64
	ever bool
	err  error
}

// failingDisk returns a disk that counts its writes and fails those of the fault.
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

// faulty returns a disk that passes every operation to inject first.
func faulty(disk vfs.FS, inject errorfs.InjectorFunc) vfs.FS {
	return &faultyFS{errorfs.Wrap(disk, inject), inject}
}

// faultyFS injects faults into reused files too, as those of the WAL are: errorfs does not wrap them.
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

// TestEveryWriteFails fails each write of a workload in turn, once or permanently, cuts the power, and opens the
// store again: all acknowledged steps are there, the step in progress is there as a whole or not at all, and every
// invariant holds.
func TestEveryWriteFails(t *testing.T) {
	l := newWorkload()
	var all atomic.Int64
	if done, err := l.run(failingDisk(vfs.NewCrashableMem(), fault{}, &all)); err != nil || done != len(l.steps) {
		t.Fatalf("a workload without faults: %d steps, %v", done, err)
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

// fail runs the workload with one fault, and checks the store after a power failure.
func (l *workload) fail(t *testing.T, f fault) {
	disk := vfs.NewCrashableMem()
	done, err := l.runWithTimeout(t, disk, f)
	for _, unsynced := range []int{0, 50, 100} {
		rng := rand.New(rand.NewPCG(uint64(f.at), uint64(unsynced)))
		after := disk.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: unsynced, RNG: rng})
		s, openErr := Open("store", OpenOptions{FS: after, CacheBytes: 1 << 20})
		if unmade := done == 0 && err != nil; unmade && errors.Is(openErr, codec.ErrCorrupt) && strings.Contains(openErr.Error(), "remove the directory") {
			continue // the store was never created
		}
		if openErr != nil {
			t.Errorf("%+v, %d%% of the unsynced data kept: %v", f, unsynced, openErr)
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

// runWithTimeout fails the test if a fault makes the store wait forever.
func (l *workload) runWithTimeout(t *testing.T, disk *vfs.MemFS, f fault) (done int, err error) {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		done, err = l.run(failingDisk(disk, f, new(atomic.Int64)))
	}()
	select {
	case <-ended:
	case <-time.After(30 * time.Second):
		t.Fatalf("%+v: the store hangs", f)
	}
	if err != nil && f.ever && !errors.Is(err, engine.ErrDiskFull) && !strings.Contains(err.Error(), "no space left") {
		t.Errorf("%+v: the error does not report the full disk: %v", f, err)
	}
	return done, err
}

package pebblestore

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"graphd/internal/graph/pebblestore/engine"
)

// DeltaBatch is one atomic change: it first empties the named graphs of Clear, then applies the deltas in order. Only
// the outcome counts: a quad that is cleared and added again is not touched.
type DeltaBatch struct {
	Clear  []quad.Value
	Deltas []graph.Delta
	Ignore graph.IgnoreOpts
}

// ChangeCounts counts the quads of a change. Unchanged are those that it names and that existed before and after it.
type ChangeCounts struct{ Added, Removed, Unchanged int }

// Apply makes the change, all of it or nothing, and returns when it is durable.
func (s *QuadStore) Apply(ctx context.Context, e DeltaBatch) (ChangeCounts, error) {
	change, batch, err := s.applyUnsynced(ctx, e)
	if err != nil || batch == nil {
		return change, err
	}
	defer s.syncing.Done()
	if err := s.engine.Guard(batch.SyncWait); err != nil {
		return ChangeCounts{}, s.fail(err)
	}
	return change, batch.Close()
}

// applyUnsynced makes the change visible and returns the batch on its way to disk, nil if nothing changed. The lock is
// not held while a batch waits for the disk, so that several changes share one sync.
func (s *QuadStore) applyUnsynced(ctx context.Context, e DeltaBatch) (ChangeCounts, *pebble.Batch, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.writable(); err != nil {
		return ChangeCounts{}, nil, err
	}
	t := newTransaction(s)
	if err := t.run(ctx, e); err != nil {
		return ChangeCounts{}, nil, err
	}
	change := t.change()
	if change.Added == 0 && change.Removed == 0 {
		return change, nil, nil
	}
	batch := s.engine.DB.NewBatch()
	if err := t.write(batch); err != nil {
		return ChangeCounts{}, nil, errors.Join(err, batch.Close())
	}
	if err := s.commit(batch, t.touch); err != nil {
		return ChangeCounts{}, nil, err
	}
	s.syncing.Add(1)
	t.updateCaches()
	return change, batch, nil
}

// commit hands the batch to the engine, which makes it visible and starts to write it to the WAL.
func (s *QuadStore) commit(batch *pebble.Batch, touch func(mark func(kind int, key uint64))) error {
	err := s.versions.Publish(touch, func() error {
		return s.engine.Guard(func() error { return s.engine.DB.ApplyNoSyncWait(batch, pebble.Sync) })
	})
	if err != nil {
		return s.fail(err)
	}
	return nil
}

// failure returns why the store takes no more changes, nil if it does.
func (s *QuadStore) failure() error {
	if failure := s.failed.Load(); failure != nil {
		return *failure
	}
	if err := s.engine.Err(); err != nil {
		return s.fail(err)
	}
	return nil
}

// fail stops all further changes: after a failed write it is unknown what is on disk until the store is opened again.
func (s *QuadStore) fail(cause error) error {
	reason := engine.ErrFailed
	if errors.Is(cause, syscall.ENOSPC) {
		reason = engine.ErrDiskFull
	}
	err := fmt.Errorf("%w: %s: %w; free space or repair the disk, then start again", reason, s.engine.Dir, cause)
	s.failed.CompareAndSwap(nil, &err)
	return err
}

// writable returns why the store takes no changes at present, if so.
func (s *QuadStore) writable() error {
	if s.closed.Load() {
		return engine.ErrClosed
	}
	if failure := s.failure(); failure != nil {
		return failure
	}
	if s.readOnly {
		return fmt.Errorf("%w: %s: open it without the read-only option to change it", engine.ErrReadOnly, s.engine.Dir)
	}
	if usage, err := s.engine.FS.GetDiskUsage(s.engine.Dir); err == nil && usage.AvailBytes < reservedBytes {
		return fmt.Errorf("%w: %s has %d MB left and needs %d; free some space, then repeat the change",
			engine.ErrDiskFull, s.engine.Dir, usage.AvailBytes>>20, int64(reservedBytes)>>20)
	}
	return nil
}

// batchingWriter implements Cayley's quad writer.
type batchingWriter struct {
	store *QuadStore
	chunk []graph.Delta
}

// writerChunk is how many quads the writer puts into one change.
const writerChunk = 20000

func (w *batchingWriter) WriteQuad(q quad.Quad) error {
	w.chunk = append(w.chunk, graph.Delta{Quad: q, Action: graph.Add})
	if len(w.chunk) < writerChunk {
		return nil
	}
	return w.flush()
}

func (w *batchingWriter) WriteQuads(quads []quad.Quad) (int, error) {
	for i, q := range quads {
		if err := w.WriteQuad(q); err != nil {
			return i, err
		}
	}
	return len(quads), nil
}

// Close writes the last quads. It may be called twice.
func (w *batchingWriter) Close() error { return w.flush() }

func (w *batchingWriter) flush() error {
	if len(w.chunk) == 0 {
		return nil
	}
	err := w.store.ApplyDeltas(w.chunk, graph.IgnoreOpts{IgnoreDup: true})
	w.chunk = w.chunk[:0]
	return err
}

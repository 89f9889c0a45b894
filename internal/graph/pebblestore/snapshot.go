package pebblestore

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/check"
	"graphd/internal/graph/pebblestore/engine"
)

// QuadSnapshot is one version of a store, as a read-only Cayley quad store. It is safe for concurrent use.
// Close it after the last iterator over it; Err reports whether anything that it returned may be incomplete.
type QuadSnapshot struct {
	cayleyView
	snapshot *pebble.Snapshot // nil in a fork, which does not own it
	once     sync.Once
}

var (
	_ graph.QuadStore      = (*QuadSnapshot)(nil)
	_ graph.BatchQuadStore = (*QuadSnapshot)(nil)
	_ shape.Optimizer      = (*QuadSnapshot)(nil)
)

// Snapshot returns the present version of the store. It copies nothing; the files that it needs stay on disk until it is closed.
func (s *QuadStore) Snapshot() (*QuadSnapshot, error) {
	if s.closed.Load() {
		return nil, engine.ErrClosed
	}
	var snapshot *pebble.Snapshot
	version := s.versions.Observe(func() { snapshot = s.engine.DB.NewSnapshot() })
	return &QuadSnapshot{cayleyView: cayleyView{access.NewVersionReader(snapshot, s.readers, version)}, snapshot: snapshot}, nil
}

// Fork returns the same version for another reader, with an Err of its own. Close the fork before s.
func (s *QuadSnapshot) Fork() *QuadSnapshot {
	return &QuadSnapshot{cayleyView: cayleyView{s.reader.Fork()}}
}

// State returns the number of the version. Two snapshots of a Store with the same number show the same quads.
func (s *QuadSnapshot) State() uint64 { return s.reader.Version() }

// Check verifies every invariant of this version. It does not block writers. progress, if not nil, gets the number of
// keys read and their approximate total. The error says why the check did not finish; the findings say what is broken.
func (s *QuadSnapshot) Check(ctx context.Context, progress func(done, total uint64)) (check.InvariantReport, error) {
	return check.Run(ctx, s.reader, progress)
}

// ApplyDeltas returns an error: a snapshot is read-only.
func (*QuadSnapshot) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return errSnapshot }

// NewQuadWriter returns an error: a snapshot is read-only.
func (*QuadSnapshot) NewQuadWriter() (quad.WriteCloser, error) { return nil, errSnapshot }

var errSnapshot = fmt.Errorf("%w: a snapshot is read-only; change the store", engine.ErrReadOnly)

// Close releases the version. A second call does nothing.
func (s *QuadSnapshot) Close() (err error) {
	s.once.Do(func() {
		err = s.reader.Cursors.Close()
		if s.snapshot != nil {
			err = errors.Join(err, s.snapshot.Close())
		}
	})
	return err
}

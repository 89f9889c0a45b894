package pebblestore

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// Snapshot is one state of a store, as a Cayley quad store that cannot be written. It is safe for concurrent use.
// Close it after the last iterator over it; Err tells whether anything it returned may be incomplete.
type Snapshot struct {
	view
	snapshot *pebble.Snapshot // nil in a fork, which does not own it
	once     sync.Once
}

var (
	_ graph.QuadStore      = (*Snapshot)(nil)
	_ graph.BatchQuadStore = (*Snapshot)(nil)
	_ shape.Optimizer      = (*Snapshot)(nil)
)

// Snapshot is the store's present state. It costs no copy; what it shows stays on the disk until it is closed.
func (s *Store) Snapshot() (*Snapshot, error) {
	if s.closed.Load() {
		return nil, ErrClosed
	}
	var snapshot *pebble.Snapshot
	state := s.states.observe(func() { snapshot = s.db.NewSnapshot() })
	return &Snapshot{view: newSnapshotView(snapshot, s, state), snapshot: snapshot}, nil
}

// Fork is the same state for another reader, with an Err of its own. Close it before s.
func (s *Snapshot) Fork() *Snapshot {
	fork := &Snapshot{view: s.view}
	fork.cursors, fork.failure = newCursors(s.r, true), new(atomic.Pointer[error])
	return fork
}

// State numbers what the snapshot shows: two of a Store that is open have the same number only if they show the same.
func (s *Snapshot) State() uint64 { return s.state }

// ApplyDeltas refuses.
func (*Snapshot) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return errSnapshot }

// NewQuadWriter refuses.
func (*Snapshot) NewQuadWriter() (quad.WriteCloser, error) { return nil, errSnapshot }

var errSnapshot = fmt.Errorf("%w: a snapshot takes no changes; change the store", ErrReadOnly)

// Close releases the state. It may be called twice.
func (s *Snapshot) Close() (err error) {
	s.once.Do(func() {
		err = s.cursors.close()
		if s.snapshot != nil {
			err = errors.Join(err, s.snapshot.Close())
		}
	})
	return err
}

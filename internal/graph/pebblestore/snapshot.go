package pebblestore

import (
	"errors"
	"fmt"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// Snapshot is one state of a store, as a Cayley quad store that cannot be written. It is safe for concurrent use.
// Close it after the last iterator over it; Err tells whether anything it returned may be incomplete.
type Snapshot struct {
	view
	snapshot *pebble.Snapshot
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

// ApplyDeltas refuses.
func (*Snapshot) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return errSnapshot }

// NewQuadWriter refuses.
func (*Snapshot) NewQuadWriter() (quad.WriteCloser, error) { return nil, errSnapshot }

var errSnapshot = fmt.Errorf("%w: a snapshot takes no changes; change the store", ErrReadOnly)

// Close releases the state. It may be called twice.
func (s *Snapshot) Close() (err error) {
	s.once.Do(func() { err = errors.Join(s.cursors.close(), s.snapshot.Close()) })
	return err
}

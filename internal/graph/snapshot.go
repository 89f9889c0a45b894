package graph

import (
	"graphd/internal/graph/pebblestore"
	"graphd/internal/graph/vocab"
)

// Snapshot is one state of the store, as a Cayley graph.QuadStore that cannot be written; whatever is changed meanwhile
// does not show in it. It is safe for concurrent use. Close it after the last iterator over it.
//
// Several of Cayley's methods have no error result: whoever reads through them asks Err at the end whether what they
// returned is complete.
type Snapshot struct {
	*pebblestore.Snapshot
	base vocab.Base
}

// Snapshot is the present state.
func (s *Store) Snapshot() (*Snapshot, error) {
	snapshot, err := s.quads.Snapshot()
	if err != nil {
		return nil, err
	}
	return &Snapshot{snapshot, s.base}, nil
}

// Fork is the same state for another query, which it tells of its own failures alone. Close it before s.
func (s *Snapshot) Fork() *Snapshot { return &Snapshot{s.Snapshot.Fork(), s.base} }

// Base begins the instance IRIs of the store.
func (s *Snapshot) Base() vocab.Base { return s.base }

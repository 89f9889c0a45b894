package graph

import (
	"context"

	"graphd/internal/graph/pebblestore"
)

// CheckReport is what a check found: nothing is broken where Found is 0.
type CheckReport = pebblestore.Report

// Check verifies every invariant of the present state, while the store is in use. progress, where not nil, is told how far it
// is. The error is about the check itself.
func (s *Store) Check(ctx context.Context, progress func(done, total uint64)) (CheckReport, error) {
	snapshot, err := s.Snapshot()
	if err != nil {
		return CheckReport{}, err
	}
	defer snapshot.Close()
	return snapshot.Check(ctx, progress)
}

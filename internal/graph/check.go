package graph

import (
	"context"

	"graphd/internal/graph/pebblestore/check"
)

// CheckReport lists the problems that a check found. The store is sound where Found is 0.
type CheckReport = check.InvariantReport

// Check verifies every invariant of the current version while the store stays in use. It calls progress, where not nil,
// with the number of checked and of all items. The error says why the check could not finish; problems of the store are in
// the report.
func (s *Store) Check(ctx context.Context, progress func(done, total uint64)) (CheckReport, error) {
	snapshot, err := s.Snapshot()
	if err != nil {
		return CheckReport{}, err
	}
	defer snapshot.Close()
	return snapshot.Check(ctx, progress)
}

// Check verifies every invariant of this version; see Store.Check.
func (s *Snapshot) Check(ctx context.Context, progress func(done, total uint64)) (CheckReport, error) {
	return s.quads.Check(ctx, progress)
}

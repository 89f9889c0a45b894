package graph

import (
	"context"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore/codec"
)

// Quads returns the quads that match pattern, whose nil parts match anything. It holds all of them in memory; use Match
// where there may be many.
func (s *Snapshot) Quads(ctx context.Context, pattern quad.Quad) ([]quad.Quad, error) {
	var ids codec.QuadIDs
	for _, d := range quad.Directions {
		value := pattern.Get(d)
		if value == nil {
			continue
		}
		id, err := s.Find(value)
		if err != nil || id == 0 {
			return nil, err
		}
		ids[codec.PositionOf(d)] = id
	}
	var found []quad.Quad
	err := s.Match(ctx, ids, func(ids codec.QuadIDs) error {
		q, err := s.QuadOf(ids)
		found = append(found, q)
		return err
	})
	return found, err
}

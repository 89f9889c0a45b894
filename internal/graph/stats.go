package graph

import (
	"context"

	"graphd/internal/graph/pebblestore"
	"graphd/internal/graph/vocab"
)

// Stats is what a store holds. All but Bytes are exact.
type Stats struct {
	Quads     uint64
	Nodes     uint64 // values that stand in at least one quad
	Graphs    uint64 // named graphs
	Documents uint64 // document versions
	Bytes     uint64 // on disk
}

// Stats counts what the store holds.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	snapshot, err := s.Snapshot()
	if err != nil {
		return Stats{}, err
	}
	defer snapshot.Close()
	counters, err := snapshot.Counters()
	if err != nil {
		return Stats{}, err
	}
	documents, err := snapshot.documents(ctx)
	return Stats{counters.Quads, counters.Nodes, counters.Graphs, documents, s.quads.Bytes()}, err
}

// documents is how many nodes are typed as documents; a document's type stands in one graph, its own.
func (s *Snapshot) documents(ctx context.Context) (uint64, error) {
	typed, err := s.Find(vocab.Type)
	if err != nil || typed == 0 {
		return 0, err
	}
	class, err := s.Find(vocab.Document)
	if err != nil || class == 0 {
		return 0, err
	}
	return s.Count(ctx, pebblestore.Quad{1: typed, 2: class})
}

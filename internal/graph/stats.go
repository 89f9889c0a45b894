package graph

import (
	"context"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/vocab"
)

// Stats holds the size of a store. All numbers but Bytes are exact.
type Stats struct {
	Quads     uint64
	Nodes     uint64 // values that occur in at least one quad
	Graphs    uint64 // named graphs
	Documents uint64 // document versions
	Bytes     uint64 // on disk
}

// Stats returns the size of the current version.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	snapshot, err := s.Snapshot()
	if err != nil {
		return Stats{}, err
	}
	defer snapshot.Close()
	counters, err := snapshot.quads.Counters()
	if err != nil {
		return Stats{}, err
	}
	documents, err := snapshot.countDocuments(ctx)
	return Stats{counters.Quads, counters.Nodes, counters.Graphs, documents, s.quads.Bytes()}, err
}

// countDocuments returns the number of quads that give a node the type Document. It equals the number of document
// versions, because each has its type in one graph, its own.
func (s *Snapshot) countDocuments(ctx context.Context) (uint64, error) {
	predicate, err := s.Find(vocab.Type)
	if err != nil || predicate == 0 {
		return 0, err
	}
	class, err := s.Find(vocab.Document)
	if err != nil || class == 0 {
		return 0, err
	}
	return s.Count(ctx, codec.QuadIDs{codec.Predicate: predicate, codec.Object: class})
}

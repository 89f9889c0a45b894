package pebblestore

import (
	"context"
	"fmt"
	"io"

	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/bulk"
)

// Load adds the quads of N-Quads, uncompressed: all of them or, if it fails or the process dies, none. It suits large
// inputs: they are sorted in files next to the store and ingested at once, so memory is bounded whatever their number. Other
// changes wait until it is done. An error about a line is a *nquads.LineError.
func (s *QuadStore) Load(ctx context.Context, in io.Reader, opts bulk.LoadConfig) (bulk.LoadCounts, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.writable(); err != nil {
		return bulk.LoadCounts{}, err
	}
	target := bulk.Target{Engine: s.engine, Hash: s.hash, Counters: s.counters, Writable: s.writable, Ingest: s.ingest}
	result, counters, err := bulk.Load(ctx, target, in, opts)
	if err == nil {
		s.counters = counters
	}
	return result, err
}

// ingest makes finished tables part of the store, all at once.
func (s *QuadStore) ingest(ctx context.Context, tables []string) error {
	err := s.versions.Publish(access.MarkAll, func() error {
		return s.engine.Guard(func() error { return s.engine.DB.Ingest(ctx, tables) })
	})
	if err == nil {
		return nil
	}
	if s.engine.Err() != nil {
		return s.fail(err)
	}
	return fmt.Errorf("%s: the loaded tables were not ingested, the store is unchanged: %w", s.engine.Dir, err)
}

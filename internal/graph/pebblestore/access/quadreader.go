// Package access reads one version of a store: values, quads by index scans and adjacency lists, counts and statistics.
// What one snapshot has read, later ones reuse (SharedCache) if the nodes in question have not changed (Versions).
package access

import (
	"sync/atomic"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"graphd/internal/graph/pebblestore/cache"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/dictionary"
	"graphd/internal/graph/pebblestore/engine"
)

// QuadReader reads the quads and values of a store, either of one version (a snapshot) or of the newest one. It is safe
// for concurrent use. Errors that a caller cannot return go to Remember.
type QuadReader struct {
	Dictionary dictionary.Dictionary
	Cursors    *engine.CursorPool

	values  *cache.Paged[cachedValue] // ids are never reused, so an entry holds in every version
	class   func(quad.Value) ValueClass
	failure *atomic.Pointer[error]

	shared  *SharedCache // nil if the reader follows the newest version, which may change between two reads
	version uint64
}

// ReaderConfig holds what the readers of one store have in common.
type ReaderConfig struct {
	Hash  func(encoded []byte) uint64
	Class func(quad.Value) ValueClass
	Cache *SharedCache
}

// NewLatestReader returns a reader of the newest version of a store. It caches values only.
func NewLatestReader(db pebble.Reader, c ReaderConfig) *QuadReader {
	return &QuadReader{
		Dictionary: dictionary.Dictionary{DB: db, Hash: c.Hash}, Cursors: engine.NewCursorPool(db, false),
		values: c.Cache.values, class: c.Class, failure: new(atomic.Pointer[error]),
	}
}

// NewVersionReader returns a reader of the version with this number, which db shows.
func NewVersionReader(db pebble.Reader, c ReaderConfig, version uint64) *QuadReader {
	r := NewLatestReader(db, c)
	r.Cursors, r.shared, r.version = engine.NewCursorPool(db, true), c.Cache, version
	return r
}

// Fork returns a reader of the same version with cursors and an error of its own.
func (r *QuadReader) Fork() *QuadReader {
	fork := *r
	fork.Cursors, fork.failure = engine.NewCursorPool(r.Dictionary.DB, true), new(atomic.Pointer[error])
	return &fork
}

// Version returns the number of the version; 0 for a reader of the newest one.
func (r *QuadReader) Version() uint64 { return r.version }

// Err returns the first error that was remembered. Results of methods without an error result may be incomplete then.
func (r *QuadReader) Err() error {
	if err := r.failure.Load(); err != nil {
		return *err
	}
	return nil
}

// Remember keeps the first error for Err and returns its argument.
func (r *QuadReader) Remember(err error) error {
	if err != nil {
		r.failure.CompareAndSwap(nil, &err)
	}
	return err
}

// Find returns the id of a value, 0 if the store does not hold it.
func (r *QuadReader) Find(value quad.Value) (codec.NodeID, error) {
	if value == nil {
		return 0, nil
	}
	if id, ok := r.cachedID(value); ok {
		return id, nil
	}
	encoded, err := codec.EncodeValue(value)
	if err != nil {
		return 0, nil //nolint:nilerr // no store can hold the value, so this one does not
	}
	hash := r.Dictionary.Hash(encoded)
	ids, err := r.Dictionary.IDsWithHash(hash)
	if err != nil {
		return 0, err
	}
	id, err := r.Dictionary.FindAmong(ids, encoded)
	if err == nil && id != 0 {
		r.cacheID(value, cachedID{id, hash, r.version})
	}
	return id, err
}

// Value returns the value with an id, nil for 0.
func (r *QuadReader) Value(id codec.NodeID) (quad.Value, error) {
	if id == 0 {
		return nil, nil
	}
	t, err := r.valueWithClass(id)
	return t.value, err
}

// QuadOf returns the quad with these ids.
func (r *QuadReader) QuadOf(ids codec.QuadIDs) (q quad.Quad, err error) {
	for pos, value := range [...]*quad.Value{codec.Subject: &q.Subject, codec.Predicate: &q.Predicate, codec.Object: &q.Object, codec.Label: &q.Label} {
		if *value, err = r.Value(ids[pos]); err != nil {
			return quad.Quad{}, err
		}
	}
	return q, nil
}

// Counters returns the totals of this version.
func (r *QuadReader) Counters() (codec.Counters, error) { return r.Dictionary.Counters() }

// CountsOf returns in how many quads a value occurs at each position; zeros for one that the store does not hold.
func (r *QuadReader) CountsOf(id codec.NodeID) (codec.PositionCounts, error) {
	return r.Dictionary.CountsOf(id)
}

package pebblestore

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"

	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/bulk"
	"graphd/internal/graph/pebblestore/cache"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// OpenOptions configures a store. The zero value opens for reading and writing, on the operating system's files, with
// DefaultCacheBytes of cache.
type OpenOptions struct {
	// Base is the instance base recorded in a new store; an existing store must have been created with the same one.
	// If it is empty, any base is accepted, and a new store gets DefaultBase.
	Base, DefaultBase string
	// CacheBytes bounds the memory for the caches and memtables; 0 means DefaultCacheBytes.
	CacheBytes int64
	// ReadOnly opens an existing store without writing a byte to it.
	ReadOnly bool
	// Logger gets the messages of the storage engine; nil discards them.
	Logger *slog.Logger
	// Class classifies the values of a store with this base; Tally counts edges by class. Nil puts all values into class 0.
	Class func(base string, value quad.Value) access.ValueClass
	// FS holds the files; nil means the operating system's. vfs.NewMem() makes a store in memory.
	FS vfs.FS
}

// DefaultCacheBytes is the cache size of a store whose options set none.
const DefaultCacheBytes = 256 << 20

// reservedBytes is the free disk space below which changes are refused, so that compactions never run out of space.
const reservedBytes = 64 << 20

// QuadStore is a Cayley quad store on Pebble. It is safe for concurrent use. Its own reads see the newest version, and each
// iterator the one that is newest when it starts; queries are better served by a QuadSnapshot.
type QuadStore struct {
	cayleyView
	engine   *engine.Handle
	base     string
	readOnly bool
	hash     func([]byte) uint64
	versions *access.Versions
	readers  access.ReaderConfig // of snapshots

	writing  sync.Mutex     // held while a change is prepared and applied, not while it waits for the disk
	counters codec.Counters // as of the last change; guarded by writing
	known    *cache.Generations[string, codec.NodeID]
	syncing  sync.WaitGroup        // changes that wait for the disk
	failed   atomic.Pointer[error] // why the store takes no more changes
	closed   atomic.Bool
}

var _ graph.QuadStore = (*QuadStore)(nil)

// Open opens the store in dir, and creates it first if there is none.
func Open(dir string, opts OpenOptions) (*QuadStore, error) {
	return open(dir, opts, codec.HashValue)
}

// OpenMemory creates an empty store in memory.
func OpenMemory(opts OpenOptions) (*QuadStore, error) {
	opts.FS = vfs.NewMem()
	return Open("memory", opts)
}

func open(dir string, opts OpenOptions, hash func([]byte) uint64) (*QuadStore, error) {
	if opts.CacheBytes <= 0 {
		opts.CacheBytes = DefaultCacheBytes
	}
	if opts.FS == nil {
		opts.FS = vfs.Default
	}
	handle, err := engine.Open(dir, opts.engine())
	if err != nil {
		return nil, err
	}
	s, err := newStore(handle, opts, hash)
	if err != nil {
		return nil, errors.Join(engine.OpenError(dir, opts.ReadOnly, err), handle.Close())
	}
	return s, nil
}

func newStore(handle *engine.Handle, opts OpenOptions, hash func([]byte) uint64) (*QuadStore, error) {
	if !opts.ReadOnly {
		if err := bulk.RemoveTempFiles(handle.FS, handle.Dir); err != nil {
			return nil, err
		}
	}
	counters, base, err := readSettings(handle, opts)
	if err != nil {
		return nil, err
	}
	versions := new(access.Versions)
	s := &QuadStore{
		engine: handle, base: base, counters: counters, hash: hash, readOnly: opts.ReadOnly, versions: versions,
		readers: access.ReaderConfig{Hash: hash, Class: opts.classOf(base), Cache: access.NewSharedCache(opts.sharedCache(), versions)},
		known:   cache.NewGenerations(opts.share(knownShare), func(k string, _ codec.NodeID) int64 { return int64(len(k)) + 64 }),
	}
	s.cayleyView = cayleyView{access.NewLatestReader(handle.DB, s.readers)}
	return s, nil
}

// classOf returns the classifier for a store with this base.
func (o OpenOptions) classOf(base string) func(quad.Value) access.ValueClass {
	if o.Class == nil {
		return func(quad.Value) access.ValueClass { return 0 }
	}
	return func(value quad.Value) access.ValueClass { return o.Class(base, value) }
}

// Base returns the instance base that the store was created with.
func (s *QuadStore) Base() string { return s.base }

// Bytes returns the size of the store's files, those of a running compaction included; 0 after the engine broke down.
func (s *QuadStore) Bytes() uint64 {
	if s.engine.Err() != nil {
		return 0
	}
	return s.engine.DB.Metrics().DiskSpaceUsage()
}

// ApplyDeltas makes all the changes in their order, or none. The error is a *graph.DeltaError if one delta is at fault.
func (s *QuadStore) ApplyDeltas(in []graph.Delta, opts graph.IgnoreOpts) error {
	_, err := s.Apply(context.Background(), DeltaBatch{Deltas: in, Ignore: opts})
	return err
}

// NewQuadWriter returns a writer that adds quads in batches, each of them atomic. It skips quads that the store has already.
func (s *QuadStore) NewQuadWriter() (quad.WriteCloser, error) {
	if err := s.writable(); err != nil {
		return nil, err
	}
	return &batchingWriter{store: s}, nil
}

// Close waits for changes in progress and closes the files, together with all iterators that are still open.
// A second call returns ErrClosed.
func (s *QuadStore) Close() error {
	if s.closed.Swap(true) {
		return engine.ErrClosed
	}
	if s.engine.Err() != nil { // any further call to the engine might block forever
		return s.failure()
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	s.syncing.Wait()
	err := s.reader.Cursors.Close()
	if !s.readOnly && s.failure() == nil {
		err = errors.Join(err, s.engine.Flush())
	}
	err = errors.Join(err, s.engine.Close())
	if failure := s.failure(); failure != nil {
		err = failure
	}
	return err
}

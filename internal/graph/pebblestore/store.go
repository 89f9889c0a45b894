package pebblestore

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// Options of a store. The zero value opens for reading and writing, on the operating system's files, with a small cache.
type Options struct {
	// Base is kept in a new store; an existing store must have been made with the same one. Empty: any,
	// and DefaultBase in a new store.
	Base, DefaultBase string
	// CacheBytes bounds the memory that holds what was read lately and what only the log holds yet; 0 is DefaultCacheBytes.
	CacheBytes int64
	// ReadOnly opens an existing store without writing a byte to it.
	ReadOnly bool
	// Logger gets what the storage engine reports; nil discards it.
	Logger *slog.Logger
	// Class sorts values, those of a store with this base, into kinds that edges are counted by: see Tally. Nil: all are alike.
	Class func(base string, value quad.Value) Class
	// FS holds the files; nil is the operating system's. vfs.NewMem() makes a store in memory.
	FS vfs.FS
}

// DefaultCacheBytes is the cache of a store whose options set none.
const DefaultCacheBytes = 256 << 20

// reservedBytes must be free on the disk before a change is accepted, so that the engine's own upkeep never runs out of space.
const reservedBytes = 64 << 20

// Store is a Cayley quad store on Pebble. It is safe for concurrent use; its reads see the newest state,
// each iterator from the moment that it starts. Queries are better served by a Snapshot.
type Store struct {
	view
	dir    string
	fs     vfs.FS
	db     *pebble.DB
	broken *breakdown
	tables sstable.WriterOptions // of a load's sorted tables
	base   string
	class  func(quad.Value) Class
	hash   func([]byte) uint64
	states *states
	memory *memory

	writing  sync.Mutex // held while a change is prepared and applied; not while it waits for the disk
	counters Counters   // as of the last change; guarded by writing
	known    *cache[string, Node]
	syncing  sync.WaitGroup
	failed   atomic.Pointer[error] // why the store takes no more changes
	closed   atomic.Bool
	readOnly bool
}

var _ graph.QuadStore = (*Store)(nil)

// Open opens the store in dir, and makes it first where there is none.
func Open(dir string, opts Options) (*Store, error) {
	return open(dir, opts, hashValue)
}

// OpenMemory makes an empty store in memory.
func OpenMemory(opts Options) (*Store, error) {
	opts.FS = vfs.NewMem()
	return Open("memory", opts)
}

func open(dir string, opts Options, hash func([]byte) uint64) (*Store, error) {
	if opts.CacheBytes <= 0 {
		opts.CacheBytes = DefaultCacheBytes
	}
	if opts.FS == nil {
		opts.FS = vfs.Default
	}
	blocks := pebble.NewCache(opts.CacheBytes / allShares * blockShare)
	defer blocks.Unref()
	broken, started := newBreakdown(), new(atomic.Bool)
	if opts.ReadOnly {
		opts.FS = readOnlyFS{opts.FS}
	}
	opts.FS = logFS{opts.FS, broken, started}
	engine := engineOptions(opts, broken, blocks)
	var db *pebble.DB
	err := broken.guard(func() (err error) { db, err = pebble.Open(dir, engine); return err })
	if err != nil {
		return nil, openError(dir, opts.ReadOnly, err)
	}
	if !opts.ReadOnly {
		err = removeSpill(opts.FS, dir)
	}
	if err != nil {
		return nil, errors.Join(openError(dir, opts.ReadOnly, err), broken.close(db))
	}
	started.Store(true)
	counters, base, err := prepareMeta(db, broken, opts)
	if err != nil {
		return nil, errors.Join(openError(dir, opts.ReadOnly, err), broken.close(db))
	}
	s := &Store{
		dir: dir, fs: opts.FS, db: db, broken: broken, base: base, counters: counters, hash: hash, readOnly: opts.ReadOnly,
		tables: engine.MakeWriterOptions(len(engine.Levels)-1, db.TableFormat()),
		states: new(states),
		known:  newCache(opts.CacheBytes/allShares*knownShare, func(k string, _ Node) int64 { return int64(len(k)) + 64 }),
	}
	s.class = opts.classOf(base)
	s.memory = newMemory(opts.CacheBytes, s.states)
	s.view = newView(db, s)
	return s, nil
}

// engineOptions sets Pebble up for many small point reads and ordered scans.
func engineOptions(opts Options, broken *breakdown, blocks *pebble.Cache) *pebble.Options {
	o := &pebble.Options{
		FS: opts.FS, Cache: blocks, ReadOnly: opts.ReadOnly, ErrorIfNotExists: opts.ReadOnly,
		FormatMajorVersion: pebble.FormatNewest,
		MemTableSize:       uint64(min(max(opts.CacheBytes/allShares*tableShare, 1<<20), 64<<20)),
		Logger:             engineLog{opts.Logger, broken}, EventListener: broken.listener(),
	}
	o.Experimental.DisableIngestAsFlushable = func() bool { return true } // it would end the process where the log fails
	for i := range o.Levels {
		o.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
		o.Levels[i].IndexBlockSize = 256 << 10 // one level of index per table, where the default makes two
	}
	o.EnsureDefaults()
	return o
}

// Base is the instance base that the store was made with.
func (s *Store) Base() string { return s.base }

// Bytes is the size of the store's files, those of a running compaction included; 0 after the engine broke down.
func (s *Store) Bytes() uint64 {
	if s.broken.err() != nil {
		return 0
	}
	return s.db.Metrics().DiskSpaceUsage()
}

// ApplyDeltas makes all the changes in their order, or none. An error is a *graph.DeltaError where one delta is to blame.
func (s *Store) ApplyDeltas(in []graph.Delta, opts graph.IgnoreOpts) error {
	_, err := s.Apply(context.Background(), Edit{Deltas: in, Ignore: opts})
	return err
}

// NewQuadWriter adds quads in chunks, each of them atomic; quads that the store has, or that come twice, are skipped.
func (s *Store) NewQuadWriter() (quad.WriteCloser, error) {
	if err := s.writable(); err != nil {
		return nil, err
	}
	return &quadWriter{store: s}, nil
}

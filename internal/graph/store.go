package graph

import (
	"log/slog"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore"
	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/vocab"
)

// Errors of a store. An error that a method returns wraps one of these or the cause of its context, names the place and
// says what to do next.
var (
	ErrCorrupt     = pebblestore.ErrCorrupt     // an invariant does not hold: run graphd check
	ErrNewerFormat = pebblestore.ErrNewerFormat // written by a later version of graphd
	ErrForeign     = pebblestore.ErrForeign     // the directory holds another program's files
	ErrAbsent      = pebblestore.ErrAbsent      // no store to open for reading
	ErrLocked      = pebblestore.ErrLocked      // another process has it open
	ErrOtherBase   = pebblestore.ErrOtherBase   // created with another instance base
	ErrReadOnly    = pebblestore.ErrReadOnly    // the store is open for reading only
	ErrDenied      = pebblestore.ErrDenied      // the file system denies access
	ErrDiskFull    = pebblestore.ErrDiskFull    // no space left on the disk
	ErrFailed      = pebblestore.ErrFailed      // an earlier write failed: reopen the store
	ErrClosed      = pebblestore.ErrClosed      // used after Close
	ErrInvalid     = pebblestore.ErrInvalid     // a quad that N-Quads cannot represent
)

// Options configures a store. The zero value opens it for reading and writing with its own base and a small cache.
type Options struct {
	// Base is the prefix of every instance IRI. It is fixed when the store is created; opening the store with another
	// base is ErrOtherBase. Empty means the base of the store, or vocab.DefaultBase for a new one.
	Base vocab.Base
	// CacheBytes is the size of the caches in bytes; 0 means 256 MB.
	CacheBytes int64
	// ReadOnly opens an existing store without writing to it.
	ReadOnly bool
	// Logger receives the messages of the storage engine; nil discards them.
	Logger *slog.Logger
}

// Store is a graph on disk or in memory. It is safe for concurrent use. Only one process at a time can open its directory.
type Store struct {
	quads *pebblestore.QuadStore
	base  vocab.Base
}

// Open opens the store in dir, which it creates if there is none.
func Open(dir string, opts Options) (*Store, error) {
	return wrap(pebblestore.Open(dir, opts.engine()))
}

// OpenMemory creates an empty store in memory.
func OpenMemory(opts Options) (*Store, error) {
	return wrap(pebblestore.OpenMemory(opts.engine()))
}

func wrap(quads *pebblestore.QuadStore, err error) (*Store, error) {
	if err != nil {
		return nil, err
	}
	return &Store{quads: quads, base: vocab.Base(quads.Base())}, nil
}

// engine returns the options of the storage engine, which classifies values by their vocab.NodeKind.
func (o Options) engine() pebblestore.OpenOptions {
	return pebblestore.OpenOptions{
		Base: string(o.Base), DefaultBase: string(vocab.DefaultBase),
		CacheBytes: o.CacheBytes, ReadOnly: o.ReadOnly, Logger: o.Logger,
		Class: func(base string, value quad.Value) access.ValueClass {
			return access.ValueClass(vocab.Base(base).NodeKind(value))
		},
	}
}

// Base returns the prefix of all instance IRIs of the store.
func (s *Store) Base() vocab.Base { return s.base }

// Close waits for running edits and closes the files. Close all snapshots first.
func (s *Store) Close() error { return s.quads.Close() }

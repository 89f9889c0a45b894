package graph

import (
	"log/slog"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore"
	"graphd/internal/graph/vocab"
)

// What can go wrong with a store. Errors wrap one of these, name the place and say what to do next.
var (
	ErrCorrupt     = pebblestore.ErrCorrupt     // an invariant is broken: run graphd check
	ErrNewerFormat = pebblestore.ErrNewerFormat // written by a later version
	ErrForeign     = pebblestore.ErrForeign     // another program's files
	ErrAbsent      = pebblestore.ErrAbsent      // nothing to open for reading
	ErrLocked      = pebblestore.ErrLocked      // another process has it open
	ErrOtherBase   = pebblestore.ErrOtherBase   // made with another instance base
	ErrReadOnly    = pebblestore.ErrReadOnly    // a change of a store that is open for reading
	ErrDenied      = pebblestore.ErrDenied      // the file system refuses
	ErrDiskFull    = pebblestore.ErrDiskFull    // no room for a change
	ErrFailed      = pebblestore.ErrFailed      // an earlier write failed
	ErrClosed      = pebblestore.ErrClosed      // used after Close
	ErrInvalid     = pebblestore.ErrInvalid     // a quad that no graph can hold
)

// Options of a store. The zero value is a store for reading and writing with the default base and a small cache.
type Options struct {
	// Base begins every instance IRI. It is fixed when the store is made: opening with another is ErrOtherBase.
	// Empty means the base that the store has, and vocab.DefaultBase for a new one.
	Base vocab.Base
	// CacheBytes bounds the memory that holds what was read lately; 0 is 256 MB.
	CacheBytes int64
	// ReadOnly opens an existing store without writing to it.
	ReadOnly bool
	// Logger gets what the storage reports; nil discards it.
	Logger *slog.Logger
}

// Store holds a graph. It is safe for concurrent use; one process at a time may have its directory open.
type Store struct {
	quads *pebblestore.Store
	base  vocab.Base
}

// Open opens the store in dir, and makes it first where there is none.
func Open(dir string, opts Options) (*Store, error) {
	return wrap(pebblestore.Open(dir, opts.engine()))
}

// OpenMemory makes an empty store in memory.
func OpenMemory(opts Options) (*Store, error) {
	return wrap(pebblestore.OpenMemory(opts.engine()))
}

func wrap(quads *pebblestore.Store, err error) (*Store, error) {
	if err != nil {
		return nil, err
	}
	return &Store{quads: quads, base: vocab.Base(quads.Base())}, nil
}

func (o Options) engine() pebblestore.Options {
	return pebblestore.Options{
		Base: string(o.Base), DefaultBase: string(vocab.DefaultBase),
		CacheBytes: o.CacheBytes, ReadOnly: o.ReadOnly, Logger: o.Logger,
		Class: func(base string, value quad.Value) pebblestore.Class {
			return pebblestore.Class(vocab.Base(base).NodeKind(value))
		},
	}
}

// Base begins the instance IRIs of this store.
func (s *Store) Base() vocab.Base { return s.base }

// Close waits for changes under way and closes the files. Snapshots must be closed before it.
func (s *Store) Close() error { return s.quads.Close() }

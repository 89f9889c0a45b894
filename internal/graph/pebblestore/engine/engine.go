// Package engine opens Pebble, the ordered key-value store on disk, so that a disk failure stops writes but not the
// process, and provides pooled cursors and point reads over it.
package engine

import (
	"log/slog"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// A DBConfig configures a database. All fields but Logger are required.
type DBConfig struct {
	FS              vfs.FS
	ReadOnly        bool
	BlockCacheBytes int64
	MemTableBytes   uint64 // of each memtable; there may be two
	Logger          *slog.Logger
}

// Handle is an open Pebble database that survives a failing disk: writes are made under Guard, and after a breakdown the
// database can still be read.
type Handle struct {
	Dir          string
	DB           *pebble.DB
	FS           vfs.FS                // the file system that the database uses
	TableOptions sstable.WriterOptions // for tables that are to be ingested

	broken *breakdown
}

// Open opens the database in dir, and creates it first unless it is opened read-only. See OpenError for its errors.
func Open(dir string, c DBConfig) (*Handle, error) {
	blocks := pebble.NewCache(c.BlockCacheBytes)
	defer blocks.Unref()
	broken, started := newBreakdown(), new(atomic.Bool)
	if c.ReadOnly {
		c.FS = readOnlyFS{c.FS}
	}
	h := &Handle{Dir: dir, FS: logFS{c.FS, broken, started}, broken: broken}
	options := h.options(c, blocks)
	err := broken.guard(func() (err error) { h.DB, err = pebble.Open(dir, options); return err })
	if err != nil {
		return nil, OpenError(dir, c.ReadOnly, err)
	}
	started.Store(true)
	h.TableOptions = options.MakeWriterOptions(len(options.Levels)-1, h.DB.TableFormat())
	return h, nil
}

// options tunes Pebble for many small point reads and ordered scans.
func (h *Handle) options(c DBConfig, blocks *pebble.Cache) *pebble.Options {
	o := &pebble.Options{
		FS: h.FS, Cache: blocks, ReadOnly: c.ReadOnly, ErrorIfNotExists: c.ReadOnly,
		FormatMajorVersion: pebble.FormatNewest, MemTableSize: c.MemTableBytes,
		Logger: engineLog{c.Logger, h.broken}, EventListener: h.broken.listener(),
	}
	// An ingestion into the memtable ends the process if the WAL fails.
	o.Experimental.DisableIngestAsFlushable = func() bool { return true }
	for i := range o.Levels {
		o.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
		o.Levels[i].IndexBlockSize = 256 << 10 // a single index block per table, where the default makes two levels
	}
	o.EnsureDefaults()
	return o
}

// Guard makes a call that may break the database down, and returns the breakdown as an error.
func (h *Handle) Guard(call func() error) error { return h.broken.guard(call) }

// Err returns why the database broke down, nil while it works.
func (h *Handle) Err() error { return h.broken.err() }

// Flush writes the memtable to tables, so that the space reserved for the WAL is released and the next opening is fast.
// Acknowledged writes are durable without it.
func (h *Handle) Flush() error { return h.Guard(h.DB.Flush) }

// Close closes the database. After a breakdown it does nothing: Pebble would wait for goroutines that have ended.
func (h *Handle) Close() error {
	if h.Err() != nil {
		return nil //nolint:nilerr // every call has returned it
	}
	return h.Guard(h.DB.Close)
}

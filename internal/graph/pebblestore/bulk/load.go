// Package bulk loads N-Quads of any number into a store: it interns the values, sorts the quads into every index in
// temporary files, and hands finished tables to the engine.
package bulk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/dictionary"
	"graphd/internal/graph/pebblestore/engine"
)

// LoadConfig configures a load. The zero value stops at the first malformed line.
type LoadConfig struct {
	// SkipBad skips and counts lines that are not N-Quads, instead of failing.
	SkipBad bool
	// MemoryBytes bounds the memory of the load, in addition to the store's caches; 0 means DefaultLoadBytes.
	MemoryBytes int64
	// Progress, if not nil, is called as the load advances, by one goroutine at a time.
	Progress func(LoadStatus)

	// BlockBytes is the size of the pieces that the input is read in; 0 means 512 KB.
	BlockBytes int
}

// DefaultLoadBytes is the memory of a load whose options set none, in bytes.
const DefaultLoadBytes = 256 << 20

// LoadStatus reports how far a load is. It first reads its input, then writes every index.
type LoadStatus struct {
	Read    int // quads
	Indexed int // index entries written, of Entries; 0 while the input is read
	Entries int
}

// LoadCounts counts what a load did.
type LoadCounts struct {
	Lines   int // lines read, including blank ones and comments
	Added   int // new quads
	Known   int // quads that the store had already, or that the input repeats
	Skipped int // malformed lines
	// FirstBad holds the errors of the first skipped lines, each a *nquads.LineError.
	FirstBad []error
}

// maxBad is how many errors FirstBad holds at most.
const maxBad = 10

// SkipLine counts a malformed line.
func (r *LoadCounts) SkipLine(bad error) {
	if r.Skipped++; r.Skipped <= maxBad {
		r.FirstBad = append(r.FirstBad, bad)
	}
}

// Target is the store that a load adds quads to. The caller of Load keeps others from changing it meanwhile.
type Target struct {
	Engine   *engine.Handle
	Hash     func(encoded []byte) uint64
	Counters codec.Counters                                   // before the load
	Writable func() error                                     // returns why the store takes no changes, if so
	Ingest   func(ctx context.Context, tables []string) error // makes finished tables part of the store, all at once
}

// Load reads N-Quads, uncompressed, and adds them to target, all of them or, if it fails or the process dies, none. It returns
// the counters of the store after the load. Quads are sorted in temporary files next to the store, so memory is bounded
// whatever their number. An error about a line is a *nquads.LineError.
func Load(ctx context.Context, target Target, in io.Reader, opts LoadConfig) (LoadCounts, codec.Counters, error) {
	temporary, err := newTempDir(target.Engine.FS, target.Engine.Dir)
	if err != nil {
		return LoadCounts{}, codec.Counters{}, spaceError(target, err)
	}
	l := &bulkLoad{target: &target, spill: temporary, opts: opts, counters: target.Counters}
	l.opts.MemoryBytes = cmp.Or(l.opts.MemoryBytes, DefaultLoadBytes)
	l.opts.BlockBytes = cmp.Or(l.opts.BlockBytes, blockBytes)
	if err := l.run(ctx, in); err != nil {
		return l.result, codec.Counters{}, errors.Join(spaceError(target, err), temporary.remove())
	}
	_ = temporary.remove() // the next opening removes what is left
	return l.result, l.counters, nil
}

// spaceError adds advice to an error of a full disk.
func spaceError(target Target, err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("%w: %s: a load needs about as much space as the file it reads, uncompressed; free some and load again (%w)", engine.ErrDiskFull, target.Engine.Dir, err)
	}
	return err
}

// bulkLoad is a load in progress.
type bulkLoad struct {
	target   *Target
	spill    *tempDir
	opts     LoadConfig
	result   LoadCounts
	read     int // quads
	chunks   []*valueChunk
	counters codec.Counters
	paths    []string // finished tables
}

// run reads the lines, assigns ids to their values, writes the tables, and ingests them.
func (l *bulkLoad) run(ctx context.Context, in io.Reader) error {
	if err := l.readAll(ctx, in); err != nil {
		return err
	}
	values, err := newIDResolver(l.target, l.spill, l.chunks)
	if err != nil {
		return err
	}
	if err := values.resolve(ctx); err != nil {
		return err
	}
	if values.next() > codec.MaxID+1 {
		return dictionary.ErrNoIDs
	}
	counted, err := l.index(ctx, values)
	if err != nil || l.counters.Quads == l.target.Counters.Quads {
		return err
	}
	if err := l.writeDictionary(ctx, values, counted); err != nil {
		return err
	}
	return l.ingest(ctx)
}

// readAll reads the lines into chunks.
func (l *bulkLoad) readAll(ctx context.Context, in io.Reader) error {
	chunk, err := newValueChunk(l.spill)
	if err != nil {
		return err
	}
	l.chunks = append(l.chunks, chunk)
	err = eachBlock(ctx, in, l.opts.BlockBytes, func(b *lineBlock) error {
		if err := l.takeBad(b); err != nil {
			return err
		}
		if err := chunk.addBlock(b); err != nil {
			return err
		}
		l.result.Lines += b.lines.Lines
		l.read += len(b.quads)
		l.progress(LoadStatus{Read: l.read})
		if chunk.bytes < l.opts.MemoryBytes/2 {
			return nil
		}
		if err := l.finishChunk(); err != nil {
			return err
		}
		chunk, err = newValueChunk(l.spill)
		if err == nil {
			l.chunks = append(l.chunks, chunk)
		}
		return err
	})
	if err != nil {
		return errors.Join(err, chunk.quads.close())
	}
	return l.finishChunk()
}

// takeBad counts the malformed lines of a block, or returns the first of them.
func (l *bulkLoad) takeBad(b *lineBlock) error {
	for _, bad := range b.bad {
		if !l.opts.SkipBad {
			return bad
		}
		l.result.SkipLine(bad)
	}
	return nil
}

func (l *bulkLoad) finishChunk() error {
	last := len(l.chunks) - 1
	return l.chunks[last].finish(uint32(last), l.target.Hash, l.spill)
}

func (l *bulkLoad) progress(p LoadStatus) {
	if l.opts.Progress != nil {
		l.opts.Progress(p)
	}
}

func (l *bulkLoad) newTables() *sstWriter { return &sstWriter{target: l.target, spill: l.spill} }

// writeDictionary writes the tables that are not indexes: values, hashes, counts, and the counters.
func (l *bulkLoad) writeDictionary(ctx context.Context, values *idResolver, counted []string) (err error) {
	tables := [4]*sstWriter{l.newTables(), l.newTables(), l.newTables(), l.newTables()}
	defer func() {
		for _, t := range tables {
			err = errors.Join(err, t.close())
		}
	}()
	err = runConcurrently(ctx,
		func(context.Context) error { return values.writeValues(tables[0]) },
		func(context.Context) error { return values.writeHashes(tables[1]) },
		func(context.Context) error { return l.writeCounts(tables[2], counted) },
	)
	if err != nil {
		return err
	}
	l.counters.Next = uint64(values.next())
	if err := errors.Join(tables[3].set(codec.SettingKey(codec.SettingCounters), l.counters.Encode()), tables[3].close()); err != nil {
		return err
	}
	for _, t := range tables {
		l.paths = append(l.paths, t.paths...)
	}
	return nil
}

// ingest makes the tables part of the store, all at once. No other step changes the store.
func (l *bulkLoad) ingest(ctx context.Context) error {
	if err := errors.Join(ctx.Err(), l.target.Writable()); err != nil {
		return err
	}
	if err := l.target.Ingest(ctx, l.paths); err != nil {
		return err
	}
	added := int(l.counters.Quads - l.target.Counters.Quads)
	l.result.Added, l.result.Known = added, l.read-added
	return nil
}

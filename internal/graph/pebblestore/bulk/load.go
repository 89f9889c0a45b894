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

// LoadOptions say how N-Quads are taken in. The zero value stops at the first bad line.
type LoadOptions struct {
	// SkipBad goes on after a line that is not N-Quads, and counts it.
	SkipBad bool
	// MemoryBytes bounds what the load keeps in memory, beside the store's own; 0 is DefaultLoadBytes.
	MemoryBytes int64
	// Progress, where set, is told how far the load is, from one goroutine at a time.
	Progress func(LoadProgress)

	// BlockBytes is the size of the pieces that the input is read in; 0 means 512 KB.
	BlockBytes int
}

// DefaultLoadBytes is the memory of a load whose options set none.
const DefaultLoadBytes = 256 << 20

// LoadProgress is how far a load is: it reads first, and then writes what it read into every index.
type LoadProgress struct {
	Read    int // quads
	Indexed int // entries of indexes, of Entries; 0 while it reads
	Entries int
}

// LoadResult is what a load did.
type LoadResult struct {
	Lines   int // read, blank ones and comments included
	Added   int // quads that were new
	Known   int // quads that stood already, or came twice
	Skipped int // bad lines
	// FirstBad are the first few of the skipped lines, each a *nquads.LineError with its number.
	FirstBad []error
}

// maxBad is how many bad lines a result keeps.
const maxBad = 10

// SkipLine counts a bad line.
func (r *LoadResult) SkipLine(bad error) {
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
func Load(ctx context.Context, target Target, in io.Reader, opts LoadOptions) (LoadResult, codec.Counters, error) {
	temporary, err := newTempDir(target.Engine.FS, target.Engine.Dir)
	if err != nil {
		return LoadResult{}, codec.Counters{}, spaceError(target, err)
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
	opts     LoadOptions
	result   LoadResult
	read     int // quads
	chunks   []*valueChunk
	counters codec.Counters
	paths    []string // finished tables
}

// run is the whole way: lines become rows of numbers, the numbers ids, the rows tables, and the tables part of the store.
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
		l.progress(LoadProgress{Read: l.read})
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

// takeBad counts the block's bad lines, or fails with the first.
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

func (l *bulkLoad) progress(p LoadProgress) {
	if l.opts.Progress != nil {
		l.opts.Progress(p)
	}
}

func (l *bulkLoad) newTables() *sstWriter { return &sstWriter{target: l.target, spill: l.spill} }

// writeDictionary writes what is not an index: values, hashes, counts and the counters.
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

// ingest makes the tables part of the store, all at once. It is the only step that changes the store.
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

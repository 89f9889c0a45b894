package pebblestore

import (
	"cmp"
	"context"
	"errors"
	"io"
)

// LoadOptions say how N-Quads are taken in. The zero value stops at the first bad line.
type LoadOptions struct {
	// SkipBad goes on after a line that is not N-Quads, and counts it.
	SkipBad bool
	// MemoryBytes bounds what the load keeps in memory, beside the store's own; 0 is DefaultLoadBytes.
	MemoryBytes int64
	// Progress, where set, is told how far the load is, from one goroutine at a time.
	Progress func(LoadProgress)

	blockBytes int // of lines read at once; 0 is blockBytes
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

// Load adds the quads of N-Quads that are not compressed, all of them or, where it fails or the process dies, none.
// It is made for many: they are sorted in files beside the store and taken over whole, so that memory is bounded
// whatever their number. Other changes wait until it is done. An error about a line is a *nquads.LineError.
func (s *Store) Load(ctx context.Context, in io.Reader, opts LoadOptions) (LoadResult, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.writable(); err != nil {
		return LoadResult{}, err
	}
	temporary, err := newSpill(s.fs, s.dir)
	if err != nil {
		return LoadResult{}, s.spillError(err)
	}
	l := &load{s: s, spill: temporary, opts: opts, counters: s.counters}
	l.opts.MemoryBytes = cmp.Or(l.opts.MemoryBytes, DefaultLoadBytes)
	l.opts.blockBytes = cmp.Or(l.opts.blockBytes, blockBytes)
	if err := l.run(ctx, in); err != nil {
		return l.result, errors.Join(s.spillError(err), temporary.remove())
	}
	_ = temporary.remove() // what is left of it goes when the store is opened
	return l.result, nil
}

// load is a bulk load under way. The store's lock is held for its whole life.
type load struct {
	s        *Store
	spill    *spill
	opts     LoadOptions
	result   LoadResult
	read     int // quads
	chunks   []*loadChunk
	counters Counters
	paths    []string // finished tables
}

// run is the whole way: lines become rows of numbers, the numbers ids, the rows tables, and the tables part of the store.
func (l *load) run(ctx context.Context, in io.Reader) error {
	if err := l.readAll(ctx, in); err != nil {
		return err
	}
	values, err := l.s.newResolver(l.spill, l.chunks)
	if err != nil {
		return err
	}
	if err := values.resolve(ctx); err != nil {
		return err
	}
	if values.next() > maxID+1 {
		return errNoIDs
	}
	counted, err := l.index(ctx, values)
	if err != nil || l.counters.Quads == l.s.counters.Quads {
		return err
	}
	if err := l.writeDictionary(ctx, values, counted); err != nil {
		return err
	}
	return l.ingest(ctx)
}

// readAll reads the lines into chunks.
func (l *load) readAll(ctx context.Context, in io.Reader) error {
	chunk, err := newLoadChunk(l.spill)
	if err != nil {
		return err
	}
	l.chunks = append(l.chunks, chunk)
	err = eachBlock(ctx, in, l.opts.blockBytes, func(b *lineBlock) error {
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
		chunk, err = newLoadChunk(l.spill)
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
func (l *load) takeBad(b *lineBlock) error {
	for _, bad := range b.bad {
		if !l.opts.SkipBad {
			return bad
		}
		l.result.SkipLine(bad)
	}
	return nil
}

func (l *load) finishChunk() error {
	last := len(l.chunks) - 1
	return l.chunks[last].finish(uint32(last), l.s.hash, l.spill)
}

func (l *load) progress(p LoadProgress) {
	if l.opts.Progress != nil {
		l.opts.Progress(p)
	}
}

func (l *load) newTables() *tableWriter { return &tableWriter{s: l.s, spill: l.spill} }

// writeDictionary writes what is not an index: values, hashes, counts and the counters.
func (l *load) writeDictionary(ctx context.Context, values *resolver, counted []string) (err error) {
	tables := [4]*tableWriter{l.newTables(), l.newTables(), l.newTables(), l.newTables()}
	defer func() {
		for _, t := range tables {
			err = errors.Join(err, t.close())
		}
	}()
	err = together(ctx,
		func(context.Context) error { return values.writeValues(tables[0]) },
		func(context.Context) error { return values.writeHashes(tables[1]) },
		func(context.Context) error { return l.writeCounts(tables[2], counted) },
	)
	if err != nil {
		return err
	}
	l.counters.next = uint64(values.next())
	if err := errors.Join(tables[3].set(metaKey(metaCounters), l.counters.encode()), tables[3].close()); err != nil {
		return err
	}
	for _, t := range tables {
		l.paths = append(l.paths, t.paths...)
	}
	return nil
}

// ingest makes the tables part of the store, all at once. It is the only step that changes the store.
func (l *load) ingest(ctx context.Context) error {
	if err := errors.Join(ctx.Err(), l.s.writable()); err != nil {
		return err
	}
	err := l.s.states.publish(everything, func() error {
		return l.s.broken.guard(func() error { return l.s.db.Ingest(ctx, l.paths) })
	})
	if err != nil {
		return l.ingestError(err)
	}
	added := int(l.counters.Quads - l.s.counters.Quads)
	l.result.Added, l.result.Known = added, l.read-added
	l.s.counters = l.counters
	return nil
}

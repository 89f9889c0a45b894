package bulk

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"sync"
	"sync/atomic"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// quadBatchSize is how many quads are passed between goroutines at a time.
const quadBatchSize = 4096

// index writes the tables of the four indexes for the quads that the store does not have, and returns the files with the
// counts of the values at each position.
// The quads are sorted by subject first, next to the store's own, which shows which are new. Those are passed on to the
// other indexes already in that order, so a stable sort by their leading positions suffices there.
func (l *bulkLoad) index(ctx context.Context, values *idResolver) (counted []string, err error) {
	l.result.Known = l.read
	quads := newQuadSorter(codec.BySubject, []int{codec.Subject, codec.Predicate, codec.Object, codec.Label}, l.spill, l.sorterRows())
	if err := l.resolveRows(ctx, values, quads); err != nil {
		return nil, err
	}
	others := [...]*secondaryIndexWriter{
		{l: l, x: codec.ByPredicate, by: []int{codec.Predicate, codec.Object}},
		{l: l, x: codec.ByObject, by: []int{codec.Object}},
		{l: l, x: codec.ByLabel, by: []int{codec.Label}},
	}
	steps := []func(context.Context) error{}
	var indexed indexProgress
	for _, o := range others {
		o.in, o.indexed = make(chan []codec.QuadIDs, 4), &indexed
		steps = append(steps, o.run)
	}
	first := &subjectIndexWriter{l: l, others: others[:], indexed: &indexed}
	steps = append(steps, func(ctx context.Context) error { return first.run(ctx, quads) })
	if err := runConcurrently(ctx, steps...); err != nil {
		return nil, err
	}
	l.counters.Quads += first.added
	l.paths = first.out.paths
	counted = append(counted, first.counted)
	for _, o := range others {
		l.paths, counted = append(l.paths, o.out.paths...), append(counted, o.counted)
	}
	return counted, nil
}

// sorterRows returns how many quads each of the four sorters holds in memory, twice.
func (l *bulkLoad) sorterRows() int {
	const rowBytes = 4 * 2 * 32
	return min(int(max(l.opts.MemoryBytes/rowBytes, 64)), l.read)
}

// resolveRows replaces the numbers in the rows of all chunks by ids.
func (l *bulkLoad) resolveRows(ctx context.Context, values *idResolver, out *quadSorter) error {
	for i, c := range l.chunks {
		ids, err := values.ids(i)
		if err != nil {
			return err
		}
		in, err := l.spill.open(c.quads.path, spillBuffer)
		if err != nil {
			return err
		}
		if err := errors.Join(resolveRows(ctx, in.buf, ids, out), in.close()); err != nil {
			return err
		}
	}
	return nil
}

// resolveRows replaces the numbers in the rows of one chunk by ids.
func resolveRows(ctx context.Context, in io.Reader, ids []codec.NodeID, out *quadSorter) error {
	var row [16]byte
	for n := 0; ; n++ {
		if n%quadBatchSize == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if _, err := io.ReadFull(in, row[:]); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		var q codec.QuadIDs
		for pos := range q {
			q[pos] = ids[binary.LittleEndian.Uint32(row[4*pos:])]
		}
		if err := out.add(q); err != nil {
			return err
		}
	}
}

// subjectIndexWriter writes the index by subject, and passes new quads on to the other indexes.
type subjectIndexWriter struct {
	l       *bulkLoad
	others  []*secondaryIndexWriter
	indexed *indexProgress
	out     *sstWriter
	counted string
	added   uint64
}

func (x *subjectIndexWriter) run(ctx context.Context, sorter *quadSorter) (err error) {
	defer func() {
		for _, o := range x.others {
			close(o.in)
		}
	}()
	in, err := sorter.sorted()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.close()) }()
	known, err := x.l.storedQuads()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, known.Close()) }()
	counts, err := newCountWriter(x.l.spill, codec.Subject)
	if err != nil {
		return err
	}
	x.out, x.counted = x.l.newTables(), counts.w.path
	return errors.Join(x.write(ctx, in, known, counts), counts.close(), x.out.close())
}

func (x *subjectIndexWriter) write(ctx context.Context, in *keyMerger, known *engine.Seeker, counts *countWriter) error {
	var last []byte
	batch := make([]codec.QuadIDs, 0, quadBatchSize)
	for {
		key, err := in.next()
		if err != nil {
			return err
		}
		if key == nil {
			return x.send(ctx, batch)
		}
		if bytes.Equal(key, last) {
			continue
		}
		last = append(last[:0], key...)
		if stands, err := known.Find(key); err != nil {
			return err
		} else if stands != nil {
			continue
		}
		q, err := codec.BySubject.Decode(key)
		if err := errors.Join(err, x.out.set(key, nil), counts.add(q[codec.Subject])); err != nil {
			return err
		}
		x.added++
		if batch = append(batch, q); len(batch) == quadBatchSize {
			if err := x.send(ctx, batch); err != nil {
				return err
			}
			batch = make([]codec.QuadIDs, 0, quadBatchSize)
		}
	}
}

func (x *subjectIndexWriter) send(ctx context.Context, batch []codec.QuadIDs) error {
	for _, o := range x.others {
		select {
		case o.in <- batch:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	x.indexed.add(x.l, len(batch))
	return nil
}

// storedQuads returns a seeker over the store's index by subject, nil if the store is empty.
func (l *bulkLoad) storedQuads() (*engine.Seeker, error) {
	if l.target.Counters.Quads == 0 {
		return nil, nil
	}
	return engine.NewSeeker(l.target.Engine.DB, codec.TableSPOG)
}

// secondaryIndexWriter writes another index, from quads in the order of the index by subject.
type secondaryIndexWriter struct {
	l       *bulkLoad
	x       *codec.QuadIndex
	by      []int
	in      chan []codec.QuadIDs
	indexed *indexProgress
	out     *sstWriter
	counted string
}

func (x *secondaryIndexWriter) run(ctx context.Context) (err error) {
	sorter := newQuadSorter(x.x, x.by, x.l.spill, x.l.sorterRows())
	for batch := range x.in {
		for _, q := range batch {
			if err := sorter.add(q); err != nil {
				return err
			}
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	in, err := sorter.sorted()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.close()) }()
	counts, err := newCountWriter(x.l.spill, x.x.Order[0])
	if err != nil {
		return err
	}
	x.out, x.counted = x.l.newTables(), counts.w.path
	return errors.Join(x.write(ctx, in, counts), counts.close(), x.out.close())
}

func (x *secondaryIndexWriter) write(ctx context.Context, in *keyMerger, counts *countWriter) error {
	for n := 1; ; n++ {
		if n%quadBatchSize == 0 {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			x.indexed.add(x.l, quadBatchSize)
		}
		key, err := in.next()
		if err != nil || key == nil {
			return err
		}
		id, _ := codec.DecodeID(key[1:])
		if err := errors.Join(x.out.set(key, nil), counts.add(id)); err != nil {
			return err
		}
	}
}

// indexProgress counts the index entries written so far.
type indexProgress struct {
	mu sync.Mutex
	n  int
}

func (c *indexProgress) add(l *bulkLoad, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += n
	l.progress(LoadStatus{Read: l.read, Indexed: c.n, Entries: len(codec.Indexes) * l.read})
}

// runConcurrently runs steps concurrently. The first error cancels the others and is returned.
func runConcurrently(ctx context.Context, steps ...func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var work sync.WaitGroup
	var first atomic.Pointer[error]
	for _, step := range steps {
		work.Go(func() {
			if err := step(ctx); err != nil {
				first.CompareAndSwap(nil, &err)
				cancel()
			}
		})
	}
	work.Wait()
	if err := first.Load(); err != nil {
		return *err
	}
	return ctx.Err()
}

package pebblestore

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"sync"
	"sync/atomic"
)

// quadBatch is how many quads go from one goroutine to another at once.
const quadBatch = 4096

// index writes the tables of the four indexes, of the quads that the store does not have. It returns the files in which
// the values at each position are counted.
//
// The quads are sorted by subject first, and so found to be new. From there they go on into the other orders, which then
// only need to be sorted by the positions that they put first.
func (l *load) index(ctx context.Context, values *resolver) (counted []string, err error) {
	l.result.Known = l.read
	bySubject := newQuadSorter(&indexes[0], []int{subject, predicate, object, label}, l.spill, l.sorterRows())
	if err := l.resolveRows(ctx, values, bySubject); err != nil {
		return nil, err
	}
	others := [...]*otherIndex{
		{l: l, x: &indexes[1], by: []int{predicate, object}},
		{l: l, x: &indexes[2], by: []int{object}},
		{l: l, x: &indexes[3], by: []int{label}},
	}
	steps := []func(context.Context) error{}
	var indexed indexedCount
	for _, o := range others {
		o.in, o.indexed = make(chan []Quad, 4), &indexed
		steps = append(steps, o.run)
	}
	first := &subjectIndex{l: l, others: others[:], indexed: &indexed}
	steps = append(steps, func(ctx context.Context) error { return first.run(ctx, bySubject) })
	if err := together(ctx, steps...); err != nil {
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

// sorterRows is how many quads each of the four sorters keeps in memory, twice.
func (l *load) sorterRows() int {
	const rowBytes = 4 * 2 * 32
	return min(int(max(l.opts.MemoryBytes/rowBytes, 64)), l.read)
}

// resolveRows turns the numbers of the chunks' rows into ids.
func (l *load) resolveRows(ctx context.Context, values *resolver, out *quadSorter) error {
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

func resolveRows(ctx context.Context, in io.Reader, ids []Node, out *quadSorter) error {
	var row [16]byte
	for n := 0; ; n++ {
		if n%quadBatch == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if _, err := io.ReadFull(in, row[:]); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		var q Quad
		for pos := range q {
			q[pos] = ids[binary.LittleEndian.Uint32(row[4*pos:])]
		}
		if err := out.add(q); err != nil {
			return err
		}
	}
}

// subjectIndex writes the index by subject, and hands the quads that are new to the others.
type subjectIndex struct {
	l       *load
	others  []*otherIndex
	indexed *indexedCount
	out     *tableWriter
	counted string
	added   uint64
}

func (x *subjectIndex) run(ctx context.Context, sorter *quadSorter) (err error) {
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
	defer func() { err = errors.Join(err, known.close()) }()
	counts, err := newCountWriter(x.l.spill, subject)
	if err != nil {
		return err
	}
	x.out, x.counted = x.l.newTables(), counts.w.path
	return errors.Join(x.write(ctx, in, known, counts), counts.close(), x.out.close())
}

func (x *subjectIndex) write(ctx context.Context, in *merger, known *seeker, counts *countWriter) error {
	var last []byte
	batch := make([]Quad, 0, quadBatch)
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
		if stands, err := known.find(key); err != nil {
			return err
		} else if stands != nil {
			continue
		}
		q, err := indexes[0].decode(key)
		if err := errors.Join(err, x.out.set(key, nil), counts.add(q[subject])); err != nil {
			return err
		}
		x.added++
		if batch = append(batch, q); len(batch) == quadBatch {
			if err := x.send(ctx, batch); err != nil {
				return err
			}
			batch = make([]Quad, 0, quadBatch)
		}
	}
}

func (x *subjectIndex) send(ctx context.Context, batch []Quad) error {
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

// storedQuads finds quads in the store's index by subject; nil where it has none.
func (l *load) storedQuads() (*seeker, error) {
	if l.s.counters.Quads == 0 {
		return nil, nil
	}
	return newSeeker(l.s.db, tableSPOG)
}

// otherIndex writes another index, of quads that come in the order of the subject's.
type otherIndex struct {
	l       *load
	x       *index
	by      []int
	in      chan []Quad
	indexed *indexedCount
	out     *tableWriter
	counted string
}

func (x *otherIndex) run(ctx context.Context) (err error) {
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
	counts, err := newCountWriter(x.l.spill, x.x.order[0])
	if err != nil {
		return err
	}
	x.out, x.counted = x.l.newTables(), counts.w.path
	return errors.Join(x.write(ctx, in, counts), counts.close(), x.out.close())
}

func (x *otherIndex) write(ctx context.Context, in *merger, counts *countWriter) error {
	for n := 1; ; n++ {
		if n%quadBatch == 0 {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			x.indexed.add(x.l, quadBatch)
		}
		key, err := in.next()
		if err != nil || key == nil {
			return err
		}
		id, _ := decodeID(key[1:])
		if err := errors.Join(x.out.set(key, nil), counts.add(id)); err != nil {
			return err
		}
	}
}

// indexedCount is how many entries of indexes were written.
type indexedCount struct {
	mu sync.Mutex
	n  int
}

func (c *indexedCount) add(l *load, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += n
	l.progress(LoadProgress{Read: l.read, Indexed: c.n, Entries: len(indexes) * l.read})
}

// together runs steps at the same time. The first error ends the others and is returned.
func together(ctx context.Context, steps ...func(context.Context) error) error {
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

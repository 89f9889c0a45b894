package check

import (
	"encoding/binary"

	"github.com/cespare/xxhash/v2"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// digest is an order-independent sum of hashes: equal sets have equal digests.
type digest struct{ n, sum, sum2 uint64 }

func (d *digest) add(what ...uint64) {
	var b [32]byte
	for i, word := range what {
		binary.BigEndian.PutUint64(b[8*i:], word)
	}
	h := xxhash.Sum64(b[:8*len(what)])
	d.n, d.sum, d.sum2 = d.n+1, d.sum+h, d.sum2+h*h
}

// quads walks the four indexes and the counts in step: every index lists its leading values in ascending order of their
// ids, as the table of counts does. It compares the sets of quads by their digests, and quad by quad only if those
// differ.
func (c *checker) quads() error {
	var streams [len(codec.Indexes)]*leadingValues
	for i := range codec.Indexes {
		r, err := newLeadingValues(c, &codec.Indexes[i])
		if err != nil {
			return err
		}
		defer r.close()
		streams[codec.Indexes[i].Order[0]] = r
	}
	err := c.walk(codec.TableCounts, func(key, value []byte) error { return c.storedCounts(key, value, &streams) })
	if err == nil {
		err = c.uncounted(&streams, codec.MaxID)
	}
	if err != nil {
		return err
	}
	first := streams[codec.Subject].digest
	c.report.Quads, c.counted.Quads = first.n, first.n
	for i := 1; i < len(codec.Indexes); i++ {
		if streams[codec.Indexes[i].Order[0]].digest != first {
			if err := c.compare(codec.BySubject, &codec.Indexes[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// storedCounts checks an entry of the table of counts.
func (c *checker) storedCounts(key, value []byte, streams *[4]*leadingValues) error {
	id, n := codec.DecodeID(key[1:])
	if n == 0 || n != len(key)-1 {
		c.problem("key %x of table %q is damaged", key, codec.TableCounts)
		return nil
	}
	stored, err := codec.DecodeCounts(value)
	if err != nil {
		c.problem("value %d: %v", id, err)
		return nil
	}
	return c.count(id, stored, streams)
}

// compare reports the quads that one of two indexes lacks.
func (c *checker) compare(a, b *codec.QuadIndex) error {
	for _, pair := range [][2]*codec.QuadIndex{{a, b}, {b, a}} {
		has, lacks := pair[0], pair[1]
		err := c.walk(has.Table, func(key, _ []byte) error {
			q, err := has.Decode(key)
			if err != nil {
				return nil //nolint:nilerr // reported already
			}
			found, err := engine.Get(c.reader.Dictionary.DB, lacks.AppendKey(nil, q), func([]byte) error { return nil })
			if err == nil && !found {
				c.problem("quad %v is in index %q but not in index %q", q, has.Table, lacks.Table)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// count compares the stored counts of one value with the quads.
func (c *checker) count(id codec.NodeID, stored codec.PositionCounts, streams *[4]*leadingValues) error {
	if err := c.uncounted(streams, id); err != nil {
		return err
	}
	var actual codec.PositionCounts
	for pos, r := range streams {
		if r.id == id && r.n > 0 {
			actual[pos] = r.n
			r.next()
		}
	}
	if actual != stored {
		c.problem("value %d occurs in %v quads by position, its counts are %v", id, actual, stored)
	}
	if stored.Total() == 0 {
		c.problem("value %d has counts but is in no quad", id)
	}
	if actual.Total() > 0 {
		c.counted.Nodes++
	}
	if actual[codec.Label] > 0 {
		c.counted.Graphs++
	}
	c.largest = max(c.largest, id)
	return nil
}

// uncounted reports the values before id that occur in quads and have no counts.
func (c *checker) uncounted(streams *[4]*leadingValues, id codec.NodeID) error {
	for pos, r := range streams {
		for r.n > 0 && r.id < id {
			if r.id != 0 {
				c.problem("value %d occurs at position %d of %d quads and has no counts", r.id, pos, r.n)
			}
			r.next()
		}
		if r.err != nil {
			return r.err
		}
	}
	return c.ctx.Err()
}

// leadingValues iterates over the leading values of an index, with the number of quads of each.
type leadingValues struct {
	c      *checker
	x      *codec.QuadIndex
	cur    *engine.TableCursor
	id     codec.NodeID
	n      uint64 // 0 at the end
	err    error
	ok     bool // the cursor is at the first key of the next value
	digest digest
}

func newLeadingValues(c *checker, x *codec.QuadIndex) (*leadingValues, error) {
	cur, err := c.reader.Cursors.Take(x.Table)
	if err != nil {
		return nil, err
	}
	r := &leadingValues{c: c, x: x, cur: cur}
	r.ok = cur.Seek([]byte{x.Table}, []byte{x.Table})
	r.next()
	return r, nil
}

func (r *leadingValues) next() {
	for r.id, r.n = 0, 0; r.ok && r.err == nil; r.ok = r.cur.Next([]byte{r.x.Table}) {
		key := r.cur.Iter.Key()
		if id, _ := codec.DecodeID(key[1:]); r.n > 0 && id != r.id {
			return
		}
		r.err = r.c.step()
		q, err := r.x.Decode(key)
		if err != nil {
			r.c.problem("%v", err)
			continue
		}
		if q[codec.Subject] == 0 || q[codec.Predicate] == 0 || q[codec.Object] == 0 {
			r.c.problem("index %q has an incomplete quad %v", r.x.Table, q)
		}
		r.digest.add(uint64(q[codec.Subject]), uint64(q[codec.Predicate]), uint64(q[codec.Object]), uint64(q[codec.Label]))
		r.id = q[r.x.Order[0]]
		r.n++
	}
	if r.err == nil {
		r.err = r.cur.Iter.Error()
	}
}

// close returns the cursor. Its errors have been kept in err.
func (r *leadingValues) close() { _ = r.c.reader.Cursors.Give(r.cur) }

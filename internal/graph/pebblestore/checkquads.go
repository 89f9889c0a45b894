package pebblestore

import (
	"encoding/binary"

	"github.com/cespare/xxhash/v2"
)

// digest is the sum of the hashes of a set: equal sets have equal digests, in whatever order they come.
type digest struct{ n, sum, sum2 uint64 }

func (d *digest) add(what ...uint64) {
	var b [32]byte
	for i, word := range what {
		binary.BigEndian.PutUint64(b[8*i:], word)
	}
	h := xxhash.Sum64(b[:8*len(what)])
	d.n, d.sum, d.sum2 = d.n+1, d.sum+h, d.sum2+h*h
}

// quads walks the four indexes and the counts side by side: every index lists its leading values in the order of their
// ids, as the table of counts does. The quads of the indexes are compared as a whole, then one by one where they differ.
func (c *checker) quads() error {
	var streams [len(indexes)]*runs
	for i := range indexes {
		r, err := newRuns(c, &indexes[i])
		if err != nil {
			return err
		}
		defer r.close()
		streams[indexes[i].order[0]] = r
	}
	err := c.walk(tableCounts, func(key, value []byte) error { return c.storedCounts(key, value, &streams) })
	if err == nil {
		err = c.uncounted(&streams, maxID)
	}
	if err != nil {
		return err
	}
	first := streams[subject].digest
	c.report.Quads, c.counted.Quads = first.n, first.n
	for i := 1; i < len(indexes); i++ {
		if streams[indexes[i].order[0]].digest != first {
			if err := c.compare(&indexes[0], &indexes[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *checker) storedCounts(key, value []byte, streams *[4]*runs) error {
	id, n := decodeID(key[1:])
	if n == 0 || n != len(key)-1 {
		c.problem("key %x of table %q is damaged", key, tableCounts)
		return nil
	}
	stored, err := decodeCounts(value)
	if err != nil {
		c.problem("value %d: %v", id, err)
		return nil
	}
	return c.count(id, stored, streams)
}

// compare names the quads that one of two indexes lacks.
func (c *checker) compare(a, b *index) error {
	for _, pair := range [][2]*index{{a, b}, {b, a}} {
		has, lacks := pair[0], pair[1]
		err := c.walk(has.table, func(key, _ []byte) error {
			q, err := has.decode(key)
			if err != nil {
				return nil // reported before
			}
			found, err := get(c.v.r, lacks.appendKey(nil, q), func([]byte) error { return nil })
			if err == nil && !found {
				c.problem("quad %v is in index %q and not in index %q", q, has.table, lacks.table)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// count compares the counts of one value.
func (c *checker) count(id Node, stored counts, streams *[4]*runs) error {
	if err := c.uncounted(streams, id); err != nil {
		return err
	}
	var actual counts
	for pos, r := range streams {
		if r.id == id && r.n > 0 {
			actual[pos] = r.n
			r.next()
		}
	}
	if actual != stored {
		c.problem("value %d stands in %v quads by position, its counts say %v", id, actual, stored)
	}
	if stored.total() == 0 {
		c.problem("value %d has counts and is in no quad", id)
	}
	if actual.total() > 0 {
		c.counted.Nodes++
	}
	if actual[label] > 0 {
		c.counted.Graphs++
	}
	c.largest = max(c.largest, id)
	return nil
}

// uncounted reports the values before id that stand in quads and have no counts.
func (c *checker) uncounted(streams *[4]*runs, id Node) error {
	for pos, r := range streams {
		for r.n > 0 && r.id < id {
			if r.id != 0 {
				c.problem("value %d stands at position %d of %d quads and has no counts", r.id, pos, r.n)
			}
			r.next()
		}
		if r.err != nil {
			return r.err
		}
	}
	return c.ctx.Err()
}

// runs goes through the leading values of an index: each with the number of its quads.
type runs struct {
	c      *checker
	x      *index
	cur    *cursor
	id     Node
	n      uint64 // 0 at the end
	err    error
	ok     bool // the cursor stands on the first key of the following run
	digest digest
}

func newRuns(c *checker, x *index) (*runs, error) {
	cur, err := c.v.cursors.take(x.table)
	if err != nil {
		return nil, err
	}
	r := &runs{c: c, x: x, cur: cur}
	r.ok = cur.seek([]byte{x.table}, []byte{x.table})
	r.next()
	return r, nil
}

func (r *runs) next() {
	for r.id, r.n = 0, 0; r.ok && r.err == nil; r.ok = r.cur.next([]byte{r.x.table}) {
		key := r.cur.it.Key()
		if id, _ := decodeID(key[1:]); r.n > 0 && id != r.id {
			return
		}
		r.err = r.c.step()
		q, err := r.x.decode(key)
		if err != nil {
			r.c.problem("%v", err)
			continue
		}
		if q[subject] == 0 || q[predicate] == 0 || q[object] == 0 {
			r.c.problem("index %q has an incomplete quad %v", r.x.table, q)
		}
		r.digest.add(uint64(q[0]), uint64(q[1]), uint64(q[2]), uint64(q[3]))
		r.id = q[r.x.order[0]]
		r.n++
	}
	if r.err == nil {
		r.err = r.cur.it.Error()
	}
}

func (r *runs) close() { r.c.v.cursors.give(r.cur) }

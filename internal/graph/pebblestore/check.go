package pebblestore

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/cespare/xxhash/v2"
)

// Report is what a check found.
type Report struct {
	Quads    uint64   // as the subject index has them
	Values   uint64   // in the dictionary
	Found    int      // broken invariants
	Problems []string // the first of them, each with its place
}

// maxProblems is how many problems a report spells out.
const maxProblems = 100

// Check verifies every invariant of this state: that the four indexes hold the same quads, that the dictionary leads
// from each value to its id and back, that reference counts and counters are those of the quads, and that nothing else
// is stored. It reads everything once, in order, with little memory, and does not hinder writers. The error is about
// the check itself; what it found is in the report.
func (s *Snapshot) Check(ctx context.Context) (Report, error) {
	c := &checker{v: &s.view, ctx: ctx}
	for _, step := range []func() error{c.indexes, c.counts, c.values, c.hashes, c.counters, c.strays} {
		if err := step(); err != nil {
			return c.report, err
		}
	}
	return c.report, nil
}

// checker collects what the steps of a check find.
type checker struct {
	v       *view
	ctx     context.Context
	report  Report
	steps   int
	counted Counters // as the quads and counts have it
	listed  uint64   // ids in the hash table
	largest Node
}

func (c *checker) problem(format string, args ...any) {
	if c.report.Found++; len(c.report.Problems) < maxProblems {
		c.report.Problems = append(c.report.Problems, fmt.Sprintf(format, args...))
	}
}

// walk hands every key and value of a table to use.
func (c *checker) walk(table byte, use func(key, value []byte) error) error {
	cur, err := c.v.cursors.take(table)
	if err != nil {
		return err
	}
	prefix := []byte{table}
	for ok := cur.seek(prefix, prefix); ok && err == nil; ok = err == nil && cur.next(prefix) {
		if c.steps++; c.steps%checkEvery == 0 && c.ctx.Err() != nil {
			err = c.ctx.Err()
			break
		}
		var value []byte
		if value, err = cur.it.ValueAndErr(); err == nil {
			err = use(cur.it.Key(), value)
		}
	}
	if closing := c.v.cursors.give(cur); err == nil {
		err = closing
	}
	return err
}

// digest is the sum of the hashes of a set of quads: equal sets have equal digests, in whatever order they come.
type digest struct{ quads, sum, sum2 uint64 }

func (d *digest) add(q Quad) {
	var b [32]byte
	for i, id := range q {
		binary.BigEndian.PutUint64(b[8*i:], uint64(id))
	}
	h := xxhash.Sum64(b[:])
	d.quads, d.sum, d.sum2 = d.quads+1, d.sum+h, d.sum2+h*h
}

// indexes compares the quads of the four indexes, first as a whole, then one by one where they differ.
func (c *checker) indexes() error {
	var digests [len(indexes)]digest
	for i := range indexes {
		x := &indexes[i]
		err := c.walk(x.table, func(key, _ []byte) error {
			q, err := x.decode(key)
			if err != nil {
				c.problem("%v", err)
				return nil
			}
			if q[subject] == 0 || q[predicate] == 0 || q[object] == 0 {
				c.problem("index %q has an incomplete quad %v", x.table, q)
			}
			digests[i].add(q)
			return nil
		})
		if err != nil {
			return err
		}
	}
	c.report.Quads, c.counted.Quads = digests[0].quads, digests[0].quads
	for i := 1; i < len(indexes); i++ {
		if digests[i] != digests[0] {
			if err := c.compare(&indexes[0], &indexes[i]); err != nil {
				return err
			}
		}
	}
	return nil
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

// counts compares the stored counts of each value with the quads: every index lists its leading values in the order of
// their ids, as the table of counts does, so that all are walked side by side.
func (c *checker) counts() error {
	var streams [len(indexes)]*runs
	for i := range indexes {
		r, err := newRuns(c.v, &indexes[i])
		if err != nil {
			return err
		}
		defer r.close()
		streams[indexes[i].order[0]] = r
	}
	return errorsJoin(c.walk(tableCounts, func(key, value []byte) error {
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
		c.count(id, stored, &streams)
		return nil
	}), func() error { return c.uncounted(&streams, maxID) })
}

func errorsJoin(err error, then func() error) error {
	if err != nil {
		return err
	}
	return then()
}

// count compares the counts of one value.
func (c *checker) count(id Node, stored counts, streams *[4]*runs) {
	c.uncounted(streams, id)
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

// values walks the dictionary from ids to values and asks the way back for each.
func (c *checker) values() error {
	return c.walk(tableValue, func(key, encoded []byte) error {
		id, n := decodeID(key[1:])
		if n == 0 || n != len(key)-1 {
			c.problem("key %x of table %q is damaged", key, tableValue)
			return nil
		}
		c.report.Values++
		if v, err := decodeValue(encoded); err != nil {
			c.problem("value %d: %v", id, err)
		} else if again, err := encodeValue(v); err != nil || !bytes.Equal(again, encoded) {
			c.problem("value %d is not encoded as it should be", id)
		}
		ids, err := c.v.dict.withHash(c.v.dict.hash(encoded))
		if err == nil && !slices.Contains(ids, id) {
			c.problem("value %d is not found under its hash", id)
		}
		if found, err := get(c.v.r, idKey(tableCounts, id), func([]byte) error { return nil }); err != nil || !found {
			c.problem("value %d is in the dictionary and has no counts", id)
		}
		return err
	})
}

// hashes walks the dictionary from hashes to ids.
func (c *checker) hashes() error {
	return c.walk(tableHash, func(key, list []byte) error {
		ids, err := decodeIDs(list)
		if err != nil || len(ids) == 0 || len(key) != 9 {
			c.problem("hash entry %x is damaged: %v", key, err)
			return nil
		}
		seen := make(map[string]Node)
		for _, id := range ids {
			c.listed++
			err := c.v.dict.encoding(id, func(encoded []byte) error {
				if c.v.dict.hash(encoded) != binary.BigEndian.Uint64(key[1:]) {
					c.problem("hash entry %x lists value %d, which has another hash", key, id)
				}
				if other, twice := seen[string(encoded)]; twice {
					c.problem("values %d and %d are the same", other, id)
				}
				seen[string(encoded)] = id
				return nil
			})
			if err != nil {
				c.problem("hash entry %x: %v", key, err)
			}
		}
		return nil
	})
}

// counters compares the totals.
func (c *checker) counters() error {
	stored, err := c.v.Counters()
	if err != nil {
		c.problem("%v", err)
		return nil
	}
	if stored.next <= uint64(c.largest) {
		c.problem("the next id is %d, and %d is given", stored.next, c.largest)
	}
	if c.listed != c.report.Values || c.counted.Nodes != c.report.Values {
		c.problem("%d values, %d listed by hash, %d in quads", c.report.Values, c.listed, c.counted.Nodes)
	}
	if stored.next = 0; stored != c.counted {
		c.problem("the counters say %d quads, %d nodes, %d graphs; there are %d, %d, %d", stored.Quads, stored.Nodes, stored.Graphs,
			c.counted.Quads, c.counted.Nodes, c.counted.Graphs)
	}
	return nil
}

// strays finds keys that belong to no table.
func (c *checker) strays() error {
	it, err := c.v.r.NewIter(nil)
	if err != nil {
		return err
	}
	tables := []byte{tableMeta, tableHash, tableValue, tableCounts, tableSPOG, tablePOSG, tableOSPG, tableGSPO}
	for ok := it.First(); ok; {
		table := it.Key()[0]
		if !slices.Contains(tables, table) {
			c.problem("key %x belongs to no table", it.Key())
		}
		ok = it.SeekGE([]byte{table + 1})
	}
	return errorsJoin(it.Error(), it.Close)
}

// runs goes through the leading values of an index: each with the number of its quads.
type runs struct {
	v   *view
	x   *index
	cur *cursor
	id  Node
	n   uint64 // 0 at the end
	err error
	ok  bool // the cursor stands on the first key of the following run
}

func newRuns(v *view, x *index) (*runs, error) {
	cur, err := v.cursors.take(x.table)
	if err != nil {
		return nil, err
	}
	r := &runs{v: v, x: x, cur: cur}
	r.ok = cur.seek([]byte{x.table}, []byte{x.table})
	r.next()
	return r, nil
}

func (r *runs) next() {
	for r.id, r.n = 0, 0; r.ok; r.ok = r.cur.next([]byte{r.x.table}) {
		id, _ := decodeID(r.cur.it.Key()[1:])
		if r.n > 0 && id != r.id {
			return
		}
		r.id = id
		r.n++
	}
	r.err = r.cur.it.Error()
}

func (r *runs) close() { r.v.cursors.give(r.cur) }

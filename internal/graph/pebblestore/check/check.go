// Package check verifies every invariant of a version of a store (DESIGN.md lists them) while the store is in use.
package check

import (
	"context"

	"fmt"
	"slices"

	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// InvariantReport holds the result of a check.
type InvariantReport struct {
	Quads    uint64   // in the index by subject
	Values   uint64   // in the dictionary
	Found    int      // problems found
	Problems []string // the first maxProblems of them, each with its place
}

// maxProblems is how many problems a report describes.
const maxProblems = 100

// Run verifies that the four indexes hold the same quads, that the dictionary maps each value to its id and back, that
// reference counts and counters agree with the quads, and that there are no other keys. It reads everything once, in
// order, with little memory, and does not block writers. progress, if not nil, gets the number of keys read and their
// approximate total. The error says why the check did not finish; problems of the store are in the report.
func Run(ctx context.Context, r *access.QuadReader, progress func(done, total uint64)) (InvariantReport, error) {
	c := &checker{reader: r, ctx: ctx, progress: progress}
	if stored, err := r.Counters(); err == nil {
		c.total = uint64(len(codec.Indexes))*stored.Quads + 3*stored.Nodes
	}
	for _, step := range []func() error{c.quads, c.values, c.hashes, c.crossReferences, c.counters, c.unknownKeys} {
		if err := step(); err != nil {
			return c.report, err
		}
	}
	return c.report, nil
}

// checker collects the findings of the steps of a check.
type checker struct {
	reader   *access.QuadReader
	ctx      context.Context
	progress func(done, total uint64)
	report   InvariantReport
	steps    uint64         // keys read
	total    uint64         // keys to read, according to the counters
	counted  codec.Counters // totals of the quads and counts that were read
	named    digest         // of pairs of hash and id, from the table of values
	listed   digest         // of the same pairs, from the table of hashes
	largest  codec.NodeID
}

// step counts a key that was read, and checks the context now and then.
func (c *checker) step() error {
	if c.steps++; c.steps%engine.CheckEvery != 0 {
		return nil
	}
	if c.progress != nil {
		c.progress(min(c.steps, c.total), c.total)
	}
	return c.ctx.Err()
}

// problem records a finding.
func (c *checker) problem(format string, args ...any) {
	if c.report.Found++; len(c.report.Problems) < maxProblems {
		c.report.Problems = append(c.report.Problems, fmt.Sprintf(format, args...))
	}
}

// walk calls use with every key and value of a table.
func (c *checker) walk(table byte, use func(key, value []byte) error) error {
	cur, err := c.reader.Cursors.Take(table)
	if err != nil {
		return err
	}
	prefix := []byte{table}
	for ok := cur.Seek(prefix, prefix); ok && err == nil; ok = err == nil && cur.Next(prefix) {
		if err = c.step(); err != nil {
			break
		}
		var value []byte
		if value, err = cur.Iter.ValueAndErr(); err == nil {
			err = use(cur.Iter.Key(), value)
		}
	}
	if closing := c.reader.Cursors.Give(cur); err == nil {
		err = closing
	}
	return err
}

// counters compares the stored totals with the counted ones.
func (c *checker) counters() error {
	stored, err := c.reader.Counters()
	if err != nil {
		c.problem("%v", err)
		return nil
	}
	if stored.Next <= uint64(c.largest) {
		c.problem("the next id is %d, but %d is in use", stored.Next, c.largest)
	}
	if c.listed.n != c.report.Values || c.counted.Nodes != c.report.Values {
		c.problem("%d values, %d listed by hash, %d in quads", c.report.Values, c.listed.n, c.counted.Nodes)
	}
	if stored.Next = 0; stored != c.counted {
		c.problem("the counters have %d quads, %d nodes, %d graphs; counted were %d, %d, %d", stored.Quads, stored.Nodes, stored.Graphs,
			c.counted.Quads, c.counted.Nodes, c.counted.Graphs)
	}
	return nil
}

// unknownKeys reports keys that belong to no table.
func (c *checker) unknownKeys() error {
	it, err := c.reader.Dictionary.DB.NewIter(nil)
	if err != nil {
		return err
	}
	tables := []byte{codec.TableSettings, codec.TableHash, codec.TableValue, codec.TableCounts, codec.TableSPOG, codec.TablePOSG, codec.TableOSPG, codec.TableGSPO}
	for ok := it.First(); ok; {
		table := it.Key()[0]
		if !slices.Contains(tables, table) {
			c.problem("key %x belongs to no table", it.Key())
		}
		ok = it.SeekGE([]byte{table + 1})
	}
	return it.Close()
}

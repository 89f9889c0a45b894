package pebblestore

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// countWriter counts how often each value stands at a position, from the values in their order.
type countWriter struct {
	w   *recordWriter
	pos int
	id  Node
	n   uint64
	buf []byte
}

func newCountWriter(spill *spill, pos int) (*countWriter, error) {
	w, err := spill.create(spill.path("counts"))
	return &countWriter{w: w, pos: pos}, err
}

func (c *countWriter) add(id Node) error {
	if id == c.id {
		c.n++
		return nil
	}
	err := c.flush()
	c.id, c.n = id, 1
	return err
}

// flush writes the id, the position and the number, so that the records of all positions merge into those of each id.
func (c *countWriter) flush() error {
	if c.id == 0 {
		return nil
	}
	c.buf = append(appendID(c.buf[:0], c.id), byte(c.pos))
	c.buf = binary.AppendUvarint(c.buf, c.n)
	return c.w.write(c.buf)
}

func (c *countWriter) close() error { return errors.Join(c.flush(), c.w.close()) }

// writeCounts adds what was counted to the counts of the store.
func (l *load) writeCounts(out *tableWriter, counted []string) (err error) {
	var streams []stream
	for _, path := range counted {
		in, err := l.spill.open(path, spillBuffer)
		if err != nil {
			return errors.Join(err, newMerger(streams).close())
		}
		streams = append(streams, in)
	}
	in := newMerger(streams)
	defer func() { err = errors.Join(err, in.close()) }()
	var stored *seeker
	if l.s.counters.Nodes > 0 {
		if stored, err = newSeeker(l.s.db, tableCounts); err != nil {
			return err
		}
	}
	defer func() { err = errors.Join(err, stored.close()) }()
	return errors.Join(l.sumCounts(in, stored, out), out.close())
}

// sumCounts goes through the values that the load names, each with its counts at all positions.
func (l *load) sumCounts(in *merger, stored *seeker, out *tableWriter) error {
	key, by := []byte{tableCounts}, counts{}
	for {
		record, err := in.next()
		if err != nil {
			return err
		}
		_, n := decodeID(record)
		if len(key) > 1 && (record == nil || !bytes.Equal(record[:n], key[1:])) {
			if err := l.addCounts(key, by, stored, out); err != nil {
				return err
			}
			by = counts{}
		}
		if record == nil {
			return nil
		}
		key = append(key[:1], record[:n]...)
		by[record[n]], _ = binary.Uvarint(record[n+1:])
	}
}

func (l *load) addCounts(key []byte, by counts, stored *seeker, out *tableWriter) error {
	var before counts
	encoded, err := stored.find(key)
	if err == nil && encoded != nil {
		before, err = decodeCounts(encoded)
	}
	if err != nil {
		return err
	}
	l.counters.Nodes += toUint(before.total() == 0)
	l.counters.Graphs += toUint(before[label] == 0 && by[label] > 0)
	for pos := range by {
		by[pos] += before[pos]
	}
	return out.set(key, by.encode())
}

// ingestError says what it means that the engine did not take the tables over.
func (l *load) ingestError(err error) error {
	if l.s.broken.err() != nil {
		return l.s.fail(err)
	}
	return fmt.Errorf("%s: the loaded tables were not taken over, the store is as it was: %w", l.s.dir, err)
}

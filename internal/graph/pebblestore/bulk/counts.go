package bulk

import (
	"bytes"
	"encoding/binary"
	"errors"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// countWriter counts how often each value occurs at one position, given the values in ascending order.
type countWriter struct {
	w   *recordWriter
	pos int
	id  codec.NodeID
	n   uint64
	buf []byte
}

func newCountWriter(spill *tempDir, pos int) (*countWriter, error) {
	w, err := spill.create(spill.path("counts"))
	return &countWriter{w: w, pos: pos}, err
}

func (c *countWriter) add(id codec.NodeID) error {
	if id == c.id {
		c.n++
		return nil
	}
	err := c.flush()
	c.id, c.n = id, 1
	return err
}

// flush writes a record of the id, the position and the count. Records of all positions, merged, are grouped by id.
func (c *countWriter) flush() error {
	if c.id == 0 {
		return nil
	}
	c.buf = append(codec.AppendID(c.buf[:0], c.id), byte(c.pos))
	c.buf = binary.AppendUvarint(c.buf, c.n)
	return c.w.write(c.buf)
}

func (c *countWriter) close() error { return errors.Join(c.flush(), c.w.close()) }

// writeCounts adds the counts of the load to those of the store.
func (l *bulkLoad) writeCounts(out *sstWriter, counted []string) (err error) {
	var streams []keyStream
	for _, path := range counted {
		in, err := l.spill.open(path, spillBuffer)
		if err != nil {
			return errors.Join(err, newKeyMerger(streams).close())
		}
		streams = append(streams, in)
	}
	in := newKeyMerger(streams)
	defer func() { err = errors.Join(err, in.close()) }()
	var stored *engine.Seeker
	if l.target.Counters.Nodes > 0 {
		if stored, err = engine.NewSeeker(l.target.Engine.DB, codec.TableCounts); err != nil {
			return err
		}
	}
	defer func() { err = errors.Join(err, stored.Close()) }()
	return errors.Join(l.sumCounts(in, stored, out), out.close())
}

// sumCounts reads the records of each value, at all positions, and writes their sums.
func (l *bulkLoad) sumCounts(in *keyMerger, stored *engine.Seeker, out *sstWriter) error {
	key, by := []byte{codec.TableCounts}, codec.PositionCounts{}
	for {
		record, err := in.next()
		if err != nil {
			return err
		}
		_, n := codec.DecodeID(record)
		if len(key) > 1 && (record == nil || !bytes.Equal(record[:n], key[1:])) {
			if err := l.addCounts(key, by, stored, out); err != nil {
				return err
			}
			by = codec.PositionCounts{}
		}
		if record == nil {
			return nil
		}
		key = append(key[:1], record[:n]...)
		by[record[n]], _ = binary.Uvarint(record[n+1:])
	}
}

// addCounts writes the sum of the stored counts of a value and the load's.
func (l *bulkLoad) addCounts(key []byte, by codec.PositionCounts, stored *engine.Seeker, out *sstWriter) error {
	var before codec.PositionCounts
	encoded, err := stored.Find(key)
	if err == nil && encoded != nil {
		before, err = codec.DecodeCounts(encoded)
	}
	if err != nil {
		return err
	}
	for pos := range by {
		by[pos] += before[pos]
	}
	l.counters.Adjust(before, by)
	return out.set(key, by.Encode())
}

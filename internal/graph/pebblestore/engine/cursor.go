package engine

import (
	"bytes"
	"errors"
	"sync"

	"github.com/cockroachdb/pebble/v2"
)

// CheckEvery is after how many steps a loop checks its context.
const CheckEvery = 256

// CursorPool hands out Pebble iterators, each over one table. Cayley's own code often leaves iterators open, so the pool
// tracks them and closes what is open with itself. Over a snapshot, which never changes, it also reuses them: a plan of
// many short scans pays for a seek each instead of a new iterator. It is safe for concurrent use; a cursor is not.
type CursorPool struct {
	r     pebble.Reader
	reuse bool

	mu     sync.Mutex
	idle   map[byte][]*TableCursor
	open   map[*TableCursor]struct{}
	closed bool
}

// maxIdle is how many cursors of a table are kept for reuse.
const maxIdle = 16

// NewCursorPool returns a pool of cursors over r. reuse must be false if r may change.
func NewCursorPool(r pebble.Reader, reuse bool) *CursorPool {
	return &CursorPool{r: r, reuse: reuse}
}

// Take returns an unpositioned cursor over a table. The caller returns it with Give.
func (c *CursorPool) Take(table byte) (*TableCursor, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil, ErrClosed
	}
	if c.open == nil { // made late: many queries find everything in memory
		c.open, c.idle = make(map[*TableCursor]struct{}), make(map[byte][]*TableCursor)
	}
	if idle := c.idle[table]; len(idle) > 0 {
		cur := idle[len(idle)-1]
		c.idle[table] = idle[:len(idle)-1]
		c.open[cur] = struct{}{}
		return cur, nil
	}
	it, err := c.r.NewIter(&pebble.IterOptions{LowerBound: []byte{table}, UpperBound: []byte{table + 1}})
	if err != nil {
		return nil, err
	}
	cur := &TableCursor{table: table, Iter: it}
	c.open[cur] = struct{}{}
	return cur, nil
}

// Give takes a cursor back and returns the error that its iterator met, if any.
func (c *CursorPool) Give(cur *TableCursor) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.open[cur]; !ok {
		return nil // the pool was closed
	}
	delete(c.open, cur)
	err := cur.Iter.Error()
	if err == nil && c.reuse && len(c.idle[cur.table]) < maxIdle {
		c.idle[cur.table] = append(c.idle[cur.table], cur)
		return nil
	}
	return errors.Join(err, cur.Iter.Close())
}

// Close closes every cursor. None may be in use.
func (c *CursorPool) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	var err error
	for cur := range c.open {
		err = errors.Join(err, cur.Iter.Close())
	}
	for _, idle := range c.idle {
		for _, cur := range idle {
			err = errors.Join(err, cur.Iter.Close())
		}
	}
	clear(c.open)
	clear(c.idle)
	return err
}

// TableCursor walks one table in key order.
type TableCursor struct {
	table byte
	Iter  *pebble.Iterator
}

// Seek moves to the first key at or after key, and reports whether it begins with prefix.
func (c *TableCursor) Seek(key, prefix []byte) bool {
	return c.Iter.SeekGE(key) && bytes.HasPrefix(c.Iter.Key(), prefix)
}

// Next moves to the next key, and reports whether it begins with prefix.
func (c *TableCursor) Next(prefix []byte) bool {
	return c.Iter.Next() && bytes.HasPrefix(c.Iter.Key(), prefix)
}

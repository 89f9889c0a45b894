package engine

import (
	"bytes"
	"errors"
	"sync"

	"github.com/cockroachdb/pebble/v2"
)

// checkEvery is after how many steps a loop looks at its context.
const CheckEvery = 256

// cursors hands out the engine's iterators, one table each. Cayley's own code often leaves iterators open, so every one
// is known here and closed with its owner at the latest. Where the state below never changes they are kept for reuse:
// a plan of many short scans pays for a seek each, not for an iterator.
type CursorPool struct {
	r     pebble.Reader
	reuse bool

	mu     sync.Mutex
	idle   map[byte][]*TableCursor
	open   map[*TableCursor]struct{}
	closed bool
}

// maxIdle is how many cursors of a table wait for reuse.
const maxIdle = 16

func NewCursorPool(r pebble.Reader, reuse bool) *CursorPool {
	return &CursorPool{r: r, reuse: reuse}
}

// take is an unpositioned cursor over a table. Give it back.
func (c *CursorPool) Take(table byte) (*TableCursor, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil, ErrClosed
	}
	if c.open == nil { // many a query finds all in memory
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

// give takes a cursor back and returns what went wrong with it.
func (c *CursorPool) Give(cur *TableCursor) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.open[cur]; !ok {
		return nil // closed with its owner
	}
	delete(c.open, cur)
	err := cur.Iter.Error()
	if err == nil && c.reuse && len(c.idle[cur.table]) < maxIdle {
		c.idle[cur.table] = append(c.idle[cur.table], cur)
		return nil
	}
	return errors.Join(err, cur.Iter.Close())
}

// close closes every cursor. Nobody may be using one.
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

// cursor walks one table in key order.
type TableCursor struct {
	table byte
	Iter  *pebble.Iterator
}

// seek goes to the first key at or after key and reports whether it begins with prefix.
func (c *TableCursor) Seek(key, prefix []byte) bool {
	return c.Iter.SeekGE(key) && bytes.HasPrefix(c.Iter.Key(), prefix)
}

// next goes one key on and reports whether it begins with prefix.
func (c *TableCursor) Next(prefix []byte) bool {
	return c.Iter.Next() && bytes.HasPrefix(c.Iter.Key(), prefix)
}

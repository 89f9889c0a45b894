package access

import (
	"graphd/internal/admission"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

import "context"

// IndexScan iterates over the quads that match a pattern, along one index. Close it after use.
type IndexScan struct {
	reader  *QuadReader
	pattern codec.QuadIDs
	begun   bool
	keep    bool // keep the cursor for Restart
	x       *codec.QuadIndex
	prefix  []byte
	cur     *engine.TableCursor
	Current codec.QuadIDs
	steps   int
	done    bool
	err     error
}

// Scan returns a scan of the quads that match pattern.
func (r *QuadReader) Scan(pattern codec.QuadIDs) *IndexScan {
	return &IndexScan{reader: r, pattern: pattern}
}

// ReusableScan returns a scan that keeps its cursor at the end, for a Restart with another pattern.
func (r *QuadReader) ReusableScan(pattern codec.QuadIDs) *IndexScan {
	return &IndexScan{reader: r, pattern: pattern, keep: true}
}

// Next moves to the next quad that matches the pattern, which is then Current.
func (w *IndexScan) Next(ctx context.Context) bool {
	if w.done {
		return false
	}
	for ok := w.advance(); ok; ok = w.cur.Next(w.prefix) {
		if w.steps++; w.steps%engine.CheckEvery == 1 && admission.Yield(ctx) != nil {
			_ = w.finish(ctx.Err()) // Err returns it
			return false
		}
		q, err := w.x.Decode(w.cur.Iter.Key())
		if err != nil {
			_ = w.finish(err) // Err returns it
			return false
		}
		if w.Current = q; q.Matches(w.pattern) {
			return true
		}
	}
	if w.err == nil && w.cur != nil {
		w.err = w.cur.Iter.Error()
	}
	if w.done = true; w.err != nil || !w.keep {
		_ = w.finish(ctx.Err()) // Err returns it
	}
	return false
}

// Err returns the error that ended the scan early, if any.
func (w *IndexScan) Err() error { return w.err }

// Close releases the cursor.
func (w *IndexScan) Close() error { return w.finish(nil) }

// Restart makes the scan list the quads of another pattern.
func (w *IndexScan) Restart(pattern codec.QuadIDs) {
	w.pattern, w.begun, w.done = pattern, false, w.err != nil
}

// advance moves to the first key of the index range, or to the next one.
func (w *IndexScan) advance() bool {
	if w.begun {
		return w.cur.Next(w.prefix)
	}
	w.begun = true
	x, bound, err := w.reader.chooseIndex(w.pattern)
	if err != nil {
		w.err = err
		return false
	}
	if w.cur != nil && w.x != x {
		w.give()
	}
	if w.cur == nil {
		if w.cur, w.err = w.reader.Cursors.Take(x.Table); w.err != nil {
			return false
		}
	}
	w.x, w.prefix = x, x.AppendPrefix(w.prefix[:0], w.pattern, bound)
	return w.cur.Seek(w.prefix, w.prefix)
}

func (w *IndexScan) give() {
	if err := w.reader.Cursors.Give(w.cur); w.err == nil {
		w.err = err
	}
	w.cur = nil
}

// finish ends the scan for good and keeps the first error.
func (w *IndexScan) finish(err error) error {
	w.done = true
	if w.cur != nil {
		w.give()
	}
	if w.err == nil {
		w.err = err
	}
	if w.err != nil {
		_ = w.reader.Remember(w.err)
	}
	return w.err
}

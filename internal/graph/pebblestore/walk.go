package pebblestore

import (
	"context"

	"graphd/internal/admission"
)

// walk goes through the quads that match a pattern along one index. Close it.
type walk struct {
	v       *view
	pattern Quad // 0: open
	wanted  int  // the position whose order is wanted, or -1
	begun   bool
	keep    bool // the cursor stays for a restart
	x       *index
	prefix  []byte
	cur     *cursor
	current Quad
	steps   int
	done    bool
	err     error
}

func (v *view) walk(pattern Quad) *walk { return &walk{v: v, pattern: pattern, wanted: -1} }

// Next goes to the next quad that matches the whole pattern.
func (w *walk) Next(ctx context.Context) bool {
	if w.done {
		return false
	}
	for ok := w.advance(); ok; ok = w.cur.next(w.prefix) {
		if w.steps++; w.steps%checkEvery == 1 && admission.Yield(ctx) != nil {
			w.finish(ctx.Err())
			return false
		}
		q, err := w.x.decode(w.cur.it.Key())
		if err != nil {
			w.finish(err)
			return false
		}
		if w.current = q; q.matches(w.pattern) {
			return true
		}
	}
	if w.err == nil && w.cur != nil {
		w.err = w.cur.it.Error()
	}
	if w.done = true; w.err != nil || !w.keep {
		w.finish(ctx.Err())
	}
	return false
}

// Err is what ended the walk before its end.
func (w *walk) Err() error { return w.err }

// Close gives the cursor back.
func (w *walk) Close() error { return w.finish(nil) }

// restart makes the walk list the quads of another pattern.
func (w *walk) restart(pattern Quad) {
	w.pattern, w.begun, w.done = pattern, false, w.err != nil
}

// advance goes to the first key of the index, or to the next.
func (w *walk) advance() bool {
	if w.begun {
		return w.cur.next(w.prefix)
	}
	w.begun = true
	x, bound, err := w.v.chooseIndex(w.pattern, w.wanted)
	if err != nil {
		w.err = err
		return false
	}
	if w.cur != nil && w.x != x {
		w.give()
	}
	if w.cur == nil {
		if w.cur, w.err = w.v.cursors.take(x.table); w.err != nil {
			return false
		}
	}
	w.x, w.prefix = x, x.appendPrefix(w.prefix[:0], w.pattern, bound)
	return w.cur.seek(w.prefix, w.prefix)
}

func (w *walk) give() {
	if err := w.v.cursors.give(w.cur); w.err == nil {
		w.err = err
	}
	w.cur = nil
}

// finish ends the walk, for good, and keeps the first error.
func (w *walk) finish(err error) error {
	w.done = true
	if w.cur != nil {
		w.give()
	}
	if w.err == nil {
		w.err = err
	}
	if w.err != nil {
		w.v.remember(w.err)
	}
	return w.err
}

package access

import (
	"graphd/internal/admission"
	"graphd/internal/graph/pebblestore/codec"
)

import "context"

// Match calls use with every quad that matches pattern. It stops at the first error and returns it. The order is the
// same in every reader of a version; all quads, and the quads of one label, are grouped by subject, and within a subject
// by predicate. Quads at one node are read from its adjacency list, if it can be cached.
func (r *QuadReader) Match(ctx context.Context, pattern codec.QuadIDs, use func(codec.QuadIDs) error) error {
	if direction, ok := oneEnd(pattern); ok {
		found, err := r.AdjacencyList(ctx, direction, pattern[EndOf(direction)])
		if err != nil {
			return err
		}
		if found != nil {
			return found.match(direction, pattern, use)
		}
	}
	return r.matchKeys(ctx, pattern, use)
}

// oneEnd returns the direction of the adjacency list that serves a pattern. ok is false unless the pattern binds exactly
// one end and no label.
func oneEnd(pattern codec.QuadIDs) (direction int, ok bool) {
	if pattern[codec.Subject] != 0 {
		return Outgoing, pattern[codec.Object] == 0 && pattern[codec.Label] == 0
	}
	return Incoming, pattern[codec.Object] != 0 && pattern[codec.Label] == 0
}

// matchKeys does what Match does, by an index scan.
func (r *QuadReader) matchKeys(ctx context.Context, pattern codec.QuadIDs, use func(codec.QuadIDs) error) error {
	w := r.Scan(pattern)
	defer w.Close()
	for w.Next(ctx) {
		if err := use(w.Current); err != nil {
			return err
		}
	}
	return w.Err()
}

// Count returns how many quads match pattern. It counts them one by one if the pattern binds more than one position.
func (r *QuadReader) Count(ctx context.Context, pattern codec.QuadIDs) (n uint64, err error) {
	if codec.BoundPositions(pattern) <= 1 {
		return r.MinCount(pattern)
	}
	err = r.Match(ctx, pattern, func(codec.QuadIDs) error { n++; return nil })
	return n, err
}

// Labels calls use with every label and the number of its quads, in ascending order of the ids.
func (r *QuadReader) Labels(ctx context.Context, use func(codec.NodeID, uint64) error) error {
	cur, err := r.Cursors.Take(codec.TableGSPO)
	if err != nil {
		return err
	}
	defer func() { _ = r.Cursors.Give(cur) }() // reading has returned the errors of the cursor
	x := codec.ByLabel
	table := []byte{codec.TableGSPO}
	for ok := cur.Seek(x.AppendPrefix(nil, codec.QuadIDs{codec.Label: 1}, 1), table); ok; {
		if err := admission.Yield(ctx); err != nil {
			return err
		}
		q, err := x.Decode(cur.Iter.Key())
		if err != nil {
			return err
		}
		c, err := r.Dictionary.CountsOf(q[codec.Label])
		if err != nil {
			return err
		}
		if err := use(q[codec.Label], c[codec.Label]); err != nil {
			return err
		}
		ok = cur.Seek(x.AppendPrefix(nil, codec.QuadIDs{codec.Label: q[codec.Label] + 1}, 1), table)
	}
	return cur.Iter.Error()
}

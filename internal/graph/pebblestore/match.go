package pebblestore

import (
	"context"

	"github.com/cayleygraph/quad"

	"graphd/internal/admission"
)

// Match hands every quad that matches a pattern to use, those at one node from memory where it has them. Quads of one
// label, and all quads, come grouped by subject, those of one subject by predicate; the order is the same in every view of a state. It stops at the first error.
func (v *view) Match(ctx context.Context, pattern Quad, use func(Quad) error) error {
	if direction, ok := oneEnd(pattern); ok {
		found, err := v.run(ctx, direction, pattern[endOf(direction)])
		if err != nil {
			return err
		}
		if found != nil {
			return found.match(direction, pattern, use)
		}
	}
	return v.matchKeys(ctx, pattern, use)
}

// oneEnd is the direction of the edges that a pattern is about: it sets one end, and no label.
func oneEnd(pattern Quad) (direction int, ok bool) {
	if pattern[subject] != 0 {
		return outgoing, pattern[object] == 0 && pattern[label] == 0
	}
	return incoming, pattern[object] != 0 && pattern[label] == 0
}

// matchKeys is Match by the keys of an index.
func (v *view) matchKeys(ctx context.Context, pattern Quad, use func(Quad) error) error {
	w := v.walk(pattern)
	defer w.Close()
	for w.Next(ctx) {
		if err := use(w.current); err != nil {
			return err
		}
	}
	return w.Err()
}

// Find is the id of a value; 0 where the store does not hold it.
func (v *view) Find(value quad.Value) (Node, error) { return v.idOf(value) }

// Value is the value with an id; nil for 0.
func (v *view) Value(id Node) (quad.Value, error) { return v.value(id) }

// Count is how many quads match a pattern, counted one by one where the pattern sets more than one position.
func (v *view) Count(ctx context.Context, pattern Quad) (n uint64, err error) {
	if setPositions(pattern) <= 1 {
		return v.rarest(pattern)
	}
	err = v.Match(ctx, pattern, func(Quad) error { n++; return nil })
	return n, err
}

// Labels hands every label to use, in the order of the ids, with the number of quads that carry it.
func (v *view) Labels(ctx context.Context, use func(Node, uint64) error) error {
	cur, err := v.cursors.take(tableGSPO)
	if err != nil {
		return err
	}
	defer v.cursors.give(cur)
	x := &indexes[3]
	table := []byte{tableGSPO}
	for ok := cur.seek(x.appendPrefix(nil, Quad{label: 1}, 1), table); ok; {
		if err := admission.Yield(ctx); err != nil {
			return err
		}
		q, err := x.decode(cur.it.Key())
		if err != nil {
			return err
		}
		c, err := v.dict.countsOf(q[label])
		if err != nil {
			return err
		}
		if err := use(q[label], c[label]); err != nil {
			return err
		}
		ok = cur.seek(x.appendPrefix(nil, Quad{label: q[label] + 1}, 1), table)
	}
	return cur.it.Error()
}

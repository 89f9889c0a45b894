package pebblestore

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
)

// countUpTo is how many keys of a prefix are counted before an estimate will do.
const countUpTo = 256

// chooseIndex picks the index to read a pattern from, and says how many of its leading positions the pattern sets.
// Where an index begins with all of them, that is it, and best one where wanted comes next, so that results arrive in
// order. Where none does, it is the one whose beginning is rarest; the rest of the pattern is tested quad by quad.
func (v *view) chooseIndex(pattern Quad, wanted int) (*index, int, error) {
	var best *index
	set := setPositions(pattern)
	for i := range indexes {
		x := &indexes[i]
		if x.leading(pattern) != set {
			continue
		}
		if set < 4 && x.order[set] == wanted {
			return x, set, nil
		}
		if best == nil {
			best = x
		}
	}
	if best != nil {
		return best, set, nil
	}
	return v.rarestIndex(pattern)
}

func (v *view) rarestIndex(pattern Quad) (best *index, bound int, err error) {
	least := uint64(0)
	for i := range indexes {
		x := &indexes[i]
		n := x.leading(pattern)
		if n == 0 {
			continue
		}
		var prefix Quad
		for _, pos := range x.order[:n] {
			prefix[pos] = pattern[pos]
		}
		count, err := v.rarest(prefix)
		if err != nil {
			return nil, 0, err
		}
		if best == nil || count < least {
			best, bound, least = x, n, count
		}
	}
	return best, bound, nil
}

// leading is how many of the index's first positions the pattern sets.
func (x *index) leading(pattern Quad) int {
	n := 0
	for n < 4 && pattern[x.order[n]] != 0 {
		n++
	}
	return n
}

func setPositions(pattern Quad) int {
	n := 0
	for _, id := range pattern {
		if id != 0 {
			n++
		}
	}
	return n
}

// size is how many quads match a pattern: exact for patterns of at most one position, and for others with few matches
// that an index has side by side; beyond that it is what the rarest of the positions allows.
func (v *view) size(ctx context.Context, pattern Quad) (graph.Size, error) {
	least, err := v.rarest(pattern)
	set := setPositions(pattern)
	if err != nil || set <= 1 || least == 0 {
		return graph.Size{Size: int64(least), Exact: true}, v.remember(err)
	}
	x, bound, err := v.chooseIndex(pattern, -1)
	if err != nil || bound < set {
		return graph.Size{Size: int64(least)}, v.remember(err)
	}
	n, err := v.countPrefix(x.appendPrefix(nil, pattern, bound), min(least, countUpTo))
	if n < min(least, countUpTo) || n == least {
		return graph.Size{Size: int64(n), Exact: true}, v.remember(err)
	}
	return graph.Size{Size: int64(least)}, v.remember(err)
}

// countPrefix counts the keys that begin with prefix, up to a limit.
func (v *view) countPrefix(prefix []byte, limit uint64) (n uint64, err error) {
	cur, err := v.cursors.take(prefix[0])
	if err != nil {
		return 0, err
	}
	for ok := cur.seek(prefix, prefix); ok; ok = n < limit && cur.next(prefix) {
		n++
	}
	return n, v.cursors.give(cur)
}

// rarest is the smallest count among the positions that a pattern sets; of an open pattern, that of all quads.
func (v *view) rarest(pattern Quad) (least uint64, err error) {
	if pattern == (Quad{}) {
		c, err := v.Counters()
		return c.Quads, err
	}
	first := true
	for pos, id := range pattern {
		if id == 0 {
			continue
		}
		c, err := v.dict.countsOf(id)
		if err != nil {
			return 0, err
		}
		if first || c[pos] < least {
			least, first = c[pos], false
		}
	}
	return least, nil
}

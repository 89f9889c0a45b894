package access

import (
	"graphd/internal/graph/pebblestore/codec"
)

// countUpTo is how many keys of a prefix are counted before an estimate will do.
const countUpTo = 256

// chooseIndex picks the index to read a pattern from, and says how many of its leading positions the pattern sets.
// Where an index begins with all of them, that is it, and best one where wanted comes next, so that results arrive in
// order. Where none does, it is the one whose beginning is rarest; the rest of the pattern is tested quad by quad.
func (r *QuadReader) chooseIndex(pattern codec.QuadIDs) (*codec.QuadIndex, int, error) {
	set := codec.BoundPositions(pattern)
	for i := range codec.Indexes {
		x := &codec.Indexes[i]
		if x.BoundPrefix(pattern) != set {
			continue
		}
		return x, set, nil
	}
	return r.rarestIndex(pattern)
}

func (r *QuadReader) rarestIndex(pattern codec.QuadIDs) (best *codec.QuadIndex, bound int, err error) {
	least := uint64(0)
	for i := range codec.Indexes {
		x := &codec.Indexes[i]
		n := x.BoundPrefix(pattern)
		if n == 0 {
			continue
		}
		var prefix codec.QuadIDs
		for _, pos := range x.Order[:n] {
			prefix[pos] = pattern[pos]
		}
		count, err := r.MinCount(prefix)
		if err != nil {
			return nil, 0, err
		}
		if best == nil || count < least {
			best, bound, least = x, n, count
		}
	}
	return best, bound, nil
}

// Size returns how many quads match pattern, in which 0 matches any node. It is exact if the pattern sets at most one position,
// and for other patterns with few matches that are adjacent in an index; else it is an upper bound.
func (r *QuadReader) Size(pattern codec.QuadIDs) (n uint64, exact bool, err error) {
	most, err := r.MinCount(pattern)
	set := codec.BoundPositions(pattern)
	if err != nil || set <= 1 || most == 0 {
		return most, true, r.Remember(err)
	}
	x, bound, err := r.chooseIndex(pattern)
	if err != nil || bound < set {
		return most, false, r.Remember(err)
	}
	n, err = r.countPrefix(x.AppendPrefix(nil, pattern, bound), min(most, countUpTo))
	if n < min(most, countUpTo) || n == most {
		return n, true, r.Remember(err)
	}
	return most, false, r.Remember(err)
}

// countPrefix counts the keys that begin with prefix, up to a limit.
func (r *QuadReader) countPrefix(prefix []byte, limit uint64) (n uint64, err error) {
	cur, err := r.Cursors.Take(prefix[0])
	if err != nil {
		return 0, err
	}
	for ok := cur.Seek(prefix, prefix); ok; ok = n < limit && cur.Next(prefix) {
		n++
	}
	return n, r.Cursors.Give(cur)
}

// rarest is the smallest count among the positions that a pattern sets; of an open pattern, that of all quads.
func (r *QuadReader) MinCount(pattern codec.QuadIDs) (least uint64, err error) {
	if pattern == (codec.QuadIDs{}) {
		c, err := r.Counters()
		return c.Quads, err
	}
	first := true
	for pos, id := range pattern {
		if id == 0 {
			continue
		}
		c, err := r.Dictionary.CountsOf(id)
		if err != nil {
			return 0, err
		}
		if first || c[pos] < least {
			least, first = c[pos], false
		}
	}
	return least, nil
}

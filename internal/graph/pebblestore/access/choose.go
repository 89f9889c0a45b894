package access

import (
	"graphd/internal/graph/pebblestore/codec"
)

// countUpTo is how many keys of a prefix are counted; above that, an estimate suffices. Chosen by hand.
const countUpTo = 256

// chooseIndex returns the index to read a pattern from, and how many of its leading positions the pattern binds. It
// prefers an index that begins with all bound positions. Otherwise it takes the one whose bound prefix has the fewest
// quads; the scan then filters by the remaining positions.
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

// rarestIndex returns the index whose bound prefix has the fewest quads by the counts of its values.
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

// MinCount returns the smallest count among the values that a pattern binds, which bounds the number of matches from
// above; for a pattern that binds none, it returns the number of quads.
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

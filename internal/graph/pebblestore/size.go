package pebblestore

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
)

// countUpTo is how many keys of a prefix are counted before an estimate will do.
const countUpTo = 256

// size is how many quads match a pattern: exact for patterns of at most one position, and for others with few matches;
// beyond that no more than the rarest of the positions allows.
func (v *view) size(ctx context.Context, pattern Quad) (graph.Size, error) {
	set, least, err := v.rarest(pattern)
	if err != nil || set <= 1 || least == 0 {
		return graph.Size{Size: int64(least), Exact: true}, v.remember(err)
	}
	scan := newLinks(v, pattern).scan()
	defer scan.Close()
	var n uint64
	for n < min(least, countUpTo) && scan.Next(ctx) {
		n++
	}
	if n < countUpTo || n == least {
		return graph.Size{Size: int64(n), Exact: true}, scan.Err()
	}
	return graph.Size{Size: int64(least), Exact: false}, scan.Err()
}

// rarest is how many positions a pattern sets, and the smallest count among them; of an open pattern, that of all quads.
func (v *view) rarest(pattern Quad) (set int, least uint64, err error) {
	for pos, id := range pattern {
		if id == 0 {
			continue
		}
		c, err := v.dict.countsOf(id)
		if err != nil {
			return 0, 0, err
		}
		if set++; set == 1 || c[pos] < least {
			least = c[pos]
		}
	}
	if set == 0 {
		c, err := v.Counters()
		return 0, c.Quads, err
	}
	return set, least, nil
}

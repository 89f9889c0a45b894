package crf

import (
	"cmp"
	"slices"
)

// Counter counts in how many positions each feature occurs, up to 255.
type Counter struct{ counts []uint8 }

// NewCounter returns an empty Counter.
func NewCounter() *Counter { return &Counter{make([]uint8, keys)} }

// Count counts the features of one position.
func (c *Counter) Count(features []uint32) {
	for _, f := range features {
		c.add(f>>keyShift, 1)
	}
}

// Add adds the counts of another counter.
func (c *Counter) Add(other *Counter) {
	for k, n := range other.counts {
		if n > 0 {
			c.add(uint32(k), int(n))
		}
	}
}

func (c *Counter) add(key uint32, n int) { c.counts[key] = uint8(min(255, int(c.counts[key])+n)) }

// Index numbers the features that training keeps, the most frequent ones first.
type Index struct {
	numbers []int32 // by key; -1 for features that are not kept
	keys    []uint32
}

// Index returns an Index of the features that occur in at least least positions.
func (c *Counter) Index(least int) *Index {
	x := &Index{numbers: make([]int32, keys)}
	for k, n := range c.counts {
		x.numbers[k] = -1
		if int(n) >= least {
			x.keys = append(x.keys, uint32(k))
		}
	}
	slices.SortStableFunc(x.keys, func(a, b uint32) int { return cmp.Compare(c.counts[b], c.counts[a]) })
	for i, k := range x.keys {
		x.numbers[k] = int32(i)
	}
	return x
}

// Len returns the number of features kept.
func (x *Index) Len() int { return len(x.keys) }

// Keep appends the numbers of those features that are kept.
func (x *Index) Keep(out, features []uint32) []uint32 {
	for _, f := range features {
		if n := x.numbers[f>>keyShift]; n >= 0 {
			out = append(out, uint32(n))
		}
	}
	return out
}

package crf

import (
	"cmp"
	"slices"
)

// Counter counts how many places have each feature, up to 255.
type Counter struct{ counts []uint8 }

// NewCounter is a Counter that has seen nothing.
func NewCounter() *Counter { return &Counter{make([]uint8, keys)} }

// Count counts the features of one place.
func (c *Counter) Count(features []uint32) {
	for _, f := range features {
		c.add(f>>keyShift, 1)
	}
}

// Add adds another counter's counts.
func (c *Counter) Add(other *Counter) {
	for k, n := range other.counts {
		if n > 0 {
			c.add(uint32(k), int(n))
		}
	}
}

func (c *Counter) add(key uint32, n int) { c.counts[key] = uint8(min(255, int(c.counts[key])+n)) }

// Index numbers the features that training keeps, the frequent ones first.
type Index struct {
	numbers []int32 // by key; -1 for what is not kept
	keys    []uint32
}

// Index numbers the features that at least so many places have.
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

// Len is the number of features kept.
func (x *Index) Len() int { return len(x.keys) }

// Keep appends the numbers of the features that are kept.
func (x *Index) Keep(out, features []uint32) []uint32 {
	for _, f := range features {
		if n := x.numbers[f>>keyShift]; n >= 0 {
			out = append(out, uint32(n))
		}
	}
	return out
}

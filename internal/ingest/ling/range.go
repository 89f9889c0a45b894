package ling

// Range is a half-open range of word indices in a [Layout]. The zero Range is empty.
type Range struct{ From, To int }

// Between returns the range [from, to).
func Between(from, to int) Range { return Range{from, to} }

// Empty reports whether r holds no word.
func (r Range) Empty() bool { return r.From >= r.To }

// Len returns the number of words in r. It is negative if To is less than From.
func (r Range) Len() int { return r.To - r.From }

// Has reports whether word i is in r.
func (r Range) Has(i int) bool { return r.From <= i && i < r.To }

// Overlaps reports whether r and o share a word, where neither is empty.
func (r Range) Overlaps(o Range) bool { return r.From < o.To && o.From < r.To }

// Contains reports whether all of o is in r.
func (r Range) Contains(o Range) bool { return r.From <= o.From && o.To <= r.To }

// Intersect returns the words that are in both r and o. The range is empty where they do not overlap.
func (r Range) Intersect(o Range) Range { return Range{max(r.From, o.From), min(r.To, o.To)} }

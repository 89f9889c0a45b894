package feature

import "graphd/internal/ingest/ling/word"

// bag collects the features of one position. A feature is a value under a template. Templates are numbered in order of their
// use within a group, so every position must use them in the same order.
type bag struct {
	features []uint32
	template uint64
}

// group starts a group of templates.
func (b *bag) group(number uint64) { b.template = number << 8 }

func (b *bag) one(v uint64) {
	b.template++
	b.same(v)
}

func (b *bag) two(v, w uint64)      { b.one(word.Join(v, w)) }
func (b *bag) three(v, w, x uint64) { b.one(word.Join3(v, w, x)) }

func (b *bag) four(v, w, x, y uint64) { b.one(word.Join(word.Join3(v, w, x), y)) }

// same adds a value under the template of the value before it.
func (b *bag) same(v uint64) {
	b.features = append(b.features, word.Feature(int(b.template), v))
}

func flag(b bool) uint64 {
	if b {
		return 1
	}
	return 2
}

// width returns the bucket of n, with its sign. Buckets become wider from 5 on.
func width(n int) uint64 {
	sign := uint64(64)
	if n < 0 {
		n, sign = -n, 128
	}
	switch {
	case n <= 4:
	case n <= 6:
		n = 5
	case n <= 10:
		n = 6
	case n <= 20:
		n = 7
	case n <= 40:
		n = 8
	default:
		n = 9
	}
	return sign + uint64(n)
}

func upTo(n, most int) uint64 { return uint64(max(0, min(n, most))) }

package cache

import (
	"math/rand/v2"
	"sync"
)

// MemoryBudget is a number of bytes that several caches share. Each takes what it needs; when the budget is exceeded,
// pages that were not used lately are evicted, whichever cache they belong to.
type MemoryBudget struct {
	mu    sync.Mutex
	size  int64 // bytes in use, page tables and held included
	limit int64
	held  []heldPage // unordered
}

// NewMemoryBudget returns a budget of so many bytes.
func NewMemoryBudget(limit int64) *MemoryBudget { return &MemoryBudget{limit: limit} }

// heldPage is a page that one of the caches holds.
type heldPage struct {
	in evictable
	at int
}

const heldBytes = 24

// evictable is a cache that shares a budget.
type evictable interface {
	drop(at int) bool // evicts a page, unless it was used since the last attempt
}

// hold records a new page. The caller holds mu.
func (b *MemoryBudget) hold(in evictable, at int) {
	b.held = append(b.held, heldPage{in, at})
	b.size += heldBytes
}

// admitOneOf is how many new pages ask for each that is admitted when the budget is used up. Chosen by hand.
const admitOneOf = 4

// admits reports whether a new page may be added. When the budget is used up, most may not: a repeated scan over more
// than fits would otherwise evict its own pages before it returns to them, and find nothing.
func (b *MemoryBudget) admits() bool {
	return b.size < b.limit-b.limit/16 || rand.IntN(admitOneOf) == 0
}

// evict drops pages until the rest fits. Each search starts at a random page: in order, it would always hit the pages
// that an ordered scan is about to read. The caller holds mu.
func (b *MemoryBudget) evict() {
	for b.size > b.limit && len(b.held) > 0 {
		i := rand.IntN(len(b.held))
		for range b.held {
			if h := b.held[i]; h.in.drop(h.at) {
				b.release(i)
				break
			}
			i = (i + 1) % len(b.held)
		}
	}
}

func (b *MemoryBudget) release(i int) {
	last := len(b.held) - 1
	b.held[i] = b.held[last]
	b.held = b.held[:last]
	b.size -= heldBytes
}

// Bytes returns the bytes in use.
func (b *MemoryBudget) Bytes() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.size
}

// Limit returns the bytes that the caches may take together.
func (b *MemoryBudget) Limit() int64 { return b.limit }

package cache

import (
	"math/rand/v2"
	"sync"
)

// budget is bytes that several caches share: each takes what it is asked for, and whichever has what nobody looked at for
// a while gives way.
type MemoryBudget struct {
	mu    sync.Mutex
	size  int64 // tables and held included
	limit int64
	held  []heldPage // in no order
}

// NewMemoryBudget returns a budget of so many bytes.
func NewMemoryBudget(limit int64) *MemoryBudget { return &MemoryBudget{limit: limit} }

// held is something that one of the caches keeps, by its place there.
type heldPage struct {
	in evictable
	at int
}

const heldBytes = 24

// member is one of the caches.
type evictable interface {
	drop(at int) bool // empties a full place, unless somebody looked there since the last try
}

// hold notes that a place is full. Its caller holds mu.
func (b *MemoryBudget) hold(in evictable, at int) {
	b.held = append(b.held, heldPage{in, at})
	b.size += heldBytes
}

// admitOneOf is how many new pages ask to come in for each that does, when all is full.
const admitOneOf = 4

// admits tells whether a new page may come in. When all is full most may not: what is gone through again and again and does
// not fit would else drive itself out, and not even the part that fits would be found.
func (b *MemoryBudget) admits() bool {
	return b.size < b.limit-b.limit/16 || rand.IntN(admitOneOf) == 0
}

// evict drops pages until the rest fits, beginning anywhere for each: a search in order would always find what is gone
// through in order just before its turn. Its caller holds mu.
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

// bytes is what the entries and the tables take.
func (b *MemoryBudget) Bytes() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.size
}

// Limit returns the bytes that the caches may take together.
func (b *MemoryBudget) Limit() int64 { return b.limit }

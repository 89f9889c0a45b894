package pebblestore

import (
	"math/rand/v2"
	"sync"
)

// budget is bytes that several caches share: each takes what it is asked for, and whichever has what nobody looked at for
// a while gives way.
type budget struct {
	mu      sync.Mutex
	size    int64 // tables included
	limit   int64
	members []member
}

// member is a cache of places, which are full or empty.
type member interface {
	places() int
	drop(at int) bool // empties a place, unless it is empty or somebody looked there since the last try
}

// admitOneOf is how many new pages ask to come in for each that does, when all is full.
const admitOneOf = 4

// admits tells whether a new page may come in. When all is full most may not: what is gone through again and again and does
// not fit would else drive itself out, and not even the part that fits would be found.
func (b *budget) admits() bool { return b.size < b.limit-b.limit/16 || rand.IntN(admitOneOf) == 0 }

// evict drops pages until the rest fits, beginning anywhere for each: a search in order would always find what is gone
// through in order just before its turn. Its caller holds mu.
func (b *budget) evict() {
	for b.size > b.limit {
		m, at := b.anywhere()
		for range m.places() {
			if at = (at + 1) % m.places(); m.drop(at) {
				break
			}
		}
	}
}

// anywhere is a place of a member.
func (b *budget) anywhere() (m member, at int) {
	all := 0
	for _, m := range b.members {
		all += m.places()
	}
	at = rand.IntN(max(all, 1))
	for _, m = range b.members {
		if at < m.places() {
			break
		}
		at -= m.places()
	}
	return m, at
}

// bytes is what the entries and the tables take.
func (b *budget) bytes() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.size
}

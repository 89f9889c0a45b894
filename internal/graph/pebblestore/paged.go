package pebblestore

import (
	"sync"
	"sync/atomic"
)

// pageSize is how many neighbouring ids share a page.
const pageSize = 64

// paged keeps something about nodes, by id, within a budget of bytes. A read takes no lock: ids are dense, so the way to
// an entry is two steps in tables. What is dropped goes by pages, those first that nobody looked at for a while.
type paged[T any] struct {
	pages atomic.Pointer[[]atomic.Pointer[page[T]]]

	mu    sync.Mutex
	weigh func(*T) int64
	size  int64 // bytes, tables included
	limit int64
	hand  int // where the search for a page to drop goes on
}

type page[T any] struct {
	used  atomic.Bool
	bytes int64 // guarded by mu
	slots [pageSize]atomic.Pointer[T]
}

func newPaged[T any](budget int64, weigh func(*T) int64) *paged[T] {
	p := &paged[T]{limit: budget, weigh: weigh}
	p.pages.Store(new([]atomic.Pointer[page[T]]))
	return p
}

// get is the entry of id, nil where there is none. It must not be changed.
func (p *paged[T]) get(id Node) *T {
	pages := *p.pages.Load()
	if uint64(id)/pageSize >= uint64(len(pages)) {
		return nil
	}
	pg := pages[id/pageSize].Load()
	if pg == nil {
		return nil
	}
	if !pg.used.Load() {
		pg.used.Store(true)
	}
	return pg.slots[id%pageSize].Load()
}

// put keeps an entry in place of the one that id has, unless it is too large for its share.
func (p *paged[T]) put(id Node, entry *T) {
	weight := p.weigh(entry)
	p.mu.Lock()
	defer p.mu.Unlock()
	if weight > p.limit/16 || !p.grow(int(id/pageSize)) {
		return
	}
	pg := p.page(int(id / pageSize))
	if old := pg.slots[id%pageSize].Swap(entry); old != nil {
		weight -= p.weigh(old)
	}
	pg.bytes += weight
	p.size += weight
	p.evict()
}

// grow makes room for a page in the table; false where the table alone would take too much.
func (p *paged[T]) grow(at int) bool {
	old := *p.pages.Load()
	if at < len(old) {
		return true
	}
	n := max(2*len(old), at+1, 64)
	if int64(n)*8 > p.limit/4 {
		if n = at + 1; int64(n)*8 > p.limit/4 {
			return false
		}
	}
	table := make([]atomic.Pointer[page[T]], n)
	for i := range old {
		table[i].Store(old[i].Load())
	}
	p.size += int64(n-len(old)) * 8
	p.pages.Store(&table)
	return true
}

func (p *paged[T]) page(at int) *page[T] {
	table := *p.pages.Load()
	if pg := table[at].Load(); pg != nil {
		return pg
	}
	pg := &page[T]{bytes: pageSize*8 + 32}
	pg.used.Store(true)
	p.size += pg.bytes
	table[at].Store(pg)
	return pg
}

// evict drops pages until the rest fits; a page that was looked at since the hand passed is spared once.
func (p *paged[T]) evict() {
	table := *p.pages.Load()
	for p.size > p.limit {
		p.hand = (p.hand + 1) % len(table)
		pg := table[p.hand].Load()
		if pg != nil && !pg.used.Swap(false) {
			table[p.hand].Store(nil)
			p.size -= pg.bytes
		}
	}
}

// bytes is what the entries and the tables take.
func (p *paged[T]) bytes() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.size
}

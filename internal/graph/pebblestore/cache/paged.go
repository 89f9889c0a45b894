// Package cache provides caches that are bounded in bytes: by key in two generations, and by dense id in pages that
// share a budget.
package cache

import "sync/atomic"

// pageSize is how many consecutive ids share a page.
const pageSize = 64

// Paged is a cache by id within a budget that it may share with others. Reads take no lock: ids are dense, so an entry
// is found by two table look-ups. Eviction works on pages of consecutive ids, those first that were not used lately. It
// is safe for concurrent use.
type Paged[T any] struct {
	pages  atomic.Pointer[[]atomic.Pointer[entryPage[T]]]
	weigh  func(*T) int64
	budget *MemoryBudget

	refused uint64 // the last id whose page was not admitted, 0 if it has been since; guarded by the budget
}

type entryPage[T any] struct {
	used  atomic.Bool
	bytes int64 // guarded by the budget
	slots [pageSize]atomic.Pointer[T]
}

// NewPaged returns a cache in which weigh returns the size of an entry in bytes.
func NewPaged[T any](b *MemoryBudget, weigh func(*T) int64) *Paged[T] {
	p := &Paged[T]{budget: b, weigh: weigh}
	p.pages.Store(new([]atomic.Pointer[entryPage[T]]))
	return p
}

// Get returns the entry of id, nil if there is none. The caller must not change it.
func (p *Paged[T]) Get(id uint64) *T {
	pages := *p.pages.Load()
	if id/pageSize >= uint64(len(pages)) {
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

// Put sets the entry of id, unless it is too large or its page is not admitted.
func (p *Paged[T]) Put(id uint64, entry *T) {
	weight := p.weigh(entry)
	b := p.budget
	b.mu.Lock()
	defer b.mu.Unlock()
	if weight > b.limit/16 || !p.grow(int(id/pageSize)) {
		return
	}
	pg := p.page(id)
	if pg == nil {
		return
	}
	if old := pg.slots[id%pageSize].Swap(entry); old != nil {
		weight -= p.weigh(old)
	}
	pg.bytes += weight
	b.size += weight
	b.evict()
}

// grow extends the page table to hold page number at. It returns false if the table alone would take too much memory.
func (p *Paged[T]) grow(at int) bool {
	old, most := *p.pages.Load(), p.budget.limit/8
	if at < len(old) {
		return true
	}
	n := max(2*len(old), at+1, 64)
	if int64(n)*8 > most {
		if n = at + 1; int64(n)*8 > most {
			return false
		}
	}
	table := make([]atomic.Pointer[entryPage[T]], n)
	for i := range old {
		table[i].Store(old[i].Load())
	}
	p.budget.size += int64(n-len(old)) * 8
	p.pages.Store(&table)
	return true
}

// page returns the page of id, and adds it if it is missing and admitted; else it returns nil. A page that is filled
// from one end to the other asks for admission once; a single id that is requested again asks again.
func (p *Paged[T]) page(id uint64) *entryPage[T] {
	table, at := *p.pages.Load(), id/pageSize
	if pg := table[at].Load(); pg != nil {
		return pg
	}
	if p.refused != 0 && at == p.refused/pageSize && id != p.refused {
		return nil
	}
	if !p.budget.admits() {
		p.refused = id
		return nil
	}
	p.refused = 0
	pg := &entryPage[T]{bytes: pageSize*8 + 32}
	p.budget.size += pg.bytes
	table[at].Store(pg)
	p.budget.hold(p, int(at))
	return pg
}

// drop evicts a page unless it was used since the last attempt.
func (p *Paged[T]) drop(at int) bool {
	table := *p.pages.Load()
	pg := table[at].Load()
	if pg.used.Swap(false) {
		return false
	}
	table[at].Store(nil)
	p.budget.size -= pg.bytes
	return true
}

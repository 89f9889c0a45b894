package cache

import (
	"math/rand/v2"
	"testing"
)

func TestPagedStaysWithinBudget(t *testing.T) {
	b := &MemoryBudget{limit: 1 << 20}
	rng := rand.New(rand.NewPCG(1, 2))
	weigh := func(b *[]byte) int64 { return int64(len(*b)) + 24 }
	members := []*Paged[[]byte]{NewPaged(b, weigh), NewPaged(b, weigh)}
	kept := 0
	for range 20000 {
		p, id, entry := members[rng.IntN(2)], uint64(rng.IntN(30000)), make([]byte, rng.IntN(2000))
		p.Put(id, &entry)
		if got := b.Bytes(); got > b.limit {
			t.Fatalf("%d bytes are kept of at most %d", got, b.limit)
		}
		if got := p.Get(id); got == &entry {
			kept++
		} else if got != nil {
			t.Fatalf("%d is another entry", id)
		}
	}
	if kept < 20000/admitOneOf {
		t.Errorf("only %d of 20000 entries were there right after they were put", kept)
	}
}

// TestScanOfMoreThanFits checks that repeated ordered scans over more entries than fit find the share that fits.
func TestScanOfMoreThanFits(t *testing.T) {
	const nodes = 20000
	b := &MemoryBudget{limit: 1 << 20}
	p := NewPaged(b, func(*[100]byte) int64 { return 100 })
	if p.Put(1, new([100]byte)); p.Get(1) == nil {
		t.Error("the first page was not admitted")
	}
	NewPaged(b, func(*int) int64 { return 8 }) // an empty member of the same budget
	hits := 0
	for round := range 20 {
		for i := range uint64(nodes) {
			if p.Get(i) == nil {
				p.Put(i, new([100]byte))
			} else if round >= 10 {
				hits++
			}
		}
	}
	fits := float64(b.limit) / (nodes * (100 + 8))
	if share := float64(hits) / (10 * nodes); share < fits*2/3 {
		t.Errorf("%.0f%% were found, where %.0f%% fit", 100*share, 100*fits)
	} else {
		t.Logf("%.0f%% were found, where %.0f%% fit", 100*share, 100*fits)
	}
	hot, asked := uint64(nodes+1000*pageSize), 1
	for ; p.Get(hot) == nil && asked < 1000; asked++ {
		p.Put(hot, new([100]byte))
	}
	if asked > 100 {
		t.Errorf("an id that was requested repeatedly had to ask %d times", asked)
	}
}

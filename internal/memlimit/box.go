// Package memlimit ends work that takes too much of the process's memory, and no other, and makes work that takes long let
// others go first.
//
// Go keeps no account of who holds memory, but its heap profile knows the stack that made each object. [Box.Run] puts
// the number of the work into the stack under it, as a sequence of calls of two functions (mark.go); when the heap has
// grown suspiciously (watch.go), the box collects it, reads the profile, adds up what each work holds, and
// blows the fuses of those that hold too much. Meanwhile works wait, so that the heap grows no further. Nothing is measured,
// and nobody waits for that, while the heap is small.
//
// What has taken more than a few milliseconds of the processors takes turns with its like (turns.go): one processor is
// always free for works that have just begun, and for all else that the process does.
package memlimit

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// most is how many works can be told apart at a time; further ones are not watched.
const most = 1 << markBits

// Box holds the fuses of works that run at the same time. The zero value is ready. It is safe for concurrent use.
type Box struct {
	// Total bounds what all works together may hold, in bytes: beyond it the largest goes. 0 is no bound.
	Total int64

	mu      sync.Mutex
	works   [most]*work
	n       int
	last    int  // number given
	watched bool // a goroutine watches until there is no work

	looking atomic.Bool  // the heap is looked at
	look    sync.RWMutex // held for writing meanwhile
	turns   turns
}

// work is what a fuse protects from.
type work struct {
	budget int64
	blow   func()
	blown  bool

	asked   atomic.Uint32 // how often its context was
	pausing sync.Mutex
	used    time.Duration // of the processors, about
	since   time.Time     // when that was last counted
	turn    time.Time     // when its turn ends
}

// Run does work, and calls blow, once and from another goroutine, when what the work has made and still holds takes
// more than budget bytes. It is the work that must end then. Goroutines that it starts are not counted. Work that goes deep,
// with more than a hundred calls under way, must repeat its mark now and then.
//
// The context that work gets is ctx, but that its Err waits until it is the work's turn: work that asks it often, and holds
// no lock when it does, takes no time from others that have taken less, and no memory while the heap is looked at.
func (b *Box) Run(ctx context.Context, budget int64, blow func(), do func(context.Context, Mark)) {
	w := &work{budget: budget, blow: blow, since: time.Now()}
	ctx = &polite{ctx, b, w}
	id := b.enter(w)
	if id < 0 {
		do(ctx, Mark{})
		return
	}
	defer b.leave(id)
	m := Mark{id, true}
	m.Repeat(func() { do(ctx, m) })
}

// Mark is the number of a work. The zero mark is that of a work that nobody watches.
type Mark struct {
	id      int
	watched bool
}

// Repeat writes the mark into the stack again, under do: the profile knows no more than the innermost 128 calls of a stack.
func (m Mark) Repeat(do func()) {
	if !m.watched {
		do()
		return
	}
	start(m.id, do)
}

func (b *Box) enter(w *work) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.watched {
		b.watched = true
		go b.watch(readHeap())
	}
	for range b.works {
		b.last = (b.last + 1) % most // a number is not soon given again: what its work made may live on
		if b.works[b.last] == nil {
			b.works[b.last] = w
			b.n++
			return b.last
		}
	}
	return -1
}

func (b *Box) leave(id int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.works[id] = nil
	b.n--
}

package memlimit

import (
	"context"
	"runtime"
	"sync"
	"time"
)

const (
	youth   = 10 * time.Millisecond // what a work may take of the processors before it has to wait for turns
	slice   = 5 * time.Millisecond  // how long a turn lasts
	lull    = 4 * time.Millisecond  // a longer time between two looks at the clock was not all the work's own
	clockIn = 8                     // questions to a work's context from one look at the clock to the next
)

// turns are given to works that are no longer young, in the order in which they ask, so that a processor is free for those
// who come. A turn ends by the clock, whatever its work does meanwhile: one that waits for something else keeps nobody waiting.
type turns struct {
	mu   sync.Mutex
	ends []time.Time // of the last turn that was given, for each of those that may run at a time
}

// next is when the next turn begins, which is given to the caller.
func (t *turns) next(now time.Time) time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ends == nil {
		t.ends = make([]time.Time, max(1, runtime.GOMAXPROCS(0)-1))
	}
	first := 0
	for i, end := range t.ends {
		if end.Before(t.ends[first]) {
			first = i
		}
	}
	begin := t.ends[first]
	if begin.Before(now) {
		begin = now
	}
	t.ends[first] = begin.Add(slice)
	return begin
}

// polite is the context of a work: to ask whether it has ended is to let others go first where that is due.
type polite struct {
	context.Context
	box  *Box
	work *work
}

// Err is the context's, after a pause where one is due.
func (p *polite) Err() error {
	if p.work.asked.Add(1)%clockIn == 0 || p.box.looking.Load() {
		p.pause()
	}
	return p.Context.Err()
}

// pause waits while the heap is looked at, and until the work has a turn. A young work does neither.
func (p *polite) pause() {
	w := p.work
	if !w.pausing.TryLock() {
		return // another goroutine of the work's
	}
	defer w.pausing.Unlock()
	now := time.Now()
	w.used += min(now.Sub(w.since), lull)
	if w.since = now; w.used < youth {
		return
	}
	if p.box.looking.Load() {
		p.box.look.RLock()
		p.box.look.RUnlock() //nolint:staticcheck // the wait is all
	} else if now.Before(w.turn) {
		return
	}
	begin := p.box.turns.next(time.Now())
	w.turn = begin.Add(slice)
	select {
	case <-time.After(time.Until(begin)):
	case <-p.Context.Done(): // who has ended waits for nobody
	}
	w.since = time.Now()
}

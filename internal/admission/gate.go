package admission

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// ErrBusy reports that a request has waited in vain for a slot, or had to give its slot to other requests.
var ErrBusy = errors.New("too many requests at work")

// The times of the gate, chosen by hand and measured by BenchmarkUnderAttack in cmd/graphd.
const (
	slowAfter    = 250 * time.Millisecond // work that takes longer is slow
	detachAfter  = 30 * time.Millisecond  // work that yields is slow after this
	pollInterval = 10 * time.Millisecond  // how often a waiting request looks for slow work
	recent       = 100 * time.Millisecond // a request that has waited longer is no new arrival
)

// GateLimits bound the work behind a Gate.
type GateLimits struct {
	Slots    int           // requests at a time
	Slow     int           // slow requests that may keep their slots while others wait
	Detached int           // slow requests that may work without a slot
	Wait     time.Duration // how long a request waits for a slot
}

// A Gate limits how many requests work at a time. It is safe for concurrent use.
//
// Under load it favors short requests: a free slot goes to the newest waiter (LIFO), whose client is most likely still
// there, and the last free slot is reserved for new arrivals as long as requests keep arriving. While requests wait, only
// GateLimits.Slow of those at work may be slow; the gate revokes the slot of the slow request that began last, which has the
// least to lose. Work that calls [Yield] need not end: it detaches when it is slow, that is, it gives its slot back and
// works on.
type Gate struct {
	limits GateLimits

	mu      sync.Mutex
	free    int       // slots
	arrived time.Time // when the last request arrived
	working []*Slot   // detached ones included
	waiting []waiter  // oldest first
}

// waiter is a request that waits for a slot.
type waiter struct {
	slot    chan *Slot // receives the slot; has room for it
	arrived time.Time
	yields  bool
}

// NewGate returns a Gate with limits.
func NewGate(limits GateLimits) *Gate { return &Gate{limits: limits, free: limits.Slots} }

// Enter waits for a slot, which the caller must Leave. It returns ErrBusy if there is none within GateLimits.Wait, and the
// error of ctx if that ends first.
func (g *Gate) Enter(ctx context.Context) (*Slot, error) { return g.enter(ctx, false) }

// EnterYielding does what Enter does, for work that calls [Yield] at its safepoints and may therefore detach.
func (g *Gate) EnterYielding(ctx context.Context) (*Slot, error) { return g.enter(ctx, true) }

func (g *Gate) enter(ctx context.Context, yields bool) (*Slot, error) {
	slot := make(chan *Slot, 1)
	if g.take(slot, yields) {
		return (<-slot).begin(ctx), nil
	}
	timer, ticker := time.NewTimer(g.limits.Wait), time.NewTicker(pollInterval)
	defer timer.Stop()
	defer ticker.Stop()
	for {
		select {
		case s := <-slot:
			return s.begin(ctx), nil
		case <-ticker.C:
			g.relieve()
		case <-timer.C:
			return nil, g.giveUp(slot, ErrBusy)
		case <-ctx.Done():
			return nil, g.giveUp(slot, ctx.Err())
		}
	}
}

// take sends a free slot and returns true, or adds the request to the waiters.
func (g *Gate) take(slot chan *Slot, yields bool) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.arrived = time.Now()
	if g.free == 0 {
		g.waiting = append(g.waiting, waiter{slot, g.arrived, yields})
		return false
	}
	g.free--
	slot <- g.newSlot(yields)
	return true
}

// giveUp removes a waiter and returns reason. A slot that has just arrived for it passes to another waiter.
func (g *Gate) giveUp(slot chan *Slot, reason error) error {
	g.mu.Lock()
	at := slices.IndexFunc(g.waiting, func(w waiter) bool { return w.slot == slot })
	if at >= 0 {
		g.waiting = slices.Delete(g.waiting, at, at+1)
	}
	g.mu.Unlock()
	if at < 0 {
		(<-slot).Leave()
	}
	return reason
}

// relieve makes room for the waiters: it passes on a slot that was reserved in vain, detaches slow work that yields, and
// revokes the slot of other slow work if there is too much of it.
func (g *Gate) relieve() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.free > 0 && time.Since(g.arrived) > recent {
		g.free--
		g.pass()
	}
	g.detachSlow()
	slow, newest := 0, (*Slot)(nil)
	for _, s := range g.working {
		if s.yields || s.revoked || time.Since(s.begun) < slowAfter {
			continue
		}
		if slow++; newest == nil || s.begun.After(newest.begun) {
			newest = s
		}
	}
	if slow > g.limits.Slow && len(g.waiting) > 0 {
		newest.revoke()
	}
}

// detachSlow passes the slots of slow work that yields to waiters. Beyond GateLimits.Detached it revokes them instead.
func (g *Gate) detachSlow() {
	detached := 0
	for _, s := range g.working {
		if s.detached && !s.revoked {
			detached++
		}
	}
	for _, s := range slices.Clone(g.working) {
		switch {
		case !s.yields || s.detached || s.revoked || len(g.waiting) == 0 || time.Since(s.begun) < detachAfter:
		case detached < g.limits.Detached:
			detached++
			s.detached = true
			g.pass()
		default:
			s.revoke()
		}
	}
}

// pass hands a slot to the newest waiter. While requests keep arriving, it reserves the last free slot for new ones
// instead: requests that have waited long are not short, or short ones would wait as long as they do.
func (g *Gate) pass() {
	newest := len(g.waiting) - 1
	reserved := g.free == 0 && len(g.working) > 0 && time.Since(g.arrived) < recent
	if newest < 0 || reserved && time.Since(g.waiting[newest].arrived) > recent {
		g.free++
		return
	}
	next := g.waiting[newest]
	g.waiting = g.waiting[:newest]
	next.slot <- g.newSlot(next.yields)
}

// A Slot is the right of one request to work.
type Slot struct {
	gate     *Gate
	ctx      context.Context
	cancel   context.CancelCauseFunc
	begun    time.Time
	yields   bool
	detached bool
	revoked  bool
}

// newSlot returns a slot that counts as working from now on; its request calls begin.
func (g *Gate) newSlot(yields bool) *Slot {
	s := &Slot{gate: g, yields: yields, begun: time.Now(), cancel: func(error) {}}
	g.working = append(g.working, s)
	return s
}

func (s *Slot) begin(ctx context.Context) *Slot {
	s.gate.mu.Lock()
	defer s.gate.mu.Unlock()
	s.ctx, s.cancel = context.WithCancelCause(ctx)
	return s
}

// Context returns the context of the work. It derives from the one given to Enter, and is canceled with the cause ErrBusy
// when the gate revokes the slot.
func (s *Slot) Context() context.Context { return s.ctx }

func (s *Slot) revoke() {
	s.revoked = true
	s.cancel(ErrBusy)
}

// Err returns the error of work that ended with err: ErrBusy if err is due to the loss of the slot, otherwise err.
func (s *Slot) Err(err error) error {
	if err != nil && errors.Is(context.Cause(s.ctx), ErrBusy) {
		return ErrBusy
	}
	return err
}

// Leave ends the work and passes the slot to a waiter.
func (s *Slot) Leave() {
	s.cancel(nil)
	g := s.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	if at := slices.Index(g.working, s); at >= 0 {
		g.working = slices.Delete(g.working, at, at+1)
	}
	if !s.detached {
		g.pass()
	}
}

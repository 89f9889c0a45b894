package server

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// errBusy says that a request waited in vain for its turn, or had to leave it to others.
var errBusy = errors.New("too many requests at work")

const (
	patience = 250 * time.Millisecond // what has run longer is long
	lenience = 30 * time.Millisecond  // so is what has run longer than this, and lets others go first
	relief   = 10 * time.Millisecond  // how often somebody who waits looks for a turn that must end
	fresh    = 100 * time.Millisecond // who has waited longer has not just come
)

// gate lets a number of requests through at a time. Whoever came last is next, so that under load those are served who
// are still there; and the last free turn is kept for whoever comes next, as long as somebody keeps coming. While somebody
// waits, only some of those at work may be long: of the others the one that began last must leave, which has least to lose.
// Those that let others go first by themselves, as queries do, step aside when they are long: they work on without a turn.
type gate struct {
	wait  time.Duration
	long  int // turns that may be long while somebody waits
	aside int // requests that may have stepped aside

	mu      sync.Mutex
	free    int
	came    time.Time // when somebody came last
	working []*turn
	line    []place
}

// place is one in the line.
type place struct {
	turn   chan *turn
	came   time.Time
	polite bool
}

// turn is the right of one request to work.
type turn struct {
	context.Context // ends with the request, or with errBusy when it must leave
	gate            *gate
	end             context.CancelCauseFunc
	begun           time.Time
	polite          bool // it steps aside
	aside           bool
	ended           bool
}

func newGate(n, long, aside int, wait time.Duration) *gate {
	return &gate{wait: wait, long: long, aside: aside, free: n}
}

// enter waits for a turn; whoever got it leaves it.
func (g *gate) enter(ctx context.Context) (*turn, error) { return g.enterAs(ctx, false) }

// enterPolite is enter for work that lets others go first by itself.
func (g *gate) enterPolite(ctx context.Context) (*turn, error) { return g.enterAs(ctx, true) }

func (g *gate) enterAs(ctx context.Context, polite bool) (*turn, error) {
	mine := make(chan *turn, 1)
	if g.take(mine, polite) {
		return (<-mine).begin(ctx), nil
	}
	timer, ticker := time.NewTimer(g.wait), time.NewTicker(relief)
	defer timer.Stop()
	defer ticker.Stop()
	for {
		select {
		case t := <-mine:
			return t.begin(ctx), nil
		case <-ticker.C:
			g.relieve()
		case <-timer.C:
			return nil, g.giveUp(mine, errBusy)
		case <-ctx.Done():
			return nil, g.giveUp(mine, ctx.Err())
		}
	}
}

// take gives a turn at once where one is free, else a place in the line.
func (g *gate) take(mine chan *turn, polite bool) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.came = time.Now()
	if g.free == 0 {
		g.line = append(g.line, place{mine, g.came, polite})
		return false
	}
	g.free--
	mine <- g.newTurn(polite)
	return true
}

func (g *gate) newTurn(polite bool) *turn {
	t := &turn{gate: g, polite: polite, begun: time.Now(), end: func(error) {}}
	g.working = append(g.working, t)
	return t
}

func (t *turn) begin(ctx context.Context) *turn {
	t.gate.mu.Lock()
	defer t.gate.mu.Unlock()
	t.Context, t.end = context.WithCancelCause(ctx)
	return t
}

// giveUp leaves the line; a turn that came just then goes to another.
func (g *gate) giveUp(mine chan *turn, why error) error {
	g.mu.Lock()
	at := slices.IndexFunc(g.line, func(p place) bool { return p.turn == mine })
	if at >= 0 {
		g.line = slices.Delete(g.line, at, at+1)
	}
	g.mu.Unlock()
	if at < 0 {
		(<-mine).leave()
	}
	return why
}

// relieve ends a long turn where there are too many, and gives away the one that was kept in vain.
func (g *gate) relieve() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.free > 0 && time.Since(g.came) > fresh {
		g.free--
		g.pass()
	}
	g.stepAside()
	long, last := 0, (*turn)(nil)
	for _, t := range g.working {
		if t.polite || t.ended || time.Since(t.begun) < patience {
			continue
		}
		if long++; last == nil || t.begun.After(last.begun) {
			last = t
		}
	}
	if long > g.long && len(g.line) > 0 {
		last.makeLeave()
	}
}

// stepAside gives the turns away of those who can do without; who finds no place aside must leave.
func (g *gate) stepAside() {
	aside := 0
	for _, t := range g.working {
		if t.aside && !t.ended {
			aside++
		}
	}
	for _, t := range slices.Clone(g.working) {
		switch {
		case !t.polite || t.aside || t.ended || len(g.line) == 0 || time.Since(t.begun) < lenience:
		case aside < g.aside:
			aside++
			t.aside = true
			g.pass()
		default:
			t.makeLeave()
		}
	}
}

func (t *turn) makeLeave() {
	t.ended = true
	t.end(errBusy)
}

// why is what went wrong in a turn: errBusy where it is that the turn had to be left to others.
func (t *turn) why(err error) error {
	if err != nil && errors.Is(context.Cause(t), errBusy) {
		return errBusy
	}
	return err
}

// leave gives the turn to whoever came last.
func (t *turn) leave() {
	t.end(nil)
	g := t.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	if at := slices.Index(g.working, t); at >= 0 {
		g.working = slices.Delete(g.working, at, at+1)
	}
	if !t.aside {
		g.pass()
	}
}

// pass gives a turn to whoever came last; but the last one that is free is kept, while others come, from those who have
// waited for long: they are no short requests, or the short ones would wait as long as they do.
func (g *gate) pass() {
	last := len(g.line) - 1
	kept := g.free == 0 && len(g.working) > 0 && time.Since(g.came) < fresh
	if last < 0 || kept && time.Since(g.line[last].came) > fresh {
		g.free++
		return
	}
	next := g.line[last]
	g.line = g.line[:last]
	next.turn <- g.newTurn(next.polite)
}

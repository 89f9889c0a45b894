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
	relief   = 20 * time.Millisecond  // how often somebody who waits looks for a turn that must end
	fresh    = 100 * time.Millisecond // who has waited longer has not just come
)

// gate lets a number of requests through at a time. Whoever came last is next, so that under load those are served who
// are still there; and the last free turn is kept for whoever comes next, as long as somebody keeps coming. While somebody
// waits, only some of those at work may be long: of the others the one that began last must leave, which has least to lose.
type gate struct {
	wait time.Duration
	long int // turns that may be long while somebody waits

	mu      sync.Mutex
	free    int
	came    time.Time // when somebody came last
	working []*turn
	line    []place
}

// place is one in the line.
type place struct {
	turn chan *turn
	came time.Time
}

// turn is the right of one request to work.
type turn struct {
	context.Context // ends with the request, or with errBusy when it must leave
	gate            *gate
	end             context.CancelCauseFunc
	begun           time.Time
	ended           bool
}

func newGate(n, long int, wait time.Duration) *gate { return &gate{wait: wait, long: long, free: n} }

// enter waits for a turn; whoever got it leaves it.
func (g *gate) enter(ctx context.Context) (*turn, error) {
	mine := make(chan *turn, 1)
	if g.take(mine) {
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
func (g *gate) take(mine chan *turn) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.came = time.Now()
	if g.free == 0 {
		g.line = append(g.line, place{mine, g.came})
		return false
	}
	g.free--
	mine <- g.newTurn()
	return true
}

func (g *gate) newTurn() *turn {
	t := &turn{gate: g, begun: time.Now(), end: func(error) {}}
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
	long, last := 0, (*turn)(nil)
	for _, t := range g.working {
		if t.ended || time.Since(t.begun) < patience {
			continue
		}
		if long++; last == nil || t.begun.After(last.begun) {
			last = t
		}
	}
	if long > g.long && len(g.line) > 0 {
		last.ended = true
		last.end(errBusy)
	}
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
	g.pass()
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
	next.turn <- g.newTurn()
}

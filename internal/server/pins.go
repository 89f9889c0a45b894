package server

import (
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"graphd/internal/graph"
)

// What can be wrong with a cursor of a query.
var (
	errCursor  = errors.New("the cursor does not belong to this query")
	errExpired = errors.New("the cursor has expired")
)

// pin is one state of the store that queries read, and that their cursors will read again.
type pin struct {
	snapshot *graph.Snapshot
	users    int
	asked    time.Time
	followed bool // a cursor has come back
	kept     bool
	timer    *time.Timer
}

// reading is one query's use of a state.
type reading struct {
	*graph.Snapshot
	at    *pin
	query queryHash
}

// pins are the states behind the cursors that clients have: one for all cursors that were given out between two changes
// of the store.
type pins struct {
	store *graph.Store
	run   string // tells the cursors of this server from those of one before
	most  int    // states
	life  time.Duration

	mu     sync.Mutex
	kept   map[uint64]*pin // by graph.Snapshot.State
	closed bool
}

func newPins(store *graph.Store, limits Limits) *pins {
	return &pins{store: store, run: rand.Text()[:8], most: limits.States, life: limits.Cursor, kept: map[uint64]*pin{}}
}

// open is the present state for a query, or the one behind its cursor, with the number of rows before it. Release it.
func (p *pins) open(query queryHash, text string) (_ *reading, offset int, err error) {
	if text == "" {
		snapshot, err := p.store.Snapshot()
		if err != nil {
			return nil, 0, err
		}
		return (&pin{snapshot: snapshot, users: 1}).read(query), 0, nil
	}
	c, err := parseCursor(text)
	switch {
	case err != nil:
		return nil, 0, err
	case c.run != p.run:
		return nil, 0, fmt.Errorf("%w: the server has been started anew since", errExpired)
	case c.query != query:
		return nil, 0, fmt.Errorf("%q: %w", text, errCursor)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	at := p.kept[c.state]
	if at == nil {
		return nil, 0, fmt.Errorf("%w: what it reads is kept for %s after it was last asked, and less where the graph changes often", errExpired, p.life)
	}
	at.users++
	at.followed, at.asked = true, time.Now()
	at.timer.Reset(p.life)
	return at.read(query), c.offset, nil
}

func (at *pin) read(query queryHash) *reading { return &reading{at.snapshot.Fork(), at, query} }

// cursor keeps the state that is read, and names the row of the query to go on with; "" where nothing is kept any more.
func (p *pins) cursor(r *reading, offset int) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return ""
	}
	at := p.kept[r.State()]
	if at == nil {
		at = r.at
		p.makeRoom()
		p.kept[r.State()], at.kept = at, true
		at.timer = time.AfterFunc(p.life, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.expire(at)
		})
	}
	at.asked = time.Now()
	at.timer.Reset(p.life)
	return cursor{p.run, r.State(), r.query, offset}.String()
}

// makeRoom drops a state where there are too many: one whose cursors nobody has used before one of those that are, and
// then the one asked longest ago.
func (p *pins) makeRoom() {
	if len(p.kept) < p.most {
		return
	}
	p.drop(slices.MinFunc(slices.Collect(maps.Values(p.kept)), func(a, b *pin) int {
		switch {
		case a.followed == b.followed:
			return a.asked.Compare(b.asked)
		case b.followed:
			return -1
		}
		return 1
	}))
}

// expire drops a state unless it was asked since its timer went off.
func (p *pins) expire(at *pin) {
	if time.Since(at.asked) >= p.life {
		p.drop(at)
	}
}

// release ends one use of a state.
func (p *pins) release(r *reading) error {
	err := r.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	r.at.users--
	return errors.Join(err, p.closeIdle(r.at))
}

// drop gives a state up, once nobody reads it.
func (p *pins) drop(at *pin) {
	if at.kept {
		at.kept = false
		at.timer.Stop()
		delete(p.kept, at.snapshot.State())
		_ = p.closeIdle(at) // of what was read nothing is open
	}
}

func (p *pins) closeIdle(at *pin) error {
	if at.users == 0 && !at.kept {
		return at.snapshot.Close()
	}
	return nil
}

// size is how many states are kept.
func (p *pins) size() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.kept)
}

// close gives up every state, and keeps none any more.
func (p *pins) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for _, at := range p.kept {
		p.drop(at)
	}
}

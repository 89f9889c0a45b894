package server

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"graphd/internal/graph"
)

// What can be wrong with a cursor of a query.
var (
	errCursor  = errors.New("the cursor does not belong to this query")
	errExpired = errors.New("the cursor has expired")
)

const (
	mostPins = 32              // states kept for cursors; the one that was asked longest ago goes first
	pinLife  = 2 * time.Minute // after it was last asked
)

// pin is one state of the store that a query reads, and that its cursor will read again.
type pin struct {
	snapshot *graph.Snapshot
	query    string // what was asked: a cursor goes on with the same
	token    string
	users    int
	asked    time.Time
	kept     bool
	timer    *time.Timer
}

// pins are the states behind the cursors that clients have.
type pins struct {
	mu    sync.Mutex
	store *graph.Store
	kept  map[string]*pin
}

func newPins(store *graph.Store) *pins { return &pins{store: store, kept: map[string]*pin{}} }

// open is the present state for a query, or the one behind its cursor, with the number of rows before it. Release it.
func (p *pins) open(query, cursor string) (at *pin, offset int, err error) {
	if cursor == "" {
		snapshot, err := p.store.Snapshot()
		return &pin{snapshot: snapshot, query: query, token: rand.Text(), users: 1}, 0, err
	}
	token, rest, _ := strings.Cut(cursor, ".")
	offset, err = strconv.Atoi(rest)
	if err != nil || offset < 0 {
		return nil, 0, fmt.Errorf("%q: %w", cursor, errCursor)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	at = p.kept[token]
	switch {
	case at == nil:
		return nil, 0, errExpired
	case at.query != query:
		return nil, 0, fmt.Errorf("%q: %w", cursor, errCursor)
	}
	at.users++
	at.asked = time.Now()
	at.timer.Reset(pinLife)
	return at, offset, nil
}

// cursor keeps a state that is open, and names the row of it to go on with.
func (p *pins) cursor(at *pin, offset int) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !at.kept {
		if len(p.kept) >= mostPins {
			p.drop(slices.MinFunc(slices.Collect(maps.Values(p.kept)), func(a, b *pin) int { return cmp.Compare(a.asked.UnixNano(), b.asked.UnixNano()) }))
		}
		at.kept, at.asked = true, time.Now()
		p.kept[at.token] = at
		at.timer = time.AfterFunc(pinLife, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.drop(at)
		})
	}
	return fmt.Sprintf("%s.%d", at.token, offset)
}

// release ends one use of a state.
func (p *pins) release(at *pin) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at.users--
	p.closeIdle(at)
}

// drop gives a state up, once nobody reads it.
func (p *pins) drop(at *pin) {
	if at.kept {
		at.kept = false
		at.timer.Stop()
		delete(p.kept, at.token)
		p.closeIdle(at)
	}
}

func (p *pins) closeIdle(at *pin) {
	if at.users == 0 && !at.kept {
		at.snapshot.Close()
	}
}

// close gives up every state; the cursors have expired then.
func (p *pins) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, at := range p.kept {
		p.drop(at)
	}
}

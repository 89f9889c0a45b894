package queryapi

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

// pins holds the versions of the graph that cursors refer to: one for all cursors that were issued between two changes of
// the store.
type pins struct {
	store   *graph.Store
	process string // distinguishes the cursors of this process from those of an earlier one
	limit   int    // versions
	maxAge  time.Duration

	mu     sync.Mutex
	kept   map[uint64]*pinnedVersion // by graph.Snapshot.State
	closed bool
}

// pinnedVersion is one version of the graph that queries read, and that their cursors will read again.
type pinnedVersion struct {
	snapshot *graph.Snapshot
	readers  int
	lastUsed time.Time
	followed bool // a cursor has been used
	kept     bool // in pins.kept
	timer    *time.Timer
}

// pinnedRead is one query's use of a version.
type pinnedRead struct {
	*graph.Snapshot
	version *pinnedVersion
	query   queryFingerprint
}

func newPins(store *graph.Store, maxAge time.Duration, limit int) *pins {
	return &pins{store: store, process: rand.Text()[:8], limit: limit, maxAge: maxAge, kept: map[uint64]*pinnedVersion{}}
}

// open returns the present version for a query, or the one of its cursor text with the number of rows before it. The caller
// must release it.
func (p *pins) open(query queryFingerprint, text string) (_ *pinnedRead, offset int, err error) {
	if text == "" {
		snapshot, err := p.store.Snapshot()
		if err != nil {
			return nil, 0, err
		}
		return (&pinnedVersion{snapshot: snapshot, readers: 1}).read(query), 0, nil
	}
	c, err := parseCursor(text)
	switch {
	case err != nil:
		return nil, 0, err
	case c.process != p.process:
		return nil, 0, fmt.Errorf("%w: the server has restarted since", ErrExpired)
	case c.query != query:
		return nil, 0, fmt.Errorf("%q: %w", text, ErrCursor)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	v := p.kept[c.version]
	if v == nil {
		return nil, 0, fmt.Errorf("%w: its version of the graph is kept for %s after the last use, and for less if the graph changes often", ErrExpired, p.maxAge)
	}
	v.readers++
	v.followed, v.lastUsed = true, time.Now()
	v.timer.Reset(p.maxAge)
	return v.read(query), c.offset, nil
}

func (v *pinnedVersion) read(query queryFingerprint) *pinnedRead {
	return &pinnedRead{v.snapshot.Fork(), v, query}
}

// cursor keeps the version of r and returns the cursor of its query at offset; "" after close.
func (p *pins) cursor(r *pinnedRead, offset int) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return ""
	}
	v := p.kept[r.State()]
	if v == nil {
		v = r.version
		p.makeRoom()
		p.kept[r.State()], v.kept = v, true
		v.timer = time.AfterFunc(p.maxAge, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.expire(v)
		})
	}
	v.lastUsed = time.Now()
	v.timer.Reset(p.maxAge)
	return rowCursor{p.process, r.State(), r.query, offset}.String()
}

// makeRoom drops a version if the limit is reached: preferably one whose cursors nobody has used, then the least recently
// used one.
func (p *pins) makeRoom() {
	if len(p.kept) < p.limit {
		return
	}
	p.drop(slices.MinFunc(slices.Collect(maps.Values(p.kept)), func(a, b *pinnedVersion) int {
		switch {
		case a.followed == b.followed:
			return a.lastUsed.Compare(b.lastUsed)
		case b.followed:
			return -1
		}
		return 1
	}))
}

// expire drops a version unless it has been used since its timer fired.
func (p *pins) expire(v *pinnedVersion) {
	if time.Since(v.lastUsed) >= p.maxAge {
		p.drop(v)
	}
}

// release ends one use of a version.
func (p *pins) release(r *pinnedRead) error {
	err := r.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	r.version.readers--
	return errors.Join(err, r.version.closeUnused())
}

// drop removes a version, which closes when its last reader releases it.
func (p *pins) drop(v *pinnedVersion) {
	if v.kept {
		v.kept = false
		v.timer.Stop()
		delete(p.kept, v.snapshot.State())
		_ = v.closeUnused() // fails only with open iterators, and there are no readers
	}
}

func (v *pinnedVersion) closeUnused() error {
	if v.readers == 0 && !v.kept {
		return v.snapshot.Close()
	}
	return nil
}

// size returns how many versions are kept.
func (p *pins) size() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.kept)
}

// close drops every version. No further versions are kept.
func (p *pins) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for _, v := range p.kept {
		p.drop(v)
	}
}

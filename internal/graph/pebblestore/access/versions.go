package access

import (
	"sync"
	"sync/atomic"
)

// What Versions tracks changes of: the quads that start at a node, those that end there, and the hash entries of the
// dictionary. The first two are the directions of adjacency lists as well.
const (
	Outgoing = iota
	Incoming
	HashEntry
)

// Versions numbers the versions of a store and records which of them changed what, so that what was read in one version
// can be reused in another. It keeps one number for all keys of a stripe, so it may report a change where there was
// none, but never the reverse.
type Versions struct {
	mu      sync.RWMutex // read-locked while a snapshot is made, locked while a change becomes visible
	now     uint64       // guarded by mu
	changed [3][stripes]atomic.Uint64
}

const stripes = 1 << 15

// Publish makes a change visible as the next version. apply makes the change; touch first marks everything that it
// changes.
func (s *Versions) Publish(touch func(mark func(kind int, key uint64)), apply func() error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now++
	touch(func(kind int, key uint64) { s.changed[kind][key%stripes].Store(s.now) })
	return apply()
}

// MarkAll marks every key, for a change that does not know what it changes.
func MarkAll(mark func(kind int, key uint64)) {
	for kind := range 3 {
		for key := range uint64(stripes) {
			mark(kind, key)
		}
	}
}

// Observe calls look while no change becomes visible, and returns the number of the version that it sees.
func (s *Versions) Observe(look func()) uint64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	look()
	return s.now
}

// Unchanged reports whether what was read about a key in one version certainly holds in the other.
func (s *Versions) Unchanged(kind int, key, one, other uint64) bool {
	return one == other || s.changed[kind][key%stripes].Load() <= min(one, other)
}

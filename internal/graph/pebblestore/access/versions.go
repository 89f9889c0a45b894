package access

import (
	"sync"
	"sync/atomic"
)

// What states keeps track of: the quads that begin at a node, those that end there, and the ids of values by their hash.
const (
	Outgoing = iota
	Incoming
	HashEntry
)

// states numbers the states of a store and knows which of them changed what, so that something read in one state is
// known to be true in another. It keeps one number for all nodes of a stripe: what it says has changed may not have.
type Versions struct {
	mu      sync.RWMutex // held for reading while a snapshot is made, for writing while a change becomes visible
	now     uint64       // guarded by mu
	changed [3][stripes]atomic.Uint64
}

const stripes = 1 << 15

// publish makes a change visible as the next state; touch names beforehand what it changes.
func (s *Versions) Publish(touch func(mark func(kind int, key uint64)), apply func() error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now++
	touch(func(kind int, key uint64) { s.changed[kind][key%stripes].Store(s.now) })
	return apply()
}

// everything is the touch of a change that does not know what it changes.
func MarkAll(mark func(kind int, key uint64)) {
	for kind := range 3 {
		for key := range uint64(stripes) {
			mark(kind, key)
		}
	}
}

// observe calls look between two changes and returns the number of the state that it sees.
func (s *Versions) Observe(look func()) uint64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	look()
	return s.now
}

// same tells whether what was read about a key in one state is surely true in another.
func (s *Versions) Unchanged(kind int, key, one, other uint64) bool {
	return one == other || s.changed[kind][key%stripes].Load() <= min(one, other)
}

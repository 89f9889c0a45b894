package engine

import "github.com/cockroachdb/pebble/v2"

// Seeker looks up ascending keys in one table. A nil Seeker finds nothing.
type Seeker struct {
	it      *pebble.Iterator
	ok      bool
	started bool // Find was called
}

// NewSeeker returns a seeker over a table of r.
func NewSeeker(r pebble.Reader, table byte) (*Seeker, error) {
	it, err := r.NewIter(&pebble.IterOptions{LowerBound: []byte{table}, UpperBound: []byte{table + 1}})
	return &Seeker{it: it}, err
}

// Find returns the value of key, nil if there is none. It is valid until the next call. Keys must not descend. Keys
// close to the last one are reached by steps, which cost less than a seek.
func (s *Seeker) Find(key []byte) ([]byte, error) {
	if s == nil {
		return nil, nil
	}
	const near = 8
	for step := 0; s.started && s.ok && step < near && s.compare(key) < 0; step++ {
		s.ok = s.it.Next()
	}
	if !s.started || s.ok && s.compare(key) < 0 {
		s.ok, s.started = s.it.SeekGE(key), true
	}
	if !s.ok || s.compare(key) != 0 {
		return nil, s.it.Error()
	}
	value, err := s.it.ValueAndErr()
	if value == nil {
		value = []byte{}
	}
	return value, err
}

func (s *Seeker) compare(key []byte) int { return pebble.DefaultComparer.Compare(s.it.Key(), key) }

// Close closes the seeker and returns the error that its iterator met, if any.
func (s *Seeker) Close() error {
	if s == nil {
		return nil
	}
	return s.it.Close()
}

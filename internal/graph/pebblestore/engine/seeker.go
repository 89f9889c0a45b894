package engine

import "github.com/cockroachdb/pebble/v2"

// seeker finds ascending keys in one table of a store.
type Seeker struct {
	it *pebble.Iterator
	ok bool
	// started is false before the first key.
	started bool
}

func NewSeeker(r pebble.Reader, table byte) (*Seeker, error) {
	it, err := r.NewIter(&pebble.IterOptions{LowerBound: []byte{table}, UpperBound: []byte{table + 1}})
	return &Seeker{it: it}, err
}

// find is the value under key, nil where the store has none. Keys must not descend. A nil seeker finds nothing.
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

func (s *Seeker) Close() error {
	if s == nil {
		return nil
	}
	return s.it.Close() // it has the iterator's error
}

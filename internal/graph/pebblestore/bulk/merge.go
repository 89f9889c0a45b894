package bulk

import (
	"bytes"
	"errors"
)

// keyStream is a sequence of ascending byte strings. next returns nil after the last; a string is valid until the next
// call.
type keyStream interface {
	next() ([]byte, error)
	close() error
}

// keyMerger merges several streams into one.
type keyMerger struct {
	heads   [][]byte    // min-heap of the next string of each stream
	streams []keyStream // in the same order
	fresh   bool        // heads[0] was not returned yet
	failed  error
}

func newKeyMerger(streams []keyStream) *keyMerger {
	m := &keyMerger{fresh: true}
	for i, s := range streams {
		head, err := s.next()
		if err != nil {
			m.failed = err
		}
		if head == nil {
			m.failed = errors.Join(m.failed, s.close())
			continue
		}
		m.heads, m.streams = append(m.heads, head), append(m.streams, streams[i])
	}
	for i := len(m.heads)/2 - 1; i >= 0; i-- {
		m.sink(i)
	}
	return m
}

func (m *keyMerger) next() ([]byte, error) {
	if m.failed != nil {
		return nil, m.failed
	}
	if !m.fresh && len(m.heads) > 0 {
		if err := m.advance(); err != nil {
			m.failed = err
			return nil, err
		}
	}
	m.fresh = false
	if len(m.heads) == 0 {
		return nil, nil
	}
	return m.heads[0], nil
}

// advance replaces the string returned last by the next one of its stream.
func (m *keyMerger) advance() (err error) {
	if m.heads[0], err = m.streams[0].next(); err != nil {
		return err
	}
	if m.heads[0] == nil {
		last := len(m.heads) - 1
		done := m.streams[0]
		m.heads[0], m.streams[0] = m.heads[last], m.streams[last]
		m.heads, m.streams = m.heads[:last], m.streams[:last]
		if err := done.close(); err != nil {
			return err
		}
	}
	m.sink(0)
	return nil
}

// sink restores the heap below position i.
func (m *keyMerger) sink(i int) {
	for {
		least := 2*i + 1
		if least >= len(m.heads) {
			return
		}
		if right := least + 1; right < len(m.heads) && bytes.Compare(m.heads[right], m.heads[least]) < 0 {
			least = right
		}
		if bytes.Compare(m.heads[i], m.heads[least]) <= 0 {
			return
		}
		m.heads[i], m.heads[least] = m.heads[least], m.heads[i]
		m.streams[i], m.streams[least] = m.streams[least], m.streams[i]
		i = least
	}
}

func (m *keyMerger) close() error {
	var err error
	for _, s := range m.streams {
		err = errors.Join(err, s.close())
	}
	m.heads, m.streams = nil, nil
	return err
}

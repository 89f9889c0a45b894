package pebblestore

import (
	"errors"

	"github.com/cockroachdb/pebble/v2"
)

// Close waits for changes under way and closes the files. Iterators still open are closed with it.
// Closing twice is an error of ErrClosed.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return ErrClosed
	}
	if s.broken.err() != nil { // whoever asks the engine for anything may wait for ever
		return s.failure()
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	s.syncing.Wait()
	err := errors.Join(s.cursors.close(), s.flush(), s.broken.close(s.db))
	if failure := s.failure(); failure != nil {
		err = failure
	}
	return err
}

// flush moves what only the log holds into tables, so that the space set aside for the log is given back and opening
// has nothing to replay. What is acknowledged is safe without it.
func (s *Store) flush() error {
	if s.readOnly || s.failure() != nil {
		return nil
	}
	return s.broken.guard(s.db.Flush)
}

// close closes Pebble. Where it has broken down, it is left alone: it would wait for goroutines that have ended.
func (b *breakdown) close(db *pebble.DB) error {
	if b.err() != nil {
		return nil
	}
	return b.guard(db.Close)
}

package pebblestore

import (
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// tableBytes is about how large a sorted table gets before the next one is begun.
const tableBytes = 64 << 20

// tableWriter writes ascending keys into sorted tables, which the store takes over whole.
type tableWriter struct {
	s     *Store
	spill *spill
	paths []string
	w     *sstable.Writer
	n     int // keys in the present table
}

// set appends a key.
func (t *tableWriter) set(key, value []byte) error {
	if t.n&0xfff == 0xfff && t.w.Raw().EstimatedSize() > tableBytes {
		if err := t.close(); err != nil {
			return err
		}
	}
	if t.w == nil {
		if err := t.begin(); err != nil {
			return err
		}
	}
	t.n++
	return t.w.Set(key, value)
}

func (t *tableWriter) begin() error {
	if err := t.s.writable(); err != nil {
		return err
	}
	path := t.spill.path("table")
	f, err := t.s.fs.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	t.w, t.n = sstable.NewWriter(objstorageprovider.NewFileWritable(f), t.s.tables), 0
	t.paths = append(t.paths, path)
	return nil
}

// close finishes the present table and syncs it. It may be called twice.
func (t *tableWriter) close() error {
	if t.w == nil {
		return nil
	}
	w := t.w
	t.w = nil
	return w.Close()
}

// seeker finds ascending keys in one table of a store.
type seeker struct {
	it *pebble.Iterator
	ok bool
	// started is false before the first key.
	started bool
}

func newSeeker(r pebble.Reader, table byte) (*seeker, error) {
	it, err := r.NewIter(&pebble.IterOptions{LowerBound: []byte{table}, UpperBound: []byte{table + 1}})
	return &seeker{it: it}, err
}

// find is the value under key, nil where the store has none. Keys must not descend. A nil seeker finds nothing.
func (s *seeker) find(key []byte) ([]byte, error) {
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

func (s *seeker) compare(key []byte) int { return pebble.DefaultComparer.Compare(s.it.Key(), key) }

func (s *seeker) close() error {
	if s == nil {
		return nil
	}
	return s.it.Close() // it has the iterator's error
}

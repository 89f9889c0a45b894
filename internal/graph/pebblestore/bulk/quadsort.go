package bulk

import (
	"errors"

	"graphd/internal/graph/pebblestore/codec"
)

// quadSorter sorts any number of quads into the order of an index. Quads that exceed its memory go to sorted files,
// which are merged at the end.
type quadSorter struct {
	x        *codec.QuadIndex
	by       []int // positions to sort by, most significant first; the quads arrive sorted by the others
	spill    *tempDir
	rows     []codec.QuadIDs
	scratch  []codec.QuadIDs
	capacity int
	files    []string
}

func newQuadSorter(x *codec.QuadIndex, by []int, spill *tempDir, capacity int) *quadSorter {
	return &quadSorter{x: x, by: by, spill: spill, capacity: capacity}
}

func (s *quadSorter) add(q codec.QuadIDs) error {
	if s.rows == nil {
		s.rows = make([]codec.QuadIDs, 0, s.capacity)
	}
	if len(s.rows) == s.capacity {
		if err := s.flush(); err != nil {
			return err
		}
	}
	s.rows = append(s.rows, q)
	return nil
}

// flush sorts the quads in memory and writes them to a file.
func (s *quadSorter) flush() error {
	s.sort()
	path := s.spill.path("quads")
	w, err := s.spill.create(path)
	if err != nil {
		return err
	}
	in := &sortedRows{x: s.x, rows: s.rows}
	for key, _ := in.next(); key != nil && err == nil; key, _ = in.next() {
		err = w.write(key)
	}
	s.files, s.rows = append(s.files, path), s.rows[:0]
	return errors.Join(err, w.close())
}

func (s *quadSorter) sort() {
	if cap(s.scratch) < len(s.rows) {
		s.scratch = make([]codec.QuadIDs, len(s.rows))
	}
	sorted, other := radixSort(s.rows, s.scratch[:len(s.rows)], s.by)
	s.rows, s.scratch = sorted, other
}

// sorted returns all quads as ascending keys of the index, duplicates included. The sorter must not be used afterwards.
func (s *quadSorter) sorted() (*keyMerger, error) {
	s.sort()
	s.scratch = nil
	streams := []keyStream{&sortedRows{x: s.x, rows: s.rows}}
	for _, path := range s.files {
		r, err := s.spill.open(path, mergeBuffer(len(s.files)))
		if err != nil {
			return nil, errors.Join(err, newKeyMerger(streams).close())
		}
		streams = append(streams, r)
	}
	return newKeyMerger(streams), nil
}

// mergeBuffer returns the read-ahead of each of n files in bytes, so that all of them together take little memory.
func mergeBuffer(n int) int { return min(spillBuffer, max(8<<10, 32<<20/max(n, 1))) }

// sortedRows streams sorted quads in memory as keys.
type sortedRows struct {
	x    *codec.QuadIndex
	rows []codec.QuadIDs
	key  [64]byte
}

func (r *sortedRows) next() ([]byte, error) {
	if len(r.rows) == 0 {
		return nil, nil
	}
	key := r.x.AppendKey(r.key[:0], r.rows[0])
	r.rows = r.rows[1:]
	return key, nil
}

func (r *sortedRows) close() error { return nil }

// radixBits is how many bits of an id one pass sorts by.
const radixBits = 11

// radixSort sorts rows by the positions in by, stably. scratch has the length of rows; the function returns both, the
// sorted one first.
func radixSort(rows, scratch []codec.QuadIDs, by []int) (sorted, other []codec.QuadIDs) {
	for i := len(by) - 1; i >= 0; i-- {
		pos := by[i]
		var bits codec.NodeID
		for r := range rows {
			bits |= rows[r][pos]
		}
		for shift := 0; bits>>shift != 0; shift += radixBits {
			radixPass(rows, scratch, pos, shift)
			rows, scratch = scratch, rows
		}
	}
	return rows, scratch
}

// radixPass copies rows to into, ordered by radixBits bits of one position.
func radixPass(rows, into []codec.QuadIDs, pos, shift int) {
	var places [1 << radixBits]int
	for i := range rows {
		places[rows[i][pos]>>shift&(1<<radixBits-1)]++
	}
	at := 0
	for d, n := range places {
		places[d] = at
		at += n
	}
	for i := range rows {
		d := rows[i][pos] >> shift & (1<<radixBits - 1)
		into[places[d]] = rows[i]
		places[d]++
	}
}

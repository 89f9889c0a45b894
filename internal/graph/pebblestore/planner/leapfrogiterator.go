package planner

import (
	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

import "context"

// leapfrogIterator iterates over the nodes at one end of the quads with a given predicate and other end, in ascending
// order.
type leapfrogIterator interface {
	node() codec.NodeID        // the current node, 0 at the end
	leap(to codec.NodeID) bool // moves to the first node >= to, and reports whether it equals to
	pass() int                 // moves past the current node, and returns the number of its quads
	close() error
}

// newLeapfrogIterator returns an iterator over an adjacency list, or over an index if the node has too many edges for a
// list.
func newLeapfrogIterator(ctx context.Context, r *access.QuadReader, pattern codec.QuadIDs) (leapfrogIterator, error) {
	found, err := listOf(ctx, r, pattern)
	switch {
	case err != nil:
		return nil, err
	case found != nil:
		return &listIterator{found.With(pattern[codec.Predicate], 0)}, nil
	}
	return newIndexIterator(r, pattern)
}

// listOf returns the adjacency list of the end that a pattern binds, the subject or else the object; nil if it is not
// cached.
func listOf(ctx context.Context, r *access.QuadReader, pattern codec.QuadIDs) (*access.AdjacencyList, error) {
	if pattern[codec.Subject] != 0 {
		return r.AdjacencyList(ctx, access.Outgoing, pattern[codec.Subject])
	}
	return r.AdjacencyList(ctx, access.Incoming, pattern[codec.Object])
}

// listIterator iterates over the entries of an adjacency list, of which it holds those that remain.
type listIterator struct{ edges []access.AdjacencyEntry }

func (s *listIterator) close() error { return nil }

func (s *listIterator) node() codec.NodeID {
	if len(s.edges) == 0 {
		return 0
	}
	return s.edges[0].Other
}

// leap searches by doubling steps, then by bisection.
func (s *listIterator) leap(to codec.NodeID) bool {
	low, high := 0, 1 // all entries before low are less than to
	for high <= len(s.edges) && s.edges[high-1].Other < to {
		low, high = high, 2*high
	}
	for high = min(high, len(s.edges)+1) - 1; low < high; {
		if middle := (low + high) / 2; s.edges[middle].Other < to {
			low = middle + 1
		} else {
			high = middle
		}
	}
	s.edges = s.edges[low:]
	return len(s.edges) > 0 && s.edges[0].Other == to
}

func (s *listIterator) pass() int {
	n := 1
	for n < len(s.edges) && s.edges[n].Other == s.edges[0].Other {
		n++
	}
	s.edges = s.edges[n:]
	return n
}

// indexIterator iterates over a range of an index.
type indexIterator struct {
	reader  *access.QuadReader
	cur     *engine.TableCursor
	prefix  []byte
	key     []byte
	current codec.NodeID
}

func newIndexIterator(r *access.QuadReader, pattern codec.QuadIDs) (*indexIterator, error) {
	x := codec.BySubject
	if pattern[codec.Subject] == 0 {
		x = codec.ByPredicate
	}
	cur, err := r.Cursors.Take(x.Table)
	if err != nil {
		return nil, err
	}
	s := &indexIterator{reader: r, cur: cur, prefix: x.AppendPrefix(nil, pattern, 2)}
	s.read(cur.Seek(s.prefix, s.prefix))
	return s, nil
}

func (s *indexIterator) node() codec.NodeID { return s.current }
func (s *indexIterator) close() error       { return s.reader.Cursors.Give(s.cur) }

// read sets the current node from the cursor's key.
func (s *indexIterator) read(ok bool) {
	if s.current = 0; ok {
		s.current, _ = codec.DecodeID(s.cur.Iter.Key()[len(s.prefix):])
	}
}

func (s *indexIterator) step() { s.read(s.cur.Next(s.prefix)) }

// nearKeys is how many keys leap steps over before it seeks. Chosen by hand.
const nearKeys = 8

func (s *indexIterator) leap(to codec.NodeID) bool {
	for range nearKeys {
		if s.current == 0 || s.current >= to {
			return s.current == to
		}
		s.step()
	}
	if s.current != 0 && s.current < to {
		s.key = codec.AppendID(append(s.key[:0], s.prefix...), to)
		s.read(s.cur.Seek(s.key, s.prefix))
	}
	return s.current == to
}

func (s *indexIterator) pass() int {
	n := 0
	for here := s.current; s.current == here && here != 0; n++ {
		s.step()
	}
	return n
}

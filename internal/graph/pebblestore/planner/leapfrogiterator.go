package planner

import (
	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

import "context"

// strand is the nodes at one end of quads that agree in the predicate and the other end, in the order of their ids.
type leapfrogIterator interface {
	node() codec.NodeID        // 0 at the end
	leap(to codec.NodeID) bool // goes to the first node at or after one, and tells whether it is that one
	pass() int                 // goes to the next node, and counts the quads of this one
	close() error
}

// strand reads a pattern's nodes from memory, and from the keys where a node has too many edges to be kept.
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

// edgesOf is the run of the end that a pattern has, the subject or the object; nil where it is not kept.
func listOf(ctx context.Context, r *access.QuadReader, pattern codec.QuadIDs) (*access.AdjacencyList, error) {
	if pattern[codec.Subject] != 0 {
		return r.AdjacencyList(ctx, access.Outgoing, pattern[codec.Subject])
	}
	return r.AdjacencyList(ctx, access.Incoming, pattern[codec.Object])
}

// edgeStrand is a strand of a run's edges that are left.
type listIterator struct{ edges []access.AdjacencyEntry }

func (s *listIterator) close() error { return nil }

func (s *listIterator) node() codec.NodeID {
	if len(s.edges) == 0 {
		return 0
	}
	return s.edges[0].Other
}

// leap doubles its steps until it is too far, and halves the last one.
func (s *listIterator) leap(to codec.NodeID) bool {
	low, high := 0, 1 // all before low are before to
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

// keyStrand is a strand along an index.
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

// read takes the node from the key where the cursor stands.
func (s *indexIterator) read(ok bool) {
	if s.current = 0; ok {
		s.current, _ = codec.DecodeID(s.cur.Iter.Key()[len(s.prefix):])
	}
}

func (s *indexIterator) step() { s.read(s.cur.Next(s.prefix)) }

// nearKeys is how many keys a leap steps along before it seeks.
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

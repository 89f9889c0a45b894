package pebblestore

import "context"

// strand is the nodes at one end of quads that agree in the predicate and the other end, in the order of their ids.
type strand interface {
	node() Node        // 0 at the end
	leap(to Node) bool // goes to the first node at or after one, and tells whether it is that one
	pass() int         // goes to the next node, and counts the quads of this one
	close() error
}

// strand reads a pattern's nodes from memory, and from the keys where a node has too many edges to be kept.
func (v *view) strand(ctx context.Context, pattern Quad) (strand, error) {
	found, err := v.edgesOf(ctx, pattern)
	switch {
	case err != nil:
		return nil, err
	case found != nil:
		return &edgeStrand{found.with(pattern[predicate], 0)}, nil
	}
	return v.keyStrand(pattern)
}

// edgesOf is the run of the end that a pattern has, the subject or the object; nil where it is not kept.
func (v *view) edgesOf(ctx context.Context, pattern Quad) (*run, error) {
	if pattern[subject] != 0 {
		return v.run(ctx, outgoing, pattern[subject])
	}
	return v.run(ctx, incoming, pattern[object])
}

// edgeStrand is a strand of a run's edges that are left.
type edgeStrand struct{ edges []edge }

func (s *edgeStrand) close() error { return nil }

func (s *edgeStrand) node() Node {
	if len(s.edges) == 0 {
		return 0
	}
	return s.edges[0].other
}

// leap doubles its steps until it is too far, and halves the last one.
func (s *edgeStrand) leap(to Node) bool {
	low, high := 0, 1 // all before low are before to
	for high <= len(s.edges) && s.edges[high-1].other < to {
		low, high = high, 2*high
	}
	for high = min(high, len(s.edges)+1) - 1; low < high; {
		if middle := (low + high) / 2; s.edges[middle].other < to {
			low = middle + 1
		} else {
			high = middle
		}
	}
	s.edges = s.edges[low:]
	return len(s.edges) > 0 && s.edges[0].other == to
}

func (s *edgeStrand) pass() int {
	n := 1
	for n < len(s.edges) && s.edges[n].other == s.edges[0].other {
		n++
	}
	s.edges = s.edges[n:]
	return n
}

// keyStrand is a strand along an index.
type keyStrand struct {
	v       *view
	cur     *cursor
	prefix  []byte
	key     []byte
	current Node
}

func (v *view) keyStrand(pattern Quad) (*keyStrand, error) {
	x := &indexes[0]
	if pattern[subject] == 0 {
		x = &indexes[1]
	}
	cur, err := v.cursors.take(x.table)
	if err != nil {
		return nil, err
	}
	s := &keyStrand{v: v, cur: cur, prefix: x.appendPrefix(nil, pattern, 2)}
	s.read(cur.seek(s.prefix, s.prefix))
	return s, nil
}

func (s *keyStrand) node() Node   { return s.current }
func (s *keyStrand) close() error { return s.v.cursors.give(s.cur) }

// read takes the node from the key where the cursor stands.
func (s *keyStrand) read(ok bool) {
	if s.current = 0; ok {
		s.current, _ = decodeID(s.cur.it.Key()[len(s.prefix):])
	}
}

func (s *keyStrand) step() { s.read(s.cur.next(s.prefix)) }

// nearKeys is how many keys a leap steps along before it seeks.
const nearKeys = 8

func (s *keyStrand) leap(to Node) bool {
	for range nearKeys {
		if s.current == 0 || s.current >= to {
			return s.current == to
		}
		s.step()
	}
	if s.current != 0 && s.current < to {
		s.key = appendID(append(s.key[:0], s.prefix...), to)
		s.read(s.cur.seek(s.key, s.prefix))
	}
	return s.current == to
}

func (s *keyStrand) pass() int {
	n := 0
	for here := s.current; s.current == here && here != 0; n++ {
		s.step()
	}
	return n
}

package planner

import (
	"context"

	"github.com/cayleygraph/cayley/graph"

	"graphd/internal/graph/pebblestore/codec"
)

// plan is a query with the iterators of its sources, as Cayley's iterators have it: rows lists its rows, lookup tests for them.
type preparedQuery struct {
	q                 *conjunction
	sources, optional []graph.IteratorShape
	optimized         bool // the sources are
}

// BuildIterator makes the iterator.
func (q *conjunction) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(q.build(qs), nil)
}

// build builds the sources, each once, since some of Cayley's shapes cannot be built twice.
func (q *conjunction) build(qs graph.QuadStore) *preparedQuery {
	if q.free() {
		q = q.grounded()
	}
	p := &preparedQuery{q: q}
	for _, s := range q.sources {
		p.sources = append(p.sources, s.build(qs))
	}
	for _, s := range q.optional {
		p.optional = append(p.optional, s.build(qs))
	}
	return p
}

// grounded is the query with all nodes as the source of what nothing else holds.
func (q *conjunction) grounded() *conjunction {
	q = q.clone()
	q.ground(q.result)
	for _, t := range q.tags {
		q.ground(t.variable)
	}
	for _, s := range q.optional {
		q.ground(s.variable)
	}
	return q
}

func (s nodeSource) build(qs graph.QuadStore) graph.IteratorShape {
	if q, ok := s.shape.(*conjunction); ok {
		return q.build(qs)
	}
	return graph.AsShape(s.shape.BuildIterator(qs))
}

// optimize optimises the sources, once.
func (p *preparedQuery) optimize(ctx context.Context) {
	if p.optimized {
		return
	}
	p.optimized = true
	for _, list := range [][]graph.IteratorShape{p.sources, p.optional} {
		for i := range list {
			list[i], _ = list[i].Optimize(ctx)
		}
	}
}

// String shows the query.
func (p *preparedQuery) String() string { return p.q.String() }

// Optimize has nothing to improve: the order is decided with the first row.
func (p *preparedQuery) Optimize(context.Context) (graph.IteratorShape, bool) { return p, false }

// SubIterators are the sources.
func (p *preparedQuery) SubIterators() []graph.IteratorShape {
	return append(append([]graph.IteratorShape(nil), p.sources...), p.optional...)
}

// Iterate lists the rows.
func (p *preparedQuery) Iterate() graph.Scanner {
	s := &rowScanner{executor: p.runner(noVariable)}
	if p.q.unique && p.q.result != wholeQuad {
		s.seen = make(map[codec.NodeID]bool)
	}
	return s
}

// rows lists the results. Every way to reach one is a row of its own, so NextPath has nothing to add.
type rowScanner struct {
	*executor
	seen map[codec.NodeID]bool // results had, where each is wanted once
}

func (s *rowScanner) String() string                      { return s.p.String() }
func (s *rowScanner) Result() graph.Ref                   { return s.result() }
func (s *rowScanner) Err() error                          { return s.err }
func (s *rowScanner) TagResults(dst map[string]graph.Ref) { s.tag(dst) }
func (*rowScanner) NextPath(context.Context) bool         { return false }

// Close closes everything below.
func (s *rowScanner) Close() error { return s.close() }

// Next goes to the next row, with a result that no row before had where each is wanted once.
func (s *rowScanner) Next(ctx context.Context) bool {
	for s.next(ctx) {
		if s.seen == nil {
			return true
		}
		s.depth = s.resultLevel() // the levels below only find other ways
		if id := s.slots[s.p.q.result]; !s.seen[id] {
			s.seen[id] = true
			return true
		}
	}
	return false
}

// lookup tests for results; NextPath goes through the other ways to the same one.
type rowLookup struct {
	*executor
	ref graph.Ref
}

// Lookup tests for results.
func (p *preparedQuery) Lookup() graph.Index { return &rowLookup{executor: p.runner(p.q.result)} }

func (x *rowLookup) String() string                      { return x.p.String() }
func (x *rowLookup) Result() graph.Ref                   { return x.ref }
func (x *rowLookup) Err() error                          { return x.err }
func (x *rowLookup) TagResults(dst map[string]graph.Ref) { x.tag(dst) }

// Close closes everything below.
func (x *rowLookup) Close() error { return x.close() }

// Contains finds the first way to ref. A quad as ref is known to stand.
func (x *rowLookup) Contains(ctx context.Context, ref graph.Ref) bool {
	x.ref = ref
	x.restart()
	if !x.begin(ref) {
		x.done = true
		return false
	}
	return x.next(ctx)
}

// NextPath finds the next way to the same result.
func (x *rowLookup) NextPath(ctx context.Context) bool { return !x.p.q.unique && x.next(ctx) }

// begin puts ref into the slots; false where the query cannot yield it.
func (x *rowLookup) begin(ref graph.Ref) bool {
	q := x.p.q
	if q.result != wholeQuad {
		id, ok := ref.(codec.NodeID)
		if !ok || id == 0 || q.bound[q.result] != 0 && q.bound[q.result] != id {
			return false
		}
		x.slots[q.result] = id
		return true
	}
	quad, ok := ref.(codec.QuadIDs)
	if !ok || quad[codec.Label] == 0 && q.atoms[0].labelled {
		return false
	}
	copy(x.slots, q.bound)
	for pos, variable := range q.atoms[0].at {
		if variable == anyNode {
			continue
		}
		if old := x.slots[variable]; old != 0 && old != quad[pos] {
			return false
		}
		x.slots[variable] = quad[pos]
	}
	return true
}

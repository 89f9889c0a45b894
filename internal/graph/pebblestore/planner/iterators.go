package planner

import (
	"context"

	"github.com/cayleygraph/cayley/graph"

	"graphd/internal/graph/pebblestore/codec"
)

// preparedQuery is a conjunction with the iterators of its sources. It implements Cayley's IteratorShape: a rowScanner
// lists its rows, a rowLookup tests single results.
type preparedQuery struct {
	q                 *conjunction
	sources, optional []graph.IteratorShape
	optimized         bool // the sources are optimised
}

// BuildIterator returns an iterator over the rows.
func (q *conjunction) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(q.build(qs), nil)
}

// build builds each source once, because some of Cayley's shapes cannot be built twice.
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

// grounded returns the query with all nodes as the source of output variables that are in no atom and no source.
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

// String returns the text of the query.
func (p *preparedQuery) String() string { return p.q.String() }

// Optimize returns p: the order is decided with the first row.
func (p *preparedQuery) Optimize(context.Context) (graph.IteratorShape, bool) { return p, false }

// SubIterators returns the sources.
func (p *preparedQuery) SubIterators() []graph.IteratorShape {
	return append(append([]graph.IteratorShape(nil), p.sources...), p.optional...)
}

// Iterate returns a scanner of the rows.
func (p *preparedQuery) Iterate() graph.Scanner {
	s := &rowScanner{executor: p.runner(noVariable)}
	if p.q.unique && p.q.result != wholeQuad {
		s.seen = make(map[codec.NodeID]bool)
	}
	return s
}

// rowScanner lists the rows. Every way to reach a result is a row of its own, so NextPath returns false.
type rowScanner struct {
	*executor
	seen map[codec.NodeID]bool // results returned so far, if the query is DISTINCT
}

func (s *rowScanner) String() string                      { return s.p.String() }
func (s *rowScanner) Result() graph.Ref                   { return s.result() }
func (s *rowScanner) Err() error                          { return s.err }
func (s *rowScanner) TagResults(dst map[string]graph.Ref) { s.tag(dst) }
func (*rowScanner) NextPath(context.Context) bool         { return false }

// Close closes the sources and cursors.
func (s *rowScanner) Close() error { return s.close() }

// Next moves to the next row; in a DISTINCT query, to the next one with a new result.
func (s *rowScanner) Next(ctx context.Context) bool {
	for s.next(ctx) {
		if s.seen == nil {
			return true
		}
		s.depth = s.resultLevel() // the levels below it only find other ways to the same result
		if id := s.slots[s.p.q.result]; !s.seen[id] {
			s.seen[id] = true
			return true
		}
	}
	return false
}

// rowLookup tests for results. NextPath moves to the next way to reach the same one.
type rowLookup struct {
	*executor
	ref graph.Ref
}

// Lookup returns a test for single results.
func (p *preparedQuery) Lookup() graph.Index { return &rowLookup{executor: p.runner(p.q.result)} }

func (x *rowLookup) String() string                      { return x.p.String() }
func (x *rowLookup) Result() graph.Ref                   { return x.ref }
func (x *rowLookup) Err() error                          { return x.err }
func (x *rowLookup) TagResults(dst map[string]graph.Ref) { x.tag(dst) }

// Close closes the sources and cursors.
func (x *rowLookup) Close() error { return x.close() }

// Contains finds the first way to reach ref. If ref is a quad, it must exist.
func (x *rowLookup) Contains(ctx context.Context, ref graph.Ref) bool {
	x.ref = ref
	x.restart()
	if !x.begin(ref) {
		x.done = true
		return false
	}
	return x.next(ctx)
}

// NextPath finds the next way to reach the same result.
func (x *rowLookup) NextPath(ctx context.Context) bool { return !x.p.q.unique && x.next(ctx) }

// begin puts ref into the slots. It returns false if the query cannot yield it.
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

package pebblestore

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
)

// plan is a query with the iterators of its sources, as Cayley's iterators have it: rows lists its rows, lookup tests for them.
type plan struct {
	q                 *query
	sources, optional []graph.IteratorShape
	optimized         bool // the sources are
}

// BuildIterator makes the iterator.
func (q *query) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(q.build(qs), nil)
}

// build builds the sources, each once, since some of Cayley's shapes cannot be built twice.
func (q *query) build(qs graph.QuadStore) *plan {
	if q.free() {
		q = q.grounded()
	}
	p := &plan{q: q}
	for _, s := range q.sources {
		p.sources = append(p.sources, s.build(qs))
	}
	for _, s := range q.optional {
		p.optional = append(p.optional, s.build(qs))
	}
	return p
}

// grounded is the query with all nodes as the source of what nothing else holds.
func (q *query) grounded() *query {
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

func (s source) build(qs graph.QuadStore) graph.IteratorShape {
	if q, ok := s.shape.(*query); ok {
		return q.build(qs)
	}
	return graph.AsShape(s.shape.BuildIterator(qs))
}

// optimize optimises the sources, once.
func (p *plan) optimize(ctx context.Context) {
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
func (p *plan) String() string { return p.q.String() }

// Optimize has nothing to improve: the order is decided with the first row.
func (p *plan) Optimize(context.Context) (graph.IteratorShape, bool) { return p, false }

// SubIterators are the sources.
func (p *plan) SubIterators() []graph.IteratorShape {
	return append(append([]graph.IteratorShape(nil), p.sources...), p.optional...)
}

// Iterate lists the rows.
func (p *plan) Iterate() graph.Scanner {
	s := &rows{runner: p.runner(nothing)}
	if p.q.unique && p.q.result != wholeQuad {
		s.seen = make(map[Node]bool)
	}
	return s
}

// rows lists the results. Every way to reach one is a row of its own, so NextPath has nothing to add.
type rows struct {
	*runner
	seen map[Node]bool // results had, where each is wanted once
}

func (s *rows) String() string                      { return s.p.String() }
func (s *rows) Result() graph.Ref                   { return s.result() }
func (s *rows) Err() error                          { return s.err }
func (s *rows) TagResults(dst map[string]graph.Ref) { s.tag(dst) }
func (*rows) NextPath(context.Context) bool         { return false }

// Close closes everything below.
func (s *rows) Close() error { return s.close() }

// Next goes to the next row, with a result that no row before had where each is wanted once.
func (s *rows) Next(ctx context.Context) bool {
	for s.next(ctx) {
		if s.seen == nil {
			return true
		}
		s.depth = s.holder() // the levels below only find other ways
		if id := s.slots[s.p.q.result]; !s.seen[id] {
			s.seen[id] = true
			return true
		}
	}
	return false
}

// lookup tests for results; NextPath goes through the other ways to the same one.
type lookup struct {
	*runner
	ref graph.Ref
}

// Lookup tests for results.
func (p *plan) Lookup() graph.Index { return &lookup{runner: p.runner(p.q.result)} }

func (x *lookup) String() string                      { return x.p.String() }
func (x *lookup) Result() graph.Ref                   { return x.ref }
func (x *lookup) Err() error                          { return x.err }
func (x *lookup) TagResults(dst map[string]graph.Ref) { x.tag(dst) }

// Close closes everything below.
func (x *lookup) Close() error { return x.close() }

// Contains finds the first way to ref. A quad as ref is known to stand.
func (x *lookup) Contains(ctx context.Context, ref graph.Ref) bool {
	x.ref = ref
	x.restart()
	if !x.begin(ref) {
		x.done = true
		return false
	}
	return x.next(ctx)
}

// NextPath finds the next way to the same result.
func (x *lookup) NextPath(ctx context.Context) bool { return !x.p.q.unique && x.next(ctx) }

// begin puts ref into the slots; false where the query cannot yield it.
func (x *lookup) begin(ref graph.Ref) bool {
	q := x.p.q
	if q.result != wholeQuad {
		id, ok := ref.(Node)
		if !ok || id == 0 || q.bound[q.result] != 0 && q.bound[q.result] != id {
			return false
		}
		x.slots[q.result] = id
		return true
	}
	quad, ok := ref.(Quad)
	if !ok || quad[label] == 0 && q.atoms[0].labelled {
		return false
	}
	copy(x.slots, q.bound)
	for pos, variable := range q.atoms[0].at {
		if variable == anyone {
			continue
		}
		if old := x.slots[variable]; old != 0 && old != quad[pos] {
			return false
		}
		x.slots[variable] = quad[pos]
	}
	return true
}

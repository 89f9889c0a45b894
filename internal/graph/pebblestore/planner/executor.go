package planner

import (
	"context"
	"errors"

	"github.com/cayleygraph/cayley/graph"

	"graphd/internal/admission"
	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// executor evaluates a conjunction depth first by nested loops: each step of the order is a level, which iterates over
// the matches of that step given the nodes of the levels above it. Nothing is materialised and no value is read: a row
// is an assignment of ids to the variables.
type executor struct {
	p       *preparedQuery
	given   int // the variable that is bound before the first level, or noVariable
	levels  []execLevel
	slots   []codec.NodeID // by variable
	depth   int            // the level to continue with
	ordered bool           // the levels are made
	begun   bool
	done    bool
	ticks   int
	err     error
}

// execLevel is one step under evaluation.
type execLevel struct {
	evalStep
	atom     *atom
	edges    []access.AdjacencyEntry // remaining
	from     int                     // their direction
	node     codec.NodeID            // whose edges they are
	scan     *access.IndexScan       // used if the node has no cached adjacency list
	scanning bool
	current  codec.QuadIDs
	source   graph.Scanner
	index    graph.Index
	begun    bool
	hit      bool // an optional source yields the node
	join     *leapfrogJoin
}

func (p *preparedQuery) runner(given int) *executor {
	return &executor{p: p, given: given, slots: append([]codec.NodeID(nil), p.q.bound...)}
}

// order decides the order of evaluation and makes the levels.
func (r *executor) order(ctx context.Context) error {
	o, err := r.p.order(ctx, r.given)
	if err != nil {
		return err
	}
	r.ordered, r.levels = true, make([]execLevel, len(o.steps))
	for i, s := range o.steps {
		l := &r.levels[i]
		l.evalStep = s
		switch s.kind {
		case stepAtom:
			l.atom = &r.p.q.atoms[s.i]
			l.join = r.p.q.leapfrogJoin(s)
		case stepProbe:
			l.index = r.p.sources[s.i].Lookup()
		case stepOptional:
			l.index = r.p.optional[s.i].Lookup()
		}
	}
	return nil
}

// resultLevel returns the level that binds the result, -1 if it is bound beforehand.
func (r *executor) resultLevel() int {
	for i := range r.levels {
		switch l := &r.levels[i]; l.kind {
		case stepScan:
			if r.p.q.sources[l.i].variable == r.p.q.result {
				return i
			}
		case stepAtom:
			for pos, variable := range l.atom.at {
				if variable == r.p.q.result && !l.known[pos] {
					return i
				}
			}
		}
	}
	return -1
}

// next moves to the next row.
func (r *executor) next(ctx context.Context) bool {
	if r.done || r.err != nil {
		return false
	}
	if !r.begun {
		if r.start(ctx); len(r.levels) == 0 && r.err == nil {
			return true
		}
	}
	for r.depth >= 0 && r.err == nil {
		if r.ticks++; r.ticks%engine.CheckEvery == 1 && admission.Yield(ctx) != nil {
			r.fail(ctx.Err())
			break
		}
		if !r.advance(ctx, &r.levels[r.depth]) {
			r.depth--
			continue
		}
		if r.depth == len(r.levels)-1 {
			return true
		}
		r.depth++
		r.enter(ctx, &r.levels[r.depth])
	}
	r.done = true
	return false
}

// start enters the first level. Without any level there is one row.
func (r *executor) start(ctx context.Context) {
	if !r.ordered {
		r.fail(r.order(ctx))
	}
	r.begun, r.depth = true, 0
	if r.err == nil && len(r.levels) > 0 {
		r.enter(ctx, &r.levels[0])
		return
	}
	r.depth = -1
}

// restart begins again with another node in the given variable.
func (r *executor) restart() { r.begun, r.done = false, r.err != nil }

// enter prepares a level for the current nodes of the levels above it.
func (r *executor) enter(ctx context.Context, l *execLevel) {
	l.begun, l.hit = false, false
	switch l.kind {
	case stepAtom:
		if l.join != nil {
			r.fail(l.join.begin(ctx))
			return
		}
		r.enterAtom(ctx, l)
	case stepScan:
		if l.source != nil {
			r.fail(l.source.Close())
		}
		l.source = r.p.sources[l.i].Iterate()
	}
}

// enterAtom prepares the adjacency list of a known end, or an index scan.
func (r *executor) enterAtom(ctx context.Context, l *execLevel) {
	var pattern codec.QuadIDs
	for pos, known := range l.known {
		if known {
			pattern[pos] = r.slots[l.atom.at[pos]]
		}
	}
	l.scanning, l.edges = false, nil
	if pattern[codec.Subject] != 0 && r.useAdjacencyList(ctx, l, access.Outgoing, pattern, pattern[codec.Object]) {
		return
	}
	if pattern[codec.Object] != 0 && r.useAdjacencyList(ctx, l, access.Incoming, pattern, pattern[codec.Subject]) {
		return
	}
	if l.scanning = true; l.scan == nil {
		l.scan = r.p.q.reader.ReusableScan(pattern)
		return
	}
	l.scan.Restart(pattern)
}

// useAdjacencyList makes a level iterate over the adjacency list of the pattern's node. It returns false if the list is
// not cached; the level then scans an index.
func (r *executor) useAdjacencyList(ctx context.Context, l *execLevel, direction int, pattern codec.QuadIDs, other codec.NodeID) bool {
	node := pattern[access.EndOf(direction)]
	found, err := r.p.q.reader.AdjacencyList(ctx, direction, node)
	if err != nil {
		r.fail(err)
		return true
	}
	if found == nil {
		return false
	}
	l.edges, l.from, l.node = found.With(pattern[codec.Predicate], other), direction, node
	return true
}

// advance moves a level to its next match and puts its nodes into the slots.
func (r *executor) advance(ctx context.Context, l *execLevel) bool {
	switch l.kind {
	case stepAtom:
		switch {
		case l.join != nil:
			return r.advanceJoin(ctx, l)
		case l.scanning:
			return r.advanceScan(ctx, l)
		}
		return r.advanceList(l)
	case stepScan:
		return r.advanceSource(ctx, l)
	case stepProbe:
		return r.ask(ctx, l, r.p.q.sources[l.i].variable)
	}
	first := !l.begun
	l.hit = (first || l.hit) && r.ask(ctx, l, r.p.q.optional[l.i].variable)
	return (first || l.hit) && r.err == nil
}

func (r *executor) advanceList(l *execLevel) bool {
	for len(l.edges) > 0 {
		e := l.edges[0]
		l.edges = l.edges[1:]
		if r.take(l, e.Quad(l.from, l.node)) {
			return true
		}
	}
	return false
}

func (r *executor) advanceJoin(ctx context.Context, l *execLevel) bool {
	ok, err := l.join.next(ctx)
	r.fail(err)
	r.slots[l.join.variable] = l.join.node
	return ok
}

func (r *executor) advanceScan(ctx context.Context, l *execLevel) bool {
	for l.scan.Next(ctx) {
		if r.take(l, l.scan.Current) {
			return true
		}
	}
	r.fail(l.scan.Err())
	return false
}

// take puts the nodes of a quad into the slots. It returns false if they contradict nodes that are bound already.
func (r *executor) take(l *execLevel, q codec.QuadIDs) bool {
	if q[codec.Label] == 0 && l.atom.labelled {
		return false
	}
	for pos, variable := range l.atom.at {
		switch {
		case variable == anyNode:
		case !l.known[pos] && !l.again[pos]:
			r.slots[variable] = q[pos]
		case r.slots[variable] != q[pos]:
			return false
		}
	}
	l.current = q
	return true
}

func (r *executor) advanceSource(ctx context.Context, l *execLevel) bool {
	for l.begun && l.source.NextPath(ctx) || l.source.Next(ctx) {
		l.begun = true
		if r.ticks++; r.ticks%engine.CheckEvery == 0 && admission.Yield(ctx) != nil {
			r.fail(ctx.Err())
			return false
		}
		if id, ok := l.source.Result().(codec.NodeID); ok {
			r.slots[r.p.q.sources[l.i].variable] = id
			return true
		}
	}
	r.fail(l.source.Err())
	return false
}

// ask reports whether a source yields the node of a variable; on later calls for the same node, whether it yields the node
// by another path.
func (r *executor) ask(ctx context.Context, l *execLevel, variable int) (ok bool) {
	if l.begun {
		ok = l.index.NextPath(ctx)
	} else {
		l.begun = true
		ok = l.index.Contains(ctx, r.slots[variable])
	}
	if !ok {
		r.fail(l.index.Err())
	}
	return ok
}

// fail keeps the first error.
func (r *executor) fail(err error) {
	if err != nil && r.err == nil {
		r.err = r.p.q.reader.Remember(err)
	}
}

// tag adds the tags of the current row to dst.
func (r *executor) tag(dst map[string]graph.Ref) {
	for i := range r.levels {
		l := &r.levels[i]
		switch {
		case l.kind == stepScan:
			l.source.TagResults(dst)
		case l.kind == stepProbe, l.kind == stepOptional && l.hit:
			l.index.TagResults(dst)
		}
	}
	for _, t := range r.p.q.tags {
		if id := r.slots[t.variable]; id != 0 {
			dst[t.name] = id
		}
	}
	for name, ref := range r.p.q.fixed {
		dst[name] = ref
	}
}

// result returns the node of the result, or the quad of the first atom.
func (r *executor) result() graph.Ref {
	if variable := r.p.q.result; variable != wholeQuad {
		return nodeRef(r.slots[variable])
	}
	for i := range r.levels {
		if l := &r.levels[i]; l.kind == stepAtom && l.i == 0 {
			return l.current
		}
	}
	return nil
}

// close closes everything that the levels opened.
func (r *executor) close() (err error) {
	r.done = true
	for i := range r.levels {
		l := &r.levels[i]
		if l.scan != nil {
			err = errors.Join(err, l.scan.Close())
		}
		if l.join != nil {
			err = errors.Join(err, l.join.close())
		}
		if l.source != nil {
			err = errors.Join(err, l.source.Close())
		}
		if l.index != nil {
			err = errors.Join(err, l.index.Close())
		}
	}
	return err
}

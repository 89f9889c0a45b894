package pebblestore

import (
	"context"
	"errors"

	"github.com/cayleygraph/cayley/graph"

	"graphd/internal/admission"
)

// runner evaluates a query depth first: each step of the order has a level, which goes through the ways to fulfil that step
// given the nodes of the levels before it. Nothing is gathered, and no value is read: a row is the variables' ids.
type runner struct {
	p       *plan
	given   int // the variable that is known beforehand
	levels  []level
	slots   []Node // by variable
	depth   int    // the level to go on with
	ordered bool   // there are levels
	begun   bool
	done    bool
	ticks   int
	err     error
}

// level is one step under evaluation.
type level struct {
	step
	atom    *atom
	edges   []edge // left to go through
	from    int    // the direction of the edges
	node    Node   // that they belong to
	walk    *walk  // goes through the index where there are no edges in memory
	walking bool
	current Quad
	scan    graph.Scanner
	index   graph.Index
	begun   bool
	hit     bool // an optional source yields the node
	meeting *meeting
}

func (p *plan) runner(given int) *runner {
	return &runner{p: p, given: given, slots: append([]Node(nil), p.q.bound...)}
}

// order decides the order of evaluation, and makes its levels.
func (r *runner) order(ctx context.Context) error {
	o, err := r.p.order(ctx, r.given)
	if err != nil {
		return err
	}
	r.ordered, r.levels = true, make([]level, len(o.steps))
	for i, s := range o.steps {
		l := &r.levels[i]
		l.step = s
		switch s.kind {
		case stepAtom:
			l.atom = &r.p.q.atoms[s.i]
			l.meeting = r.p.q.meeting(s)
		case stepProbe:
			l.index = r.p.sources[s.i].Lookup()
		case stepOptional:
			l.index = r.p.optional[s.i].Lookup()
		}
	}
	return nil
}

// holder is the level that finds the result; -1 where it is known beforehand.
func (r *runner) holder() int {
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

// next goes to the next row.
func (r *runner) next(ctx context.Context) bool {
	if r.done || r.err != nil {
		return false
	}
	if !r.begun {
		if r.start(ctx); len(r.levels) == 0 && r.err == nil {
			return true
		}
	}
	for r.depth >= 0 && r.err == nil {
		if r.ticks++; r.ticks%checkEvery == 1 && admission.Yield(ctx) != nil {
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

// start goes to the first level. Where there is none, there is one row.
func (r *runner) start(ctx context.Context) {
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

// restart begins anew with the node of a variable.
func (r *runner) restart() { r.begun, r.done = false, r.err != nil }

// enter begins a level for the nodes of the levels before it.
func (r *runner) enter(ctx context.Context, l *level) {
	l.begun, l.hit = false, false
	switch l.kind {
	case stepAtom:
		if l.meeting != nil {
			r.fail(l.meeting.begin(ctx))
			return
		}
		r.enterAtom(ctx, l)
	case stepScan:
		if l.scan != nil {
			r.fail(l.scan.Close())
		}
		l.scan = r.p.sources[l.i].Iterate()
	}
}

// enterAtom finds the edges of a known end, or walks an index.
func (r *runner) enterAtom(ctx context.Context, l *level) {
	var pattern Quad
	for pos, known := range l.known {
		if known {
			pattern[pos] = r.slots[l.atom.at[pos]]
		}
	}
	l.walking, l.edges = false, nil
	if pattern[subject] != 0 && r.useRun(ctx, l, outgoing, pattern, pattern[object]) {
		return
	}
	if pattern[object] != 0 && r.useRun(ctx, l, incoming, pattern, pattern[subject]) {
		return
	}
	if l.walking = true; l.walk == nil {
		l.walk = r.p.q.v.walk(pattern)
		l.walk.keep = true
		return
	}
	l.walk.restart(pattern)
}

func (r *runner) useRun(ctx context.Context, l *level, direction int, pattern Quad, other Node) bool {
	node := pattern[endOf(direction)]
	found, err := r.p.q.v.run(ctx, direction, node)
	if err != nil {
		r.fail(err)
		return true
	}
	if found == nil {
		return false
	}
	l.edges, l.from, l.node = found.with(pattern[predicate], other), direction, node
	return true
}

// advance goes to the next way of a level and puts its nodes into the slots.
func (r *runner) advance(ctx context.Context, l *level) bool {
	switch l.kind {
	case stepAtom:
		switch {
		case l.meeting != nil:
			return r.advanceMeeting(ctx, l)
		case l.walking:
			return r.advanceWalk(ctx, l)
		}
		return r.advanceRun(l)
	case stepScan:
		return r.advanceScan(ctx, l)
	case stepProbe:
		return r.ask(ctx, l, r.p.q.sources[l.i].variable)
	}
	first := !l.begun
	l.hit = (first || l.hit) && r.ask(ctx, l, r.p.q.optional[l.i].variable)
	return (first || l.hit) && r.err == nil
}

func (r *runner) advanceRun(l *level) bool {
	for len(l.edges) > 0 {
		e := l.edges[0]
		l.edges = l.edges[1:]
		if r.take(l, e.quad(l.from, l.node)) {
			return true
		}
	}
	return false
}

func (r *runner) advanceMeeting(ctx context.Context, l *level) bool {
	ok, err := l.meeting.next(ctx)
	r.fail(err)
	r.slots[l.meeting.variable] = l.meeting.node
	return ok
}

func (r *runner) advanceWalk(ctx context.Context, l *level) bool {
	for l.walk.Next(ctx) {
		if r.take(l, l.walk.current) {
			return true
		}
	}
	r.fail(l.walk.Err())
	return false
}

// take puts the nodes of a quad into the slots; false where they contradict what is known.
func (r *runner) take(l *level, q Quad) bool {
	if q[label] == 0 && l.atom.labelled {
		return false
	}
	for pos, variable := range l.atom.at {
		switch {
		case variable == anyone:
		case !l.known[pos] && !l.again[pos]:
			r.slots[variable] = q[pos]
		case r.slots[variable] != q[pos]:
			return false
		}
	}
	l.current = q
	return true
}

func (r *runner) advanceScan(ctx context.Context, l *level) bool {
	for l.begun && l.scan.NextPath(ctx) || l.scan.Next(ctx) {
		l.begun = true
		if r.ticks++; r.ticks%checkEvery == 0 && admission.Yield(ctx) != nil {
			r.fail(ctx.Err())
			return false
		}
		if id, ok := l.scan.Result().(Node); ok {
			r.slots[r.p.q.sources[l.i].variable] = id
			return true
		}
	}
	r.fail(l.scan.Err())
	return false
}

// ask tells whether a source yields the node of a variable, then whether it does so in another way.
func (r *runner) ask(ctx context.Context, l *level, variable int) (ok bool) {
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
func (r *runner) fail(err error) {
	if err != nil && r.err == nil {
		r.err = r.p.q.v.remember(err)
	}
}

// tag fills in the tags of the row.
func (r *runner) tag(dst map[string]graph.Ref) {
	for i := range r.levels {
		l := &r.levels[i]
		switch {
		case l.kind == stepScan:
			l.scan.TagResults(dst)
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

// result is the node of the result, or the quad of the first atom.
func (r *runner) result() graph.Ref {
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

// close closes everything below.
func (r *runner) close() (err error) {
	r.done = true
	for i := range r.levels {
		l := &r.levels[i]
		if l.walk != nil {
			err = errors.Join(err, l.walk.Close())
		}
		if l.meeting != nil {
			err = errors.Join(err, l.meeting.close())
		}
		if l.scan != nil {
			err = errors.Join(err, l.scan.Close())
		}
		if l.index != nil {
			err = errors.Join(err, l.index.Close())
		}
	}
	return err
}

package pebblestore

import (
	"context"
	"errors"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// steps is the quads of links whose nodes at some directions come from other iterators. It goes through the cheapest of
// these and looks its quads up, or through the links, and tests the rest.
type steps struct {
	l     *links
	from  []origin
	first int // the origin that must be gone through; -1 where there is none
}

// origin is where the node at a direction comes from.
type origin struct {
	at    quad.Direction
	nodes graph.IteratorShape
}

// scanLinks is the choice to go through the links themselves.
const scanLinks = -1

func (s *steps) String() string {
	text := s.l.String()
	for _, from := range s.from {
		text += " from " + from.at.String() + " " + from.nodes.String()
	}
	return text
}

// Iterate lists the results.
func (s *steps) Iterate() graph.Scanner {
	plan, err := s.choose(context.Background())
	scan := &stepScan{s: s, drive: plan.drive, links: linkScan{l: s.l, pattern: s.l.pattern, keep: true}, err: err}
	var rest []graph.IteratorShape
	for i, from := range s.from {
		if i != plan.drive {
			rest, scan.at = append(rest, from.nodes), append(scan.at, from.at)
		}
	}
	if plan.drive != scanLinks {
		scan.origin = s.from[plan.drive].nodes.Iterate()
	}
	scan.probes = newProbes(rest)
	return scan
}

// Lookup tests for results.
func (s *steps) Lookup() graph.Index {
	index := &stepIndex{s: s, links: linkIndex{linkScan{l: s.l, done: true}}}
	var all []graph.IteratorShape
	for _, from := range s.from {
		all = append(all, from.nodes)
	}
	index.probes = newProbes(all)
	return index
}

// plan is a way to go, with what it is expected to cost and to yield.
type plan struct {
	drive      int
	cost, rows int64
	probe      int64 // what a test for one result costs
}

// choose compares going through the links with going through each origin.
func (s *steps) choose(ctx context.Context) (plan, error) {
	all, err := s.l.v.size(ctx, s.l.pattern)
	if err != nil {
		return plan{drive: scanLinks}, err
	}
	fan, err := s.fan(all.Size)
	if err != nil {
		return plan{drive: scanLinks}, err
	}
	costs := make([]graph.IteratorCosts, len(s.from))
	var probing int64
	for i, from := range s.from {
		if costs[i], err = from.nodes.Stats(ctx); err != nil {
			return plan{drive: scanLinks}, err
		}
		probing = add(probing, costs[i].ContainsCost)
	}
	best := plan{drive: scanLinks, cost: mul(all.Size, add(costNext, probing)), rows: all.Size}
	for i, c := range costs {
		rows := min(mul(c.Size.Size, fan), all.Size)
		cost := add(mul(c.Size.Size, add(c.NextCost, costContains)), mul(rows, add(costNext, probing-c.ContainsCost)))
		if i == s.first || s.first < 0 && cost < best.cost {
			best = plan{drive: i, cost: cost, rows: rows}
		}
	}
	best.probe = add(costContains, mul(fan, probing))
	return best, nil
}

// fan is how many of n links are expected at one node: their mean over all nodes, and never less than one.
func (s *steps) fan(n int64) (int64, error) {
	c, err := s.l.v.Counters()
	return 1 + n/max(1, int64(c.Nodes)), err
}

// Stats estimates from the best plan.
func (s *steps) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	p, err := s.choose(ctx)
	return graph.IteratorCosts{
		NextCost: max(1, p.cost/max(1, p.rows)), ContainsCost: p.probe, Size: graph.Size{Size: p.rows},
	}, s.l.v.remember(err)
}

// Optimize has nothing to improve: the choice is made when the iterator starts.
func (s *steps) Optimize(context.Context) (graph.IteratorShape, bool) { return s, false }

// SubIterators are the origins.
func (s *steps) SubIterators() []graph.IteratorShape {
	var subs []graph.IteratorShape
	for _, from := range s.from {
		subs = append(subs, from.nodes)
	}
	return subs
}

// stepScan lists the results. Every way to reach one is a row of its own, so NextPath has nothing to add.
type stepScan struct {
	s      *steps
	drive  int
	origin graph.Scanner // nil where the links themselves are gone through
	links  linkScan
	probes probes
	at     []quad.Direction // of each probe
	inRow  bool             // the origin stands on a node
	found  bool             // the links stand on a result
	steps  int
	err    error
	done   bool
}

func (r *stepScan) String() string                { return r.s.String() }
func (r *stepScan) Result() graph.Ref             { return r.links.Result() }
func (r *stepScan) Err() error                    { return r.err }
func (*stepScan) NextPath(context.Context) bool   { return false }
func (r *stepScan) Next(ctx context.Context) bool { return !r.done && r.err == nil && r.step(ctx) }

// TagResults fills in the tags of the row.
func (r *stepScan) TagResults(dst map[string]graph.Ref) {
	if r.origin != nil {
		r.origin.TagResults(dst)
	}
	r.probes.tag(dst)
	r.links.TagResults(dst)
}

func (r *stepScan) step(ctx context.Context) bool {
	if r.found && r.probes.more(ctx) {
		return true
	}
	for r.found = false; ; {
		for r.nextLink(ctx) {
			if r.probes.hold(ctx, func(i int) graph.Ref { return nodeRef(r.links.current.At(r.at[i])) }) {
				r.found = true
				return true
			}
			if err := r.probes.err(); err != nil {
				return r.fail(err)
			}
		}
		if err := r.links.Err(); err != nil {
			return r.fail(err)
		}
		if r.origin == nil || !r.nextOrigin(ctx) {
			return r.fail(r.Close())
		}
	}
}

// nextLink goes to the next quad of the origin's node.
func (r *stepScan) nextLink(ctx context.Context) bool {
	if r.origin != nil && !r.inRow {
		return false
	}
	return r.links.Next(ctx)
}

// nextOrigin goes to the origin's next node, or to another way to the same one, and starts over with its quads.
func (r *stepScan) nextOrigin(ctx context.Context) bool {
	for r.inRow && r.origin.NextPath(ctx) || r.origin.Next(ctx) {
		r.inRow = true
		if r.steps++; r.steps%checkEvery == 0 && ctx.Err() != nil {
			break
		}
		if pattern, ok := r.s.bound(r.drive, r.origin.Result()); ok {
			r.links.restart(pattern)
			return true
		}
	}
	if err := r.origin.Err(); err != nil {
		r.fail(err)
	} else if err := ctx.Err(); err != nil {
		r.fail(err)
	}
	return false
}

// bound is the pattern with an origin's node in it.
func (s *steps) bound(i int, ref graph.Ref) (Quad, bool) {
	id, ok := ref.(Node)
	if !ok {
		return Quad{}, false
	}
	pattern, pos := s.l.pattern, position(s.from[i].at)
	if pattern[pos] != 0 && pattern[pos] != id {
		return Quad{}, false
	}
	pattern[pos] = id
	return pattern, true
}

// fail ends the scan, keeps the first error, and is false.
func (r *stepScan) fail(err error) bool {
	if r.done = true; r.err == nil {
		r.err = r.s.l.v.remember(err)
	}
	return false
}

// Close closes everything below.
func (r *stepScan) Close() error {
	r.done = true
	err := errors.Join(r.links.Close(), r.probes.close())
	if r.origin != nil {
		err = errors.Join(err, r.origin.Close())
	}
	return err
}

// stepIndex tests for results: it goes through the quads that yield one and asks every origin.
type stepIndex struct {
	s      *steps
	links  linkIndex
	probes probes
	err    error
}

func (x *stepIndex) String() string    { return x.s.String() }
func (x *stepIndex) Result() graph.Ref { return x.links.Result() }
func (x *stepIndex) Err() error        { return x.err }

// TagResults fills in the tags of the way found.
func (x *stepIndex) TagResults(dst map[string]graph.Ref) {
	x.probes.tag(dst)
	x.links.TagResults(dst)
}

// Contains finds the first way to ref.
func (x *stepIndex) Contains(ctx context.Context, ref graph.Ref) bool {
	return x.err == nil && x.search(ctx, x.links.Contains(ctx, ref))
}

// NextPath finds the next way to the same result.
func (x *stepIndex) NextPath(ctx context.Context) bool {
	return x.err == nil && (x.probes.more(ctx) || x.search(ctx, x.links.NextPath(ctx)))
}

func (x *stepIndex) search(ctx context.Context, ok bool) bool {
	for ; ok; ok = x.links.NextPath(ctx) {
		if x.probes.hold(ctx, func(i int) graph.Ref { return nodeRef(x.links.current.At(x.s.from[i].at)) }) {
			return true
		}
		if err := x.probes.err(); err != nil {
			x.err = x.s.l.v.remember(err)
			return false
		}
	}
	x.err = x.links.Err()
	return false
}

// Close closes everything below.
func (x *stepIndex) Close() error { return errors.Join(x.links.Close(), x.probes.close()) }

// add and mul keep estimates from running over.
func add(a, b int64) int64 { return min(a, maxCost) + min(b, maxCost) }
func mul(a, b int64) int64 {
	if a > 0 && b > maxCost/a {
		return maxCost
	}
	return a * b
}

const maxCost = 1 << 40

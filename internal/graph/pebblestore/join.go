package pebblestore

import (
	"context"
	"errors"

	"github.com/cayleygraph/cayley/graph"
)

// join is the nodes that all parts yield. It goes through the part for which this is expected to cost least, and tests
// the others. Tests of nodes that come in order are short steps forward on the same cursor: for parts that are
// ordered alike, this is a merge.
type join struct {
	v     *view
	parts []graph.IteratorShape
	first int // the part that must be gone through; -1 where there is none
}

func (j *join) String() string {
	text := "join("
	for i, part := range j.parts {
		if i > 0 {
			text += ", "
		}
		text += part.String()
	}
	return text + ")"
}

// choose compares going through each part. The probe of the result is what a test for one node in all parts costs.
func (j *join) choose(ctx context.Context) (plan, error) {
	costs, probing := make([]graph.IteratorCosts, len(j.parts)), int64(0)
	for i, part := range j.parts {
		var err error
		if costs[i], err = part.Stats(ctx); err != nil {
			return plan{}, err
		}
		probing = add(probing, costs[i].ContainsCost)
	}
	best := plan{cost: 1 << 62}
	rows := costs[0].Size.Size
	for i, c := range costs {
		cost := mul(c.Size.Size, add(c.NextCost, probing-c.ContainsCost))
		if i == j.first || j.first < 0 && cost < best.cost {
			best.drive, best.cost = i, cost
		}
		rows = min(rows, c.Size.Size)
	}
	best.rows, best.probe = rows, probing
	return best, nil
}

// Iterate lists the results.
func (j *join) Iterate() graph.Scanner {
	p, err := j.choose(context.Background())
	scan := &joinScan{j: j, err: j.v.remember(err), drive: j.parts[p.drive].Iterate()}
	var rest []graph.IteratorShape
	for i, part := range j.parts {
		if i != p.drive {
			rest = append(rest, part)
		}
	}
	scan.probes = newProbes(rest)
	return scan
}

// Lookup tests for results.
func (j *join) Lookup() graph.Index { return &joinIndex{j: j, probes: newProbes(j.parts)} }

// Stats estimates from the best plan.
func (j *join) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	p, err := j.choose(ctx)
	return graph.IteratorCosts{
		NextCost: max(1, p.cost/max(1, p.rows)), ContainsCost: p.probe, Size: graph.Size{Size: p.rows},
	}, j.v.remember(err)
}

// Optimize has nothing to improve: the choice is made when the iterator starts.
func (j *join) Optimize(context.Context) (graph.IteratorShape, bool) { return j, false }

// SubIterators are the parts.
func (j *join) SubIterators() []graph.IteratorShape { return j.parts }

// joinScan lists the results. Every way to reach one is a row of its own, so NextPath has nothing to add.
type joinScan struct {
	j      *join
	drive  graph.Scanner
	probes probes
	on     bool // drive stands on a node
	found  bool // and all probes hold
	done   bool
	err    error
}

func (r *joinScan) String() string                { return r.j.String() }
func (r *joinScan) Result() graph.Ref             { return r.drive.Result() }
func (r *joinScan) Err() error                    { return r.err }
func (*joinScan) NextPath(context.Context) bool   { return false }
func (r *joinScan) Next(ctx context.Context) bool { return !r.done && r.err == nil && r.step(ctx) }

// TagResults fills in the tags of the row.
func (r *joinScan) TagResults(dst map[string]graph.Ref) {
	r.drive.TagResults(dst)
	r.probes.tag(dst)
}

func (r *joinScan) step(ctx context.Context) bool {
	if r.found && r.probes.more(ctx) {
		return true
	}
	r.found = false
	for r.on && r.drive.NextPath(ctx) || r.drive.Next(ctx) {
		r.on = true
		node := r.drive.Result()
		if r.probes.hold(ctx, func(int) graph.Ref { return node }) {
			r.found = true
			return true
		}
		if r.err = r.j.v.remember(r.probes.err()); r.err != nil {
			return false
		}
	}
	if r.err = r.drive.Err(); r.err == nil {
		r.err = r.j.v.remember(ctx.Err())
	}
	if err := r.Close(); r.err == nil {
		r.err = r.j.v.remember(err)
	}
	return false
}

// Close closes everything below.
func (r *joinScan) Close() error {
	r.done = true
	return errors.Join(r.drive.Close(), r.probes.close())
}

// joinIndex tests for results.
type joinIndex struct {
	j      *join
	probes probes
	result graph.Ref
	err    error
}

func (x *joinIndex) String() string                      { return x.j.String() }
func (x *joinIndex) Result() graph.Ref                   { return x.result }
func (x *joinIndex) Err() error                          { return x.err }
func (x *joinIndex) TagResults(dst map[string]graph.Ref) { x.probes.tag(dst) }
func (x *joinIndex) NextPath(ctx context.Context) bool   { return x.err == nil && x.probes.more(ctx) }
func (x *joinIndex) Close() error                        { return x.probes.close() }

// Contains tells whether every part yields ref.
func (x *joinIndex) Contains(ctx context.Context, ref graph.Ref) bool {
	if x.err != nil {
		return false
	}
	x.result = ref
	ok := x.probes.hold(ctx, func(int) graph.Ref { return ref })
	x.err = x.j.v.remember(x.probes.err())
	return ok && x.err == nil
}

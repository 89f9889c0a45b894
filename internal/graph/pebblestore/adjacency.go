package pebblestore

import (
	"cmp"
	"context"
	"slices"
	"sort"
)

// edge is a quad as its subject or its object sees it: what is at the other positions.
type edge struct{ predicate, other, label Node }

const edgeBytes = 24

func (e edge) compare(f edge) int {
	return cmp.Or(cmp.Compare(e.predicate, f.predicate), cmp.Compare(e.other, f.other), cmp.Compare(e.label, f.label))
}

// run is the edges of one node in one direction, sorted, as of one state. Of a node with too many it only says so.
type run struct {
	edges []edge
	many  bool
	state uint64
}

func (r *run) weight() int64 { return 64 + edgeBytes*int64(cap(r.edges)) }

// with is the edges that have a predicate and another end; 0 stands for any; the other end is
// only looked at with a predicate.
func (r *run) with(predicate, other Node) []edge {
	edges := r.edges
	if predicate == 0 {
		return edges
	}
	if len(edges) <= 16 {
		for len(edges) > 0 && before(edges[0], predicate, other) {
			edges = edges[1:]
		}
	} else {
		edges = edges[sort.Search(len(edges), func(i int) bool { return !before(edges[i], predicate, other) }):]
	}
	if other == 0 && len(edges) > 16 {
		return edges[:sort.Search(len(edges), func(i int) bool { return edges[i].predicate > predicate })]
	}
	n := 0
	for n < len(edges) && edges[n].predicate == predicate && (other == 0 || edges[n].other == other) {
		n++
	}
	return edges[:n]
}

// match hands the quads of a node's edges that fit a pattern to use.
func (r *run) match(direction int, pattern Quad, use func(Quad) error) error {
	node := pattern[endOf(direction)]
	for _, e := range r.with(pattern[predicate], 0) {
		if err := use(e.quad(direction, node)); err != nil {
			return err
		}
	}
	return nil
}

// quad is the edge of a node in a direction as a whole.
func (e edge) quad(direction int, node Node) Quad {
	if direction == incoming {
		return Quad{e.other, e.predicate, node, e.label}
	}
	return Quad{node, e.predicate, e.other, e.label}
}

func before(e edge, predicate, other Node) bool {
	return e.predicate < predicate || e.predicate == predicate && e.other < other
}

// adjacency keeps runs in memory: where a query goes back and forth between neighbours it reads no keys. It belongs to the
// store; each snapshot takes from it what is true in its own state.
type adjacency struct {
	runs [2]*paged[run] // outgoing, incoming
	most uint64         // edges of a run
}

// leastRuns is how many runs fit into the budget, however long they are.
const leastRuns = 192

func newAdjacency(b *budget) *adjacency {
	a := &adjacency{most: uint64(b.limit / leastRuns / edgeBytes)}
	for i := range a.runs {
		a.runs[i] = newPaged(b, (*run).weight)
	}
	return a
}

// run is the edges of a node in a direction; nil where they are too many to be kept, or where this view keeps none.
func (v *view) run(ctx context.Context, direction int, id Node) (*run, error) {
	if v.near == nil {
		return nil, nil
	}
	runs := v.near.edges.runs[direction]
	found := runs.get(id)
	if found == nil || !v.near.states.same(direction, uint64(id), found.state, v.state) {
		var err error
		if found, err = v.readRun(ctx, direction, id); err != nil {
			return nil, err
		}
		runs.put(id, found)
	}
	if found.many {
		return nil, nil
	}
	return found, nil
}

// fewEdges is up to how many edges of a node are read without asking for their number first.
const fewEdges = 32

func (v *view) readRun(ctx context.Context, direction int, id Node) (*run, error) {
	r := &run{state: v.state}
	at, other := subject, object
	if direction == incoming {
		at, other = object, subject
	}
	var pattern Quad
	pattern[at] = id
	w := v.walk(pattern)
	defer w.Close()
	for w.Next(ctx) {
		if len(r.edges) == fewEdges {
			c, err := v.dict.countsOf(id)
			if err != nil {
				return nil, err
			}
			if c[at] > v.near.edges.most {
				return &run{state: v.state, many: true}, nil
			}
			r.edges = slices.Grow(r.edges, int(c[at])-fewEdges)
		}
		q := w.current
		r.edges = append(r.edges, edge{q[predicate], q[other], q[label]})
	}
	if len(r.edges) < fewEdges {
		r.edges = slices.Clip(slices.Clone(r.edges))
	}
	slices.SortFunc(r.edges, edge.compare)
	return r, w.Err()
}

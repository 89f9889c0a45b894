package subgraph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"graphd/internal/graph/pebblestore"
)

// beyond is what lies one edge further than the frontier: of each node its most connected neighbours.
func (w *traversal) beyond(ctx context.Context, frontier []*visit) (degreeHeap, error) {
	var next degreeHeap
	for _, s := range frontier {
		near, err := w.neighbours(ctx, s)
		if err != nil {
			return nil, err
		}
		for _, c := range near {
			if !c.chosen {
				c.chosen = true
				next = append(next, c)
			}
		}
	}
	next.order()
	return next, nil
}

// neighbours are the most connected nodes at the edges of s that are not in. It counts the edges.
func (w *traversal) neighbours(ctx context.Context, s *visit) ([]*visit, error) {
	s.open, s.reach = true, 0
	near := topNeighbours{most: w.req.PerNode}
	if w.req.Direction != In {
		for _, q := range s.own {
			if err := w.consider(s, q, q[objectAt], &near); err != nil {
				return nil, err
			}
		}
	}
	if w.req.Direction != Out {
		if err := w.incoming(ctx, s, &near); err != nil {
			return nil, err
		}
	}
	best := near.best()
	w.crowd = w.crowd || near.crowd
	return best, nil
}

// incoming considers the edges that come to s. Once there is no room for them they are only counted.
func (w *traversal) incoming(ctx context.Context, s *visit, near *topNeighbours) error {
	degree, err := w.s.Degree(s.id)
	if err != nil {
		return err
	}
	if w.full && w.documents == nil && w.read+int(degree.In) <= maxQuadsRead {
		w.read += int(degree.In)
		bundles, err := w.s.Tally(ctx, s.id)
		s.reach += w.sum(bundles) + int(s.odd)
		return err
	}
	return w.scan(ctx, quadIDs{objectAt: s.id}, func(q quadIDs) error { return w.consider(s, q, q[subjectAt], near) })
}

// sum is how many of the edges the request lets through.
func (w *traversal) sum(bundles []pebblestore.Bundle) (edges int) {
	for _, b := range bundles {
		if w.wanted[b.Class] && (w.predicates == nil || w.predicates[b.Predicate]) {
			edges += int(b.Edges)
		}
	}
	return edges
}

// consider counts an edge of s that the request lets through, and puts its other end among the topNeighbours where that is new.
func (w *traversal) consider(s *visit, q quadIDs, other nodeID, near *topNeighbours) error {
	if !w.follows(q) || !w.within(q) {
		return nil
	}
	k, err := w.s.Class(other)
	if err != nil {
		return err
	}
	c := w.visits[other]
	if !w.wanted[k] && (c == nil || c.inclusion == nil) {
		return nil
	}
	s.reach++
	mark := int32(s.place + 1)
	if w.full || c != nil && (c.inclusion != nil || c.seenBy == mark) {
		return nil
	}
	if c == nil {
		if degree, err := w.s.Degree(other); err != nil || near.passes(total(degree)) {
			return err
		}
		c = w.visit(other, k)
	}
	if err := w.weigh(c); err != nil {
		return err
	}
	c.seenBy = mark
	near.offer(c)
	return nil
}

// weigh reads what a node is ranked by, once.
func (w *traversal) weigh(s *visit) error {
	if s.text != "" {
		return nil
	}
	degree, err := w.s.Degree(s.id)
	if err != nil {
		return err
	}
	value, err := w.s.Value(s.id)
	s.degree, s.text = total(degree), textOf(value)
	return err
}

func total(d pebblestore.Degree) uint64 { return d.Out + d.In }

// compareRank puts the most connected first; equals by their text.
func compareRank(a, b *visit) int {
	if a.degree != b.degree {
		return cmp.Compare(b.degree, a.degree)
	}
	return strings.Compare(a.text, b.text)
}

// topNeighbours keeps the most connected of the nodes that it is offered, each once.
type topNeighbours struct {
	most  int
	kept  []*visit
	bar   *visit // once there were more than most: the last of those that were kept then
	crowd bool   // there were more than most
}

func (n *topNeighbours) offer(s *visit) {
	if n.bar != nil && compareRank(s, n.bar) > 0 {
		return
	}
	if n.kept = append(n.kept, s); len(n.kept) >= 2*n.most+8 {
		n.cut()
	}
}

// passes tells whether a node of this degree is surely not among the most connected.
func (n *topNeighbours) passes(degree uint64) bool { return n.bar != nil && degree < n.bar.degree }

func (n *topNeighbours) cut() {
	slices.SortFunc(n.kept, compareRank)
	n.kept = n.kept[:n.most]
	n.bar, n.crowd = n.kept[n.most-1], true
}

// best is what is kept, in no order.
func (n *topNeighbours) best() []*visit {
	if len(n.kept) > n.most {
		n.cut()
	}
	return n.kept
}

// degreeHeap hands out the most connected of its nodes first. It is a heap.
type degreeHeap []*visit

func (q degreeHeap) order() {
	for i := len(q)/2 - 1; i >= 0; i-- {
		q.sink(i)
	}
}

func (q *degreeHeap) pop() *visit {
	first, last := (*q)[0], len(*q)-1
	(*q)[0] = (*q)[last]
	*q = (*q)[:last]
	q.sink(0)
	return first
}

func (q degreeHeap) sink(at int) {
	for {
		child := 2*at + 1
		if child+1 < len(q) && compareRank(q[child+1], q[child]) < 0 {
			child++
		}
		if child >= len(q) || compareRank(q[at], q[child]) <= 0 {
			return
		}
		q[at], q[child] = q[child], q[at]
		at = child
	}
}

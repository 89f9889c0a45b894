package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"graphd/internal/graph/pebblestore"
)

// beyond is what lies one edge further than the frontier: of each node its most connected neighbours.
func (w *walk) beyond(ctx context.Context, frontier []*spot) (queue, error) {
	var next queue
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
func (w *walk) neighbours(ctx context.Context, s *spot) ([]*spot, error) {
	s.open, s.reach = true, 0
	near := nearest{most: w.req.PerNode}
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
func (w *walk) incoming(ctx context.Context, s *spot, near *nearest) error {
	degree, err := w.s.Degree(s.id)
	if err != nil {
		return err
	}
	if w.full && w.documents == nil && w.read+int(degree.In) <= mostRead {
		w.read += int(degree.In)
		bundles, err := w.s.Tally(ctx, s.id)
		s.reach += w.sum(bundles) + int(s.odd)
		return err
	}
	return w.scan(ctx, quadIDs{objectAt: s.id}, func(q quadIDs) error { return w.consider(s, q, q[subjectAt], near) })
}

// sum is how many of the edges the request lets through.
func (w *walk) sum(bundles []pebblestore.Bundle) (edges int) {
	for _, b := range bundles {
		if w.wanted[b.Class] && (w.predicates == nil || w.predicates[b.Predicate]) {
			edges += int(b.Edges)
		}
	}
	return edges
}

// consider counts an edge of s that the request lets through, and puts its other end among the nearest where that is new.
func (w *walk) consider(s *spot, q quadIDs, other nodeID, near *nearest) error {
	if !w.follows(q) || !w.within(q) {
		return nil
	}
	k, err := w.s.Class(other)
	if err != nil {
		return err
	}
	c := w.spots[other]
	if !w.wanted[k] && (c == nil || c.member == nil) {
		return nil
	}
	s.reach++
	mark := int32(s.place + 1)
	if w.full || c != nil && (c.member != nil || c.seenBy == mark) {
		return nil
	}
	if c == nil {
		if degree, err := w.s.Degree(other); err != nil || near.passes(total(degree)) {
			return err
		}
		c = w.spot(other, k)
	}
	if err := w.weigh(c); err != nil {
		return err
	}
	c.seenBy = mark
	near.offer(c)
	return nil
}

// weigh reads what a node is ranked by, once.
func (w *walk) weigh(s *spot) error {
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
func compareRank(a, b *spot) int {
	if a.degree != b.degree {
		return cmp.Compare(b.degree, a.degree)
	}
	return strings.Compare(a.text, b.text)
}

// nearest keeps the most connected of the nodes that it is offered, each once.
type nearest struct {
	most  int
	kept  []*spot
	bar   *spot // once there were more than most: the last of those that were kept then
	crowd bool  // there were more than most
}

func (n *nearest) offer(s *spot) {
	if n.bar != nil && compareRank(s, n.bar) > 0 {
		return
	}
	if n.kept = append(n.kept, s); len(n.kept) >= 2*n.most+8 {
		n.cut()
	}
}

// passes tells whether a node of this degree is surely not among the most connected.
func (n *nearest) passes(degree uint64) bool { return n.bar != nil && degree < n.bar.degree }

func (n *nearest) cut() {
	slices.SortFunc(n.kept, compareRank)
	n.kept = n.kept[:n.most]
	n.bar, n.crowd = n.kept[n.most-1], true
}

// best is what is kept, in no order.
func (n *nearest) best() []*spot {
	if len(n.kept) > n.most {
		n.cut()
	}
	return n.kept
}

// queue hands out the most connected of its nodes first. It is a heap.
type queue []*spot

func (q queue) order() {
	for i := len(q)/2 - 1; i >= 0; i-- {
		q.sink(i)
	}
}

func (q *queue) pop() *spot {
	first, last := (*q)[0], len(*q)-1
	(*q)[0] = (*q)[last]
	*q = (*q)[:last]
	q.sink(0)
	return first
}

func (q queue) sink(at int) {
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

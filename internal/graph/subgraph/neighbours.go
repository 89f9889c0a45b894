package subgraph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
)

// expand returns the nodes one edge beyond the frontier: of each node its best connected neighbours.
func (t *traversal) expand(ctx context.Context, frontier []*visit) (degreeHeap, error) {
	var next degreeHeap
	for _, s := range frontier {
		near, err := t.neighbours(ctx, s)
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

// neighbours returns the best connected nodes at the selected edges of s that are not yet included, and counts those edges
// in s.reach.
func (t *traversal) neighbours(ctx context.Context, s *visit) ([]*visit, error) {
	s.expanded, s.reach = true, 0
	near := topNeighbours{most: t.sel.PerNode}
	if t.sel.Direction != In {
		for _, q := range s.own {
			if err := t.consider(s, q, q[codec.Object], &near); err != nil {
				return nil, err
			}
		}
	}
	if t.sel.Direction != Out {
		if err := t.incoming(ctx, s, &near); err != nil {
			return nil, err
		}
	}
	best := near.best()
	t.overflow = t.overflow || near.overflow
	return best, nil
}

// incoming considers the edges that lead to s. When the subgraph is full it only counts them.
func (t *traversal) incoming(ctx context.Context, s *visit, near *topNeighbours) error {
	degree, err := t.snapshot.Degree(s.id)
	if err != nil {
		return err
	}
	if t.full && t.documents == nil && t.read+int(degree.In) <= maxQuadsRead {
		t.read += int(degree.In)
		counts, err := t.snapshot.Tally(ctx, s.id)
		s.reach += t.sum(counts) + int(s.unselected)
		return err
	}
	return t.scan(ctx, codec.QuadIDs{codec.Object: s.id}, func(q codec.QuadIDs) error { return t.consider(s, q, q[codec.Subject], near) })
}

// sum returns the number of selected edges in counts.
func (t *traversal) sum(counts []access.EdgeCount) (edges int) {
	for _, b := range counts {
		if t.selected[b.Class] && (t.predicates == nil || t.predicates[b.Predicate]) {
			edges += int(b.Edges)
		}
	}
	return edges
}

// consider counts an edge of s if it is selected, and offers its other end to near unless that is included already.
func (t *traversal) consider(s *visit, q codec.QuadIDs, other codec.NodeID, near *topNeighbours) error {
	if !t.follows(q) || !t.within(q) {
		return nil
	}
	k, err := t.snapshot.Class(other)
	if err != nil {
		return err
	}
	c := t.visits[other]
	if !t.selected[k] && (c == nil || c.inclusion == nil) {
		return nil
	}
	s.reach++
	mark := int32(s.place + 1)
	if t.full || c != nil && (c.inclusion != nil || c.seenBy == mark) {
		return nil
	}
	if c == nil {
		if degree, err := t.snapshot.Degree(other); err != nil || near.excludes(total(degree)) {
			return err
		}
		c = t.visit(other, k)
	}
	if err := t.weigh(c); err != nil {
		return err
	}
	c.seenBy = mark
	near.offer(c)
	return nil
}

// weigh reads the degree and the text by which a node is ranked, once.
func (t *traversal) weigh(s *visit) error {
	if s.text != "" {
		return nil
	}
	degree, err := t.snapshot.Degree(s.id)
	if err != nil {
		return err
	}
	value, err := t.snapshot.Value(s.id)
	s.degree, s.text = total(degree), textOf(value)
	return err
}

// total returns the number of quads in both directions.
func total(d access.Degree) uint64 { return d.Out + d.In }

// compareRank orders nodes by descending degree, then by text.
func compareRank(a, b *visit) int {
	if a.degree != b.degree {
		return cmp.Compare(b.degree, a.degree)
	}
	return strings.Compare(a.text, b.text)
}

// topNeighbours keeps the best ranked of the nodes that it is offered. Each node must be offered only once.
type topNeighbours struct {
	most     int
	kept     []*visit
	worst    *visit // the last of the best nodes so far; nil until more than most were offered
	overflow bool   // more than most were offered
}

// offer adds a node to those that are ranked.
func (n *topNeighbours) offer(s *visit) {
	if n.worst != nil && compareRank(s, n.worst) > 0 {
		return
	}
	if n.kept = append(n.kept, s); len(n.kept) >= 2*n.most+8 {
		n.cut()
	}
}

// excludes reports whether a node of this degree cannot be among the best any more.
func (n *topNeighbours) excludes(degree uint64) bool {
	return n.worst != nil && degree < n.worst.degree
}

// cut drops all but the best nodes.
func (n *topNeighbours) cut() {
	slices.SortFunc(n.kept, compareRank)
	n.kept = n.kept[:n.most]
	n.worst, n.overflow = n.kept[n.most-1], true
}

// best returns the best ranked nodes, unordered.
func (n *topNeighbours) best() []*visit {
	if len(n.kept) > n.most {
		n.cut()
	}
	return n.kept
}

// degreeHeap is a binary heap whose first node is the best ranked.
type degreeHeap []*visit

// order establishes the heap.
func (q degreeHeap) order() {
	for i := len(q)/2 - 1; i >= 0; i-- {
		q.sink(i)
	}
}

// pop removes and returns the best ranked node.
func (q *degreeHeap) pop() *visit {
	first, last := (*q)[0], len(*q)-1
	(*q)[0] = (*q)[last]
	*q = (*q)[:last]
	q.sink(0)
	return first
}

// sink moves a node down to its position.
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

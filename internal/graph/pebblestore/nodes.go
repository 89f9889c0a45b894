package pebblestore

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"

	"graphd/internal/admission"
)

// nodes is every value that stands in a quad, in the order of the ids.
type nodes struct{ v *view }

func (*nodes) String() string { return "nodes" }

// Iterate lists them.
func (n *nodes) Iterate() graph.Scanner { return &nodeScan{v: n.v} }

// Lookup tests for them.
func (n *nodes) Lookup() graph.Index { return &nodeScan{v: n.v} }

// Stats is exact: the store counts its nodes.
func (n *nodes) Stats(context.Context) (graph.IteratorCosts, error) {
	c, err := n.v.Counters()
	return graph.IteratorCosts{
		NextCost: costNext, ContainsCost: costContains, Size: graph.Size{Size: int64(c.Nodes), Exact: true},
	}, err
}

// Optimize has nothing to improve.
func (n *nodes) Optimize(context.Context) (graph.IteratorShape, bool) { return n, false }

// SubIterators is empty.
func (*nodes) SubIterators() []graph.IteratorShape { return nil }

// nodeScan walks the table of counts, or looks single nodes up in it.
type nodeScan struct {
	v       *view
	cur     *cursor
	current Node
	steps   int
	done    bool
	err     error
}

func (*nodeScan) String() string                  { return "nodes" }
func (*nodeScan) TagResults(map[string]graph.Ref) {}
func (*nodeScan) NextPath(context.Context) bool   { return false }
func (s *nodeScan) Err() error                    { return s.err }
func (s *nodeScan) Result() graph.Ref             { return nodeRef(s.current) }
func (s *nodeScan) Next(ctx context.Context) bool { return !s.done && s.step(ctx) }
func (s *nodeScan) Close() error                  { return s.finish(nil) }

func (s *nodeScan) step(ctx context.Context) bool {
	if s.steps++; s.steps%checkEvery == 1 && admission.Yield(ctx) != nil {
		return s.finish(ctx.Err()) == nil && false
	}
	prefix := []byte{tableCounts}
	var ok bool
	if s.cur != nil {
		ok = s.cur.next(prefix)
	} else if s.cur, s.err = s.v.cursors.take(tableCounts); s.err == nil {
		ok = s.cur.seek(prefix, prefix)
	}
	if !ok {
		s.finish(s.err)
		return false
	}
	id, n := decodeID(s.cur.it.Key()[1:])
	if n == 0 {
		s.finish(fmt.Errorf("%w: a key of table %q is cut short", ErrCorrupt, tableCounts))
		return false
	}
	s.current = id
	return true
}

// Contains tells whether a node stands in a quad.
func (s *nodeScan) Contains(ctx context.Context, ref graph.Ref) bool {
	id, ok := ref.(Node)
	if !ok || s.err != nil {
		return false
	}
	c, err := s.v.dict.countsOf(id)
	if err != nil {
		s.finish(err)
		return false
	}
	s.current = id
	return c.total() > 0
}

// finish ends the walk, for good, and keeps the first error.
func (s *nodeScan) finish(err error) error {
	s.done = true
	if s.cur != nil {
		if closing := s.v.cursors.give(s.cur); err == nil {
			err = closing
		}
		s.cur = nil
	}
	if s.err == nil && err != nil {
		s.err = s.v.remember(err)
	}
	return s.err
}

// nodeRef is a node as a reference; nil where there is none.
func nodeRef(id Node) graph.Ref {
	if id == 0 {
		return nil
	}
	return id
}

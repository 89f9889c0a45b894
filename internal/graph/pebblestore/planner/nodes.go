package planner

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"

	"graphd/internal/admission"
	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// allNodes lists every value that occurs in a quad, in ascending order of the ids.
type allNodes struct{ reader *access.QuadReader }

// NodeIterator returns an iterator over every value that occurs in a quad, in ascending order of the ids.
func NodeIterator(r *access.QuadReader) graph.Iterator { return graph.NewLegacy(&allNodes{r}, nil) }

func (*allNodes) String() string { return "nodes" }

// Iterate returns a scanner of the nodes.
func (n *allNodes) Iterate() graph.Scanner { return &allNodesScan{reader: n.reader} }

// Lookup returns a test for single nodes.
func (n *allNodes) Lookup() graph.Index { return &allNodesScan{reader: n.reader} }

// Stats returns the exact number of nodes.
func (n *allNodes) Stats(context.Context) (graph.IteratorCosts, error) {
	c, err := n.reader.Counters()
	return graph.IteratorCosts{
		NextCost: costNext, ContainsCost: costContains, Size: graph.Size{Size: int64(c.Nodes), Exact: true},
	}, err
}

// Optimize returns n.
func (n *allNodes) Optimize(context.Context) (graph.IteratorShape, bool) { return n, false }

// SubIterators returns nil.
func (*allNodes) SubIterators() []graph.IteratorShape { return nil }

// allNodesScan scans the table of counts, or looks up single nodes in it.
type allNodesScan struct {
	reader  *access.QuadReader
	cur     *engine.TableCursor
	current codec.NodeID
	steps   int
	done    bool
	err     error
}

func (*allNodesScan) String() string                  { return "nodes" }
func (*allNodesScan) TagResults(map[string]graph.Ref) {}
func (*allNodesScan) NextPath(context.Context) bool   { return false }
func (s *allNodesScan) Err() error                    { return s.err }
func (s *allNodesScan) Result() graph.Ref             { return nodeRef(s.current) }
func (s *allNodesScan) Next(ctx context.Context) bool { return !s.done && s.step(ctx) }
func (s *allNodesScan) Close() error                  { return s.finish(nil) }

func (s *allNodesScan) step(ctx context.Context) bool {
	if s.steps++; s.steps%engine.CheckEvery == 1 && admission.Yield(ctx) != nil {
		return s.finish(ctx.Err()) == nil && false
	}
	prefix := []byte{codec.TableCounts}
	var ok bool
	if s.cur != nil {
		ok = s.cur.Next(prefix)
	} else if s.cur, s.err = s.reader.Cursors.Take(codec.TableCounts); s.err == nil {
		ok = s.cur.Seek(prefix, prefix)
	}
	if !ok {
		_ = s.finish(s.err) // Err returns it
		return false
	}
	id, n := codec.DecodeID(s.cur.Iter.Key()[1:])
	if n == 0 {
		_ = s.finish(fmt.Errorf("%w: a key of table %q is truncated", codec.ErrCorrupt, codec.TableCounts))
		return false
	}
	s.current = id
	return true
}

// Contains reports whether a node occurs in a quad.
func (s *allNodesScan) Contains(ctx context.Context, ref graph.Ref) bool {
	id, ok := ref.(codec.NodeID)
	if !ok || s.err != nil {
		return false
	}
	c, err := s.reader.CountsOf(id)
	if err != nil {
		_ = s.finish(err) // Err returns it
		return false
	}
	s.current = id
	return c.Total() > 0
}

// finish ends the scan for good and keeps the first error.
func (s *allNodesScan) finish(err error) error {
	s.done = true
	if s.cur != nil {
		if closing := s.reader.Cursors.Give(s.cur); err == nil {
			err = closing
		}
		s.cur = nil
	}
	if s.err == nil && err != nil {
		s.err = s.reader.Remember(err)
	}
	return s.err
}

// nodeRef returns a node as a Cayley reference, nil for 0.
func nodeRef(id codec.NodeID) graph.Ref {
	if id == 0 {
		return nil
	}
	return id
}

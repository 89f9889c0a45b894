package pebblestore

import (
	"context"
	"fmt"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// Costs of iterators, in units of one step along an index. A test for one node is a seek.
const (
	costNext     = 1
	costContains = 4
)

// links is the quads that match a pattern, and what a query wants of them: the quads themselves, or the nodes at one
// direction. It is Cayley's LinksTo, HasA and QuadsAction in one scan of one index.
type links struct {
	v       *view
	pattern Quad           // 0: open
	result  quad.Direction // quad.Any: the quads themselves
	save    []saved        // a quad that lacks a label to save does not match
}

// saved is a tag that gets the node at a direction.
type saved struct {
	tag string
	at  quad.Direction
}

func newLinks(v *view, pattern Quad) *links { return &links{v: v, pattern: pattern} }

// String shows the pattern and the result: "links(_ 17 _ _ → object)".
func (l *links) String() string {
	var b strings.Builder
	b.WriteString("links(")
	for _, id := range l.pattern {
		if id == 0 {
			b.WriteString("_ ")
		} else {
			fmt.Fprintf(&b, "%d ", id)
		}
	}
	if l.result == quad.Any {
		return b.String() + "→ quad)"
	}
	return b.String() + "→ " + l.result.String() + ")"
}

// Iterate lists the results in the order of the index.
func (l *links) Iterate() graph.Scanner { return l.scan() }

// Lookup tests for results.
func (l *links) Lookup() graph.Index { return &linkIndex{linkScan{l: l, done: true}} }

// Stats sizes the pattern from the store's counts.
func (l *links) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	size, err := l.v.size(ctx, l.pattern)
	return graph.IteratorCosts{NextCost: costNext, ContainsCost: costContains, Size: size}, err
}

// Optimize has nothing to improve.
func (l *links) Optimize(context.Context) (graph.IteratorShape, bool) { return l, false }

// SubIterators is empty.
func (*links) SubIterators() []graph.IteratorShape { return nil }

func (l *links) scan() *linkScan { return &linkScan{l: l, pattern: l.pattern} }

// wantsLabel tells whether an unlabelled quad has nothing to give.
func (l *links) wantsLabel() bool {
	if l.result == quad.Label {
		return true
	}
	for _, save := range l.save {
		if save.at == quad.Label {
			return true
		}
	}
	return false
}

// linkScan walks the matching quads.
type linkScan struct {
	l       *links
	pattern Quad // that of l, or a narrower one
	begun   bool
	keep    bool // the cursor stays for a restart
	x       *index
	prefix  []byte
	cur     *cursor
	current Quad
	steps   int
	done    bool
	err     error
}

func (s *linkScan) String() string                { return s.l.String() }
func (s *linkScan) Err() error                    { return s.err }
func (s *linkScan) Next(ctx context.Context) bool { return !s.done && s.step(ctx) }
func (s *linkScan) Close() error                  { return s.finish(nil) }

// NextPath is false: a quad is reached in one way.
func (*linkScan) NextPath(context.Context) bool { return false }

// Result is the quad, or its node at the wanted direction.
func (s *linkScan) Result() graph.Ref {
	if s.l.result == quad.Any {
		return s.current
	}
	return nodeRef(s.current.At(s.l.result))
}

// TagResults fills in what the query saves.
func (s *linkScan) TagResults(dst map[string]graph.Ref) {
	for _, save := range s.l.save {
		if id := s.current.At(save.at); id != 0 {
			dst[save.tag] = id
		}
	}
}

// start chooses an index for a pattern and goes to the first quad.
func (s *linkScan) start(pattern Quad) bool {
	wanted := -1
	if s.l.result != quad.Any {
		wanted = position(s.l.result)
	}
	x, bound, err := s.l.v.chooseIndex(pattern, wanted)
	if err != nil {
		s.err = err
		return false
	}
	if s.cur != nil && s.x != x {
		s.give()
	}
	if s.cur == nil {
		if s.cur, s.err = s.l.v.cursors.take(x.table); s.err != nil {
			return false
		}
	}
	s.x, s.prefix = x, x.appendPrefix(s.prefix[:0], pattern, bound)
	return s.cur.seek(s.prefix, s.prefix)
}

// restart makes the scan list the quads of another pattern.
func (s *linkScan) restart(pattern Quad) {
	s.pattern, s.begun, s.done = pattern, false, s.err != nil
}

// step goes to the next quad that matches the whole pattern.
func (s *linkScan) step(ctx context.Context) bool {
	for ok := s.advance(); ok; ok = s.cur.next(s.prefix) {
		if s.steps++; s.steps%checkEvery == 1 && ctx.Err() != nil {
			s.finish(ctx.Err())
			return false
		}
		if s.accept(s.pattern) {
			return true
		}
		if s.err != nil {
			return false
		}
	}
	if s.err == nil && s.cur != nil {
		s.err = s.cur.it.Error()
	}
	if s.done = true; s.err != nil || !s.keep {
		s.finish(ctx.Err())
	}
	return false
}

// advance goes to the first key of the index, or to the next.
func (s *linkScan) advance() bool {
	if s.begun {
		return s.cur.next(s.prefix)
	}
	s.begun = true
	return s.start(s.pattern)
}

// accept decodes the quad under the cursor and tells whether it matches; an unlabelled quad has no node at its label.
func (s *linkScan) accept(pattern Quad) bool {
	q, err := s.x.decode(s.cur.it.Key())
	if err != nil {
		s.finish(err)
		return false
	}
	s.current = q
	return q.matches(pattern) && (q[label] != 0 || !s.l.wantsLabel())
}

func (s *linkScan) give() {
	if err := s.l.v.cursors.give(s.cur); s.err == nil {
		s.err = err
	}
	s.cur = nil
}

// finish ends the walk, for good, and keeps the first error.
func (s *linkScan) finish(err error) error {
	s.done = true
	if s.cur != nil {
		s.give()
	}
	if s.err == nil {
		s.err = err
	}
	if s.err != nil {
		s.l.v.remember(s.err)
	}
	return s.err
}

// linkIndex tests for results; NextPath goes through the other quads that yield the same one.
type linkIndex struct{ linkScan }

// Contains finds the first quad that yields ref. A quad as ref is known to stand, and costs no read.
func (s *linkIndex) Contains(ctx context.Context, ref graph.Ref) bool {
	pattern, ok := s.narrow(ref)
	if !ok || s.err != nil {
		return false
	}
	if s.l.result == quad.Any {
		s.current = pattern
		return pattern[label] != 0 || !s.l.wantsLabel()
	}
	if s.steps++; s.steps%checkEvery == 1 && ctx.Err() != nil {
		s.finish(ctx.Err())
		return false
	}
	s.pattern = pattern
	return s.forward(s.start(pattern))
}

// NextPath finds the next quad that yields the same result.
func (s *linkIndex) NextPath(ctx context.Context) bool {
	if s.cur == nil || s.err != nil || s.l.result == quad.Any {
		return false
	}
	return s.forward(s.cur.next(s.prefix))
}

// forward goes on to a quad that matches the pattern; an exhausted cursor stays for the next test.
func (s *linkIndex) forward(ok bool) bool {
	for ; ok; ok = s.err == nil && s.cur.next(s.prefix) {
		if s.accept(s.pattern) {
			return true
		}
	}
	if s.err == nil && s.cur != nil {
		s.err = s.cur.it.Error()
	}
	if s.err != nil {
		s.finish(nil)
	}
	return false
}

// narrow is the pattern with the result set to ref; false where no quad can yield ref.
func (s *linkIndex) narrow(ref graph.Ref) (Quad, bool) {
	if s.l.result == quad.Any {
		q, ok := ref.(Quad)
		return q, ok && q.matches(s.l.pattern)
	}
	id, ok := ref.(Node)
	if !ok || id == 0 {
		return Quad{}, false
	}
	pattern, pos := s.l.pattern, position(s.l.result)
	if pattern[pos] != 0 && pattern[pos] != id {
		return Quad{}, false
	}
	pattern[pos] = id
	return pattern, true
}

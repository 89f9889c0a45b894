package gizmo

import (
	"context"
	"fmt"
	"maps"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// defaultDepth is that of Cayley's recursion.
const defaultDepth = 50

// recursive is p followed by via over and over, up to depth times. Cayley's own recursion gives wrong tags or panics where it
// is looked up, or stands in another; and its path cannot be replaced by a store's. So the path goes once through via,
// between two marks, and mender makes a recursion of what stands between them. A path that is turned around stays right.
func recursive(p, via *path.Path, depth int, tags []string) *path.Path {
	if depth == 0 {
		depth = defaultDepth
	}
	end := &mark{depth: depth, tags: tags}
	return p.Follow(path.StartMorphism().Filters(end).Follow(via).Filters(end))
}

// mark is one end of the path that a recursion repeats, in the guise of a filter.
type mark struct {
	depth int
	tags  []string
}

// BuildIterator is never called: mender leaves no mark.
func (*mark) BuildIterator(_ graph.QuadStore, it graph.Iterator) graph.Iterator { return it }

// marked makes the shapes that stand for the marks among the filters of a shape.
func marked(s shape.Filter) (out shape.Shape, changed bool) {
	out = s.From
	var plain []shape.ValueFilter
	filtered := func() {
		if len(plain) > 0 {
			out, plain = shape.Filter{From: out, Filters: plain}, nil
		}
	}
	for _, f := range s.Filters {
		end, ok := f.(*mark)
		if !ok {
			plain = append(plain, f)
			continue
		}
		filtered()
		out, changed = end.at(out), true
	}
	filtered()
	return out, changed
}

// at is the beginning of what is repeated, where s holds none yet, and else the recursion.
func (m *mark) at(s shape.Shape) shape.Shape {
	find := &entrance{of: m, put: entry{of: m}}
	via := pass(s, find)
	if find.found == nil {
		return entry{of: m, nodes: s}
	}
	return recursion{mark: m, from: find.found, via: via}
}

// entry is where nodes go into what is repeated.
type entry struct {
	of    *mark
	nodes shape.Shape // nil within a recursion
}

// Optimize sees to the nodes.
func (e entry) Optimize(by shape.Optimizer) (shape.Shape, bool) {
	changed := false
	if e.nodes != nil {
		if e.nodes, changed = e.nodes.Optimize(by); shape.IsNull(e.nodes) {
			e.nodes = shape.Null{}
		}
	}
	if by != nil {
		out, again := by.OptimizeShape(e)
		return out, changed || again
	}
	return e, changed
}

// BuildIterator is that of the nodes.
func (e entry) BuildIterator(qs graph.QuadStore) graph.Iterator { return e.nodes.BuildIterator(qs) }

// entrance is the pass that puts something in the place of every entry of one recursion.
type entrance struct {
	of    *mark
	put   shape.Shape
	found shape.Shape // the nodes that went in there
}

// OptimizeShape replaces an entry.
func (e *entrance) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	if at, ok := s.(entry); ok && at.of == e.of {
		e.found = at.nodes
		return e.put, true
	}
	return tidy(s)
}

// recursion is the nodes that via leads to from those of from, from these again, and so on, each node once.
type recursion struct {
	*mark
	from shape.Shape
	via  shape.Shape
}

// Optimize sees to what the recursion begins with; each round is optimized when its nodes are known.
func (r recursion) Optimize(by shape.Optimizer) (shape.Shape, bool) {
	from, changed := r.from.Optimize(by)
	if shape.IsNull(from) {
		return nil, true
	}
	r.from = from
	return r, changed
}

// BuildIterator is the recursion over qs.
func (r recursion) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(&recursionShape{recursion: r, qs: qs, start: graph.AsShape(r.from.BuildIterator(qs))}, nil)
}

// PlanName, PlanDetail, PlanInputs and WithPlanInputs name the recursion in a plan.
func (recursion) PlanName() string            { return "recursion" }
func (recursion) PlanDetail() string          { return "nodes seen are kept in memory" }
func (r recursion) PlanInputs() []shape.Shape { return []shape.Shape{r.from} }
func (r recursion) WithPlanInputs(inputs []shape.Shape) shape.Shape {
	r.from = inputs[0]
	return r
}

// round is the ways on from nodes: their results have the node that they came from as the tag base.
func (r recursion) round(ctx context.Context, qs graph.QuadStore, nodes []graph.Ref, base string) graph.Scanner {
	via := pass(r.via, &entrance{of: r.mark, put: shape.Save{From: shape.Fixed(nodes), Tags: []string{base}}})
	it, _ := graph.AsShape(optimize(via, qs).BuildIterator(qs)).Optimize(ctx)
	return it.Iterate()
}

// recursionShape is recursion as an iterator.
type recursionShape struct {
	recursion
	qs    graph.QuadStore
	start graph.IteratorShape
}

func (r *recursionShape) String() string                      { return "Recursion" }
func (r *recursionShape) SubIterators() []graph.IteratorShape { return []graph.IteratorShape{r.start} }

// Optimize sees to what the recursion begins with.
func (r *recursionShape) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	start, changed := r.start.Optimize(ctx)
	return &recursionShape{r.recursion, r.qs, start}, changed
}

// Stats are guessed: a recursion costs more than anything that it may be put beside.
func (r *recursionShape) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs, err := r.start.Stats(ctx)
	const much = 1 << 20
	return graph.IteratorCosts{NextCost: costs.NextCost + 10, ContainsCost: much, Size: graph.Size{Size: much}}, err
}

// Iterate goes through the rounds.
func (r *recursionShape) Iterate() graph.Scanner {
	return &recursionScan{recursion: r.recursion, qs: r.qs, start: r.start.Iterate(), base: fmt.Sprintf("\x00%p", r.mark)}
}

// Lookup reads all results when it is first asked.
func (r *recursionShape) Lookup() graph.Index { return &heldIndex{from: r.Iterate()} }

// recursionScan is the recursion under way.
type recursionScan struct {
	recursion
	qs    graph.QuadStore
	start graph.Scanner
	base  string // tag

	begun  bool
	origin map[any][]map[string]graph.Ref // node to begin with, or seen → the ways to the one to begin with
	seen   map[any]bool
	next   []graph.Ref // nodes of the next round
	round  graph.Scanner
	at     int // number of the round
	ways   []map[string]graph.Ref
	hop    map[string]graph.Ref // tags of the last step
	ref    graph.Ref
	err    error
}

// Next goes to a node that has not been seen.
func (s *recursionScan) Next(ctx context.Context) bool {
	if !s.begun {
		s.begun = true
		s.begin(ctx)
	}
	for s.err == nil {
		if s.round == nil && !s.nextRound(ctx) {
			return false
		}
		for s.round.Next(ctx) {
			if s.step(s.round.Result()) {
				return true
			}
			if ctx.Err() != nil {
				s.err = context.Cause(ctx)
				return false
			}
		}
		s.endRound()
	}
	return false
}

func (s *recursionScan) begin(ctx context.Context) {
	var all []found
	all, s.err = readAll(ctx, s.start)
	s.origin, s.seen = make(map[any][]map[string]graph.Ref, len(all)), map[any]bool{}
	for _, f := range all {
		key := graph.ToKey(f.ref)
		if s.origin[key] == nil {
			s.next = append(s.next, f.ref)
		}
		s.origin[key] = append(s.origin[key], f.ways...)
	}
}

func (s *recursionScan) nextRound(ctx context.Context) bool {
	if len(s.next) == 0 || s.at == s.depth {
		return false
	}
	s.at++
	s.round = s.recursion.round(ctx, s.qs, s.next, s.base)
	s.next = nil
	return true
}

func (s *recursionScan) endRound() {
	s.err = s.round.Err()
	if err := s.round.Close(); s.err == nil {
		s.err = err
	}
	s.round = nil
}

// step goes to ref unless it has been seen.
func (s *recursionScan) step(ref graph.Ref) bool {
	key := graph.ToKey(ref)
	if s.seen[key] {
		return false
	}
	s.seen[key] = true
	s.hop = tagsOf(s.round)
	from := s.hop[s.base]
	delete(s.hop, s.base)
	s.ref, s.ways = ref, s.origin[graph.ToKey(from)]
	if s.origin[key] == nil { // one to begin with keeps its own ways
		s.origin[key] = s.ways
	}
	s.next = append(s.next, ref)
	return true
}

// NextPath goes to another way to the node that the recursion began with.
func (s *recursionScan) NextPath(context.Context) bool {
	if len(s.ways) < 2 {
		return false
	}
	s.ways = s.ways[1:]
	return true
}

// TagResults adds the tags of the way to the beginning, the depth, and those of the last step.
func (s *recursionScan) TagResults(into map[string]graph.Ref) {
	for _, tag := range s.tags {
		into[tag] = graph.PreFetched(quad.Int(s.at))
	}
	if len(s.ways) > 0 {
		maps.Copy(into, s.ways[0])
	}
	maps.Copy(into, s.hop)
}

func (s *recursionScan) Result() graph.Ref { return s.ref }
func (s *recursionScan) String() string    { return "Recursion" }
func (s *recursionScan) Err() error        { return s.err }

// Close ends the round under way.
func (s *recursionScan) Close() error {
	if s.round != nil {
		s.endRound()
	}
	s.origin, s.seen, s.next = nil, nil, nil
	return s.start.Close()
}

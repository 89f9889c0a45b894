package algebra

import (
	"context"
	"fmt"
	"maps"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"graphd/internal/admission"
)

// recursionIterator is the iterator of a recursionShape.
type recursionIterator struct {
	recursionShape
	qs    graph.QuadStore
	start graph.IteratorShape
}

func (r *recursionIterator) String() string { return "Recursion" }
func (r *recursionIterator) SubIterators() []graph.IteratorShape {
	return []graph.IteratorShape{r.start}
}

// Optimize optimizes the starting nodes.
func (r *recursionIterator) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	start, changed := r.start.Optimize(ctx)
	return &recursionIterator{r.recursionShape, r.qs, start}, changed
}

// Stats returns guesses, chosen by hand so that a recursion counts as more expensive than any shape that it may be joined with.
func (r *recursionIterator) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs, err := r.start.Stats(ctx)
	const large = 1 << 20
	return graph.IteratorCosts{NextCost: costs.NextCost + 10, ContainsCost: large, Size: graph.Size{Size: large}}, err
}

// Iterate returns a scanner that runs the rounds.
func (r *recursionIterator) Iterate() graph.Scanner {
	return &recursionScanner{
		recursionShape: r.recursionShape, qs: r.qs, start: r.start.Iterate(),
		originTag: fmt.Sprintf("\x00%p", r.loopMarker), // no query can name it, and nested recursions have others
	}
}

// Lookup returns an index over the buffered results: a recursion cannot be probed without running it.
func (r *recursionIterator) Lookup() graph.Index { return &bufferedIndex{from: r.Iterate()} }

// recursionScanner runs a recursion breadth first, one round at a time.
type recursionScanner struct {
	recursionShape
	qs        graph.QuadStore
	start     graph.Scanner
	originTag string // tag of a round's results that holds the node they were reached from

	started    bool
	startPaths map[any][]map[string]graph.Ref // key of a starting node, or of one seen → the paths to the starting node it was reached from
	seen       map[any]bool                   // keys of the nodes yielded
	frontier   []graph.Ref                    // nodes that the next round begins with
	roundScan  graph.Scanner                  // the current round; nil between rounds
	level      int                            // number of the current round, from 1

	ref     graph.Ref
	paths   []map[string]graph.Ref // to the starting node of ref: the current path, then those yet to visit
	hopTags map[string]graph.Ref   // tags of the last step to ref
	err     error
}

// Next moves to a node that has not been yielded yet.
func (s *recursionScanner) Next(ctx context.Context) bool {
	if !s.started {
		s.started = true
		s.readStart(ctx)
	}
	for s.err == nil {
		if s.roundScan == nil && !s.startRound(ctx) {
			return false
		}
		for s.roundScan.Next(ctx) {
			if s.visit(s.roundScan.Result()) {
				return true
			}
			if admission.Yield(ctx) != nil {
				s.err = context.Cause(ctx)
				return false
			}
		}
		s.endRound()
	}
	return false
}

// readStart reads the starting nodes, which form the first frontier.
func (s *recursionScanner) readStart(ctx context.Context) {
	var all []nodePaths
	all, s.err = readAll(ctx, s.start)
	s.startPaths, s.seen = make(map[any][]map[string]graph.Ref, len(all)), map[any]bool{}
	for _, n := range all {
		key := graph.ToKey(n.ref)
		if s.startPaths[key] == nil {
			s.frontier = append(s.frontier, n.ref)
		}
		s.startPaths[key] = append(s.startPaths[key], n.paths...)
	}
}

// startRound begins the next round and reports whether there is one.
func (s *recursionScanner) startRound(ctx context.Context) bool {
	if len(s.frontier) == 0 || s.level == s.depth {
		return false
	}
	s.level++
	s.roundScan = s.round(ctx, s.qs, s.frontier, s.originTag)
	s.frontier = nil
	return true
}

func (s *recursionScanner) endRound() {
	s.err = s.roundScan.Err()
	if err := s.roundScan.Close(); s.err == nil {
		s.err = err
	}
	s.roundScan = nil
}

// visit moves to ref, adds it to the frontier and returns true, unless ref has been yielded before.
func (s *recursionScanner) visit(ref graph.Ref) bool {
	key := graph.ToKey(ref)
	if s.seen[key] {
		return false
	}
	s.seen[key] = true
	s.hopTags = tagsOf(s.roundScan)
	origin := s.hopTags[s.originTag]
	delete(s.hopTags, s.originTag)
	s.ref, s.paths = ref, s.startPaths[graph.ToKey(origin)]
	if s.startPaths[key] == nil { // a starting node keeps its own paths
		s.startPaths[key] = s.paths
	}
	s.frontier = append(s.frontier, ref)
	return true
}

// NextPath moves to another path to the starting node that the current node was reached from.
func (s *recursionScanner) NextPath(context.Context) bool {
	if len(s.paths) < 2 {
		return false
	}
	s.paths = s.paths[1:]
	return true
}

// TagResults adds the depth, the tags of the path to the starting node, and the tags of the last step to into.
func (s *recursionScanner) TagResults(into map[string]graph.Ref) {
	for _, tag := range s.tags {
		into[tag] = graph.PreFetched(quad.Int(s.level))
	}
	if len(s.paths) > 0 {
		maps.Copy(into, s.paths[0])
	}
	maps.Copy(into, s.hopTags)
}

func (s *recursionScanner) Result() graph.Ref { return s.ref }
func (s *recursionScanner) String() string    { return "Recursion" }
func (s *recursionScanner) Err() error        { return s.err }

// Close ends the current round, releases the nodes kept and closes the starting nodes.
func (s *recursionScanner) Close() error {
	if s.roundScan != nil {
		s.endRound()
	}
	s.startPaths, s.seen, s.frontier = nil, nil, nil
	return s.start.Close()
}

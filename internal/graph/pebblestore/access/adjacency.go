package access

import (
	"cmp"
	"context"
	"slices"
	"sort"

	"graphd/internal/graph/pebblestore/cache"
	"graphd/internal/graph/pebblestore/codec"
)

// AdjacencyEntry is a quad as seen from its subject or its object: the ids at the other positions.
type AdjacencyEntry struct{ Predicate, Other, Label codec.NodeID }

const edgeBytes = 24

func (e AdjacencyEntry) compare(f AdjacencyEntry) int {
	return cmp.Or(cmp.Compare(e.Predicate, f.Predicate), cmp.Compare(e.Other, f.Other), cmp.Compare(e.Label, f.Label))
}

// AdjacencyList holds the quads that start or end at one node, sorted by predicate, other end and label, as of one
// version. If there are too many, it holds only that fact.
type AdjacencyList struct {
	edges   []AdjacencyEntry
	many    bool
	version uint64
}

func (r *AdjacencyList) weight() int64 { return 64 + edgeBytes*int64(cap(r.edges)) }

// With returns the entries with a predicate and another end. 0 matches any; the other end is compared only if a
// predicate is given. The result aliases the list.
func (r *AdjacencyList) With(predicate, other codec.NodeID) []AdjacencyEntry {
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
		return edges[:sort.Search(len(edges), func(i int) bool { return edges[i].Predicate > predicate })]
	}
	n := 0
	for n < len(edges) && edges[n].Predicate == predicate && (other == 0 || edges[n].Other == other) {
		n++
	}
	return edges[:n]
}

// match calls use with the quads of the list that match pattern, which binds the list's node and may bind a predicate.
func (r *AdjacencyList) match(direction int, pattern codec.QuadIDs, use func(codec.QuadIDs) error) error {
	node := pattern[EndOf(direction)]
	for _, e := range r.With(pattern[codec.Predicate], 0) {
		if err := use(e.Quad(direction, node)); err != nil {
			return err
		}
	}
	return nil
}

// Quad returns the whole quad of an entry in the list of a node and direction.
func (e AdjacencyEntry) Quad(direction int, node codec.NodeID) codec.QuadIDs {
	if direction == Incoming {
		return codec.QuadIDs{e.Other, e.Predicate, node, e.Label}
	}
	return codec.QuadIDs{node, e.Predicate, e.Other, e.Label}
}

// before reports whether e sorts before all entries with this predicate and other end.
func before(e AdjacencyEntry, predicate, other codec.NodeID) bool {
	return e.Predicate < predicate || e.Predicate == predicate && e.Other < other
}

// adjacency caches adjacency lists, so that queries that move back and forth between neighbours read no keys. It belongs
// to the store; each snapshot uses the lists that hold in its own version.
type adjacency struct {
	lists [2]*cache.Paged[AdjacencyList] // outgoing, incoming
	most  uint64                         // entries of a list
}

// minAdjacencyLists is how many lists of the largest size fit into the budget. It limits that size. Chosen by hand.
const minAdjacencyLists = 192

func newAdjacency(b *cache.MemoryBudget) *adjacency {
	a := &adjacency{most: uint64(b.Limit() / minAdjacencyLists / edgeBytes)}
	for i := range a.lists {
		a.lists[i] = cache.NewPaged(b, (*AdjacencyList).weight)
	}
	return a
}

// AdjacencyList returns the adjacency list of a node in a direction, Outgoing or Incoming. It returns nil if the list is
// too large to be cached, or if the reader follows the newest version.
func (r *QuadReader) AdjacencyList(ctx context.Context, direction int, id codec.NodeID) (*AdjacencyList, error) {
	if r.shared == nil {
		return nil, nil
	}
	runs := r.shared.edges.lists[direction]
	found := runs.Get(uint64(id))
	if found == nil || !r.shared.versions.Unchanged(direction, uint64(id), found.version, r.version) {
		var err error
		if found, err = r.readAdjacencyList(ctx, direction, id); err != nil {
			return nil, err
		}
		runs.Put(uint64(id), found)
	}
	if found.many {
		return nil, nil
	}
	return found, nil
}

// fewEdges is how many edges of a node are read before its count is looked up.
const fewEdges = 32

func (r *QuadReader) readAdjacencyList(ctx context.Context, direction int, id codec.NodeID) (*AdjacencyList, error) {
	list := &AdjacencyList{version: r.version}
	at, other := codec.Subject, codec.Object
	if direction == Incoming {
		at, other = codec.Object, codec.Subject
	}
	var pattern codec.QuadIDs
	pattern[at] = id
	w := r.Scan(pattern)
	defer w.Close()
	for w.Next(ctx) {
		if len(list.edges) == fewEdges {
			c, err := r.Dictionary.CountsOf(id)
			if err != nil {
				return nil, err
			}
			if c[at] > r.shared.edges.most {
				return &AdjacencyList{version: r.version, many: true}, nil
			}
			list.edges = slices.Grow(list.edges, int(c[at])-fewEdges)
		}
		q := w.Current
		list.edges = append(list.edges, AdjacencyEntry{q[codec.Predicate], q[other], q[codec.Label]})
	}
	if len(list.edges) < fewEdges {
		list.edges = slices.Clip(slices.Clone(list.edges))
	}
	slices.SortFunc(list.edges, AdjacencyEntry.compare)
	return list, w.Err()
}

// HasAdjacencyList reports whether the cache has the adjacency list of a node in a direction, of any version.
func (r *QuadReader) HasAdjacencyList(direction int, id codec.NodeID) bool {
	return r.shared.edges.lists[direction].Get(uint64(id)) != nil
}

// SkipAdjacencyLists makes readers of this version scan an index for the edges of a node, as they do if it has too many to
// be kept. Tests use it to reach that path with few edges.
func (r *QuadReader) SkipAdjacencyLists(id codec.NodeID) {
	for _, lists := range r.shared.edges.lists {
		lists.Put(uint64(id), &AdjacencyList{many: true, version: r.version})
	}
}

// EndOf returns the position at which the quads of a direction have their node: Subject for Outgoing, Object for
// Incoming.
func EndOf(direction int) int {
	if direction == Incoming {
		return codec.Object
	}
	return codec.Subject
}

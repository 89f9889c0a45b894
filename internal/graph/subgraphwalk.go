package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore"
	"graphd/internal/graph/vocab"
)

type (
	nodeID  = pebblestore.Node
	quadIDs = pebblestore.Quad
)

// Positions in a quadIDs.
const (
	subjectAt = iota
	predicateAt
	objectAt
	labelAt
)

// walk gathers a subgraph, breadth first: it takes nodes in, one after the other, each with all its edges to those that
// are in already.
type walk struct {
	s          *Snapshot
	req        SubgraphRequest
	predicates map[nodeID]bool  // nil: all
	documents  map[nodeID]bool  // nil: all
	wanted     [len(kinds)]bool // kinds of nodes
	naming     [4]nodeID        // the predicates that name a node, the best first
	text       nodeID           // the predicate of a document's text
	spots      map[nodeID]*spot
	members    []*spot
	links      []link
	toward     []pending
	own, names []quadIDs // of all members, one after the other
	found      []Fact    // likewise
	scratch    []group
	read       int  // quads
	full       bool // no edge more
	crowd      bool // a node had more neighbours than are taken
}

// spot is a node that the walk met.
type spot struct {
	id      nodeID
	degree  uint64
	text    string // what equals are ordered by
	kind    kind
	chosen  bool  // it is to be taken in
	seenBy  int32 // the member that had it as a neighbour last, by its place from 1
	toward  int32 // the last edge from a member to it, by its place in walk.toward from 1
	odd     int32 // edges from members of kinds that are not wanted
	*member       // nil while it is not in
}

// member is what a node of the subgraph has beside.
type member struct {
	place, depth int
	own          []quadIDs // quads with it as their subject, in the documents
	names        []quadIDs // quads that name it, in all documents
	out, in      int       // edges of the subgraph
	reach        int       // edges at it that the request lets through; of a node that was not expanded, those that were dropped
	open         bool      // it was expanded
}

// link is an edge between two spots.
type link struct {
	from, to         *spot
	predicate, label nodeID
}

// pending is an edge from a member to a node that is not in, after another to the same node, by its place from 1.
type pending struct {
	link
	after int32
}

// errReadEnough ends a walk that has read as much as it may.
var errReadEnough = errors.New("read enough")

// Subgraph reads a part of the present state.
func (s *Store) Subgraph(ctx context.Context, req SubgraphRequest) (Subgraph, error) {
	snapshot, err := s.Snapshot()
	if err != nil {
		return Subgraph{}, err
	}
	defer snapshot.Close()
	return snapshot.Subgraph(ctx, req)
}

// Subgraph reads a part of the graph. Errors are ErrSubgraph, ErrNoRoot, the context's or the storage's; where it meets a
// limit it says so in the result's Completeness.
func (s *Snapshot) Subgraph(ctx context.Context, req SubgraphRequest) (Subgraph, error) {
	req, err := req.withDefaults()
	if err != nil {
		return Subgraph{}, err
	}
	w := &walk{s: s, req: req, spots: make(map[nodeID]*spot, 2*min(req.Limit, usualEdges))}
	err = w.gather(ctx)
	if err != nil && !errors.Is(err, errReadEnough) {
		return Subgraph{}, err
	}
	return w.result(err == nil)
}

// gather takes in the roots, then what lies one edge further, and so on.
func (w *walk) gather(ctx context.Context) error {
	if err := w.filters(); err != nil {
		return err
	}
	if err := w.takeRoots(ctx); err != nil {
		return err
	}
	for begin, depth := 0, 1; depth <= w.req.Depth && begin < len(w.members); depth++ {
		frontier := w.members[begin:len(w.members):len(w.members)]
		begin = len(w.members)
		next, err := w.beyond(ctx, frontier)
		if err != nil {
			return err
		}
		for len(next) > 0 && !w.full {
			if err := w.take(ctx, next.pop(), depth); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *walk) filters() (err error) {
	if w.predicates, err = w.ids(w.req.Predicates); err != nil {
		return err
	}
	if w.documents, err = w.ids(w.req.Documents); err != nil {
		return err
	}
	for k := range w.wanted {
		w.wanted[k] = w.isNode(kind(k)) && (w.req.Kinds == nil || slices.Contains(w.req.Kinds, kinds[k]))
	}
	if w.text, err = w.s.Find(vocab.Text); err != nil {
		return err
	}
	for i, predicate := range namePredicates {
		if w.naming[i], err = w.s.Find(predicate); err != nil {
			return err
		}
	}
	return nil
}

// ids are those of the values that the store has; nil for nil.
func (w *walk) ids(iris []quad.IRI) (map[nodeID]bool, error) {
	if iris == nil {
		return nil, nil
	}
	found := map[nodeID]bool{}
	for _, iri := range iris {
		id, err := w.s.Find(iri)
		if err != nil {
			return nil, err
		}
		if id != 0 {
			found[id] = true
		}
	}
	return found, nil
}

func (w *walk) takeRoots(ctx context.Context) error {
	roots := make([]*spot, len(w.req.Roots))
	for i, iri := range w.req.Roots {
		var err error
		if roots[i], err = w.root(iri); err != nil {
			return err
		}
	}
	for _, root := range roots {
		if root.member != nil {
			continue
		}
		if err := w.take(ctx, root, 0); err != nil {
			return err
		}
	}
	return nil
}

func (w *walk) root(iri quad.IRI) (*spot, error) {
	id, err := w.s.Find(iri)
	if err != nil {
		return nil, err
	}
	if id == 0 {
		return nil, fmt.Errorf("%s: %w", iri, ErrNoRoot)
	}
	class, err := w.s.Class(id)
	if err != nil {
		return nil, err
	}
	root := w.spot(id, class)
	if err := w.weigh(root); err != nil {
		return nil, err
	}
	if root.degree == 0 {
		return nil, fmt.Errorf("%s: %w", iri, ErrNoRoot)
	}
	return root, nil
}

// spot is the node with this id, which is of this kind.
func (w *walk) spot(id nodeID, k kind) *spot {
	s := w.spots[id]
	if s == nil {
		s = &spot{id: id, kind: k}
		w.spots[id] = s
	}
	return s
}

// memberAt is the member with this id; nil where it is none.
func (w *walk) memberAt(id nodeID) *member {
	if s := w.spots[id]; s != nil {
		return s.member
	}
	return nil
}

// take makes s a member, with its edges to members, as far as there is room.
func (w *walk) take(ctx context.Context, s *spot, depth int) error {
	m := &member{place: len(w.members), depth: depth}
	if err := w.readOwn(ctx, s.id, m); err != nil {
		return err
	}
	s.member = m
	w.members = append(w.members, s)
	begin := len(w.links)
	for at := s.toward; at > 0; at = w.toward[at-1].after {
		w.links = append(w.links, w.toward[at-1].link)
	}
	for _, q := range m.own {
		if w.follows(q) {
			if err := w.point(s, q); err != nil {
				return err
			}
		}
	}
	return w.join(begin)
}

// point makes q, which begins at the member s, an edge, or one to be if its end is ever taken in.
func (w *walk) point(s *spot, q quadIDs) error {
	k, err := w.s.Class(q[objectAt])
	if err != nil {
		return err
	}
	to := w.spots[q[objectAt]]
	if to == nil && w.isNode(k) {
		to = w.spot(q[objectAt], k)
	}
	if to == nil {
		return nil
	}
	edge := link{s, to, q[predicateAt], q[labelAt]}
	if to.member != nil {
		w.links = append(w.links, edge)
	} else {
		w.toward = append(w.toward, pending{edge, to.toward})
		to.toward = int32(len(w.toward))
	}
	if !w.wanted[s.kind] {
		to.odd++
	}
	return nil
}

// readOwn reads what a node says into m. A node has its name even where the documents that give it are not asked for.
func (w *walk) readOwn(ctx context.Context, id nodeID, m *member) error {
	own, names := len(w.own), len(w.names)
	err := w.scan(ctx, quadIDs{subjectAt: id}, func(q quadIDs) error {
		if slices.Contains(w.naming[:], q[predicateAt]) {
			w.names = append(w.names, q)
		}
		if w.within(q) {
			w.own = append(w.own, q)
		}
		return nil
	})
	m.own, m.names = w.own[own:], w.names[names:]
	return err
}

// scan is Match within what may be read.
func (w *walk) scan(ctx context.Context, pattern quadIDs, use func(quadIDs) error) error {
	return w.s.Match(ctx, pattern, func(q quadIDs) error {
		if w.read++; w.read > mostRead {
			return errReadEnough
		}
		return use(q)
	})
}

// isNode tells whether values of a kind can be nodes without being roots.
func (w *walk) isNode(k kind) bool { return w.req.Values || k != kindValue && k != kindTerm }

// within tells whether q stands in one of the documents.
func (w *walk) within(q quadIDs) bool { return w.documents == nil || w.documents[q[labelAt]] }

// follows tells whether the predicate of q is one of those asked for.
func (w *walk) follows(q quadIDs) bool { return w.predicates == nil || w.predicates[q[predicateAt]] }

// join counts the links from begin on as edges between members, as far as there is room.
func (w *walk) join(begin int) error {
	if fresh := w.links[begin:]; len(w.links) > w.req.Limit {
		if err := w.sortLinks(fresh); err != nil {
			return err
		}
		for _, l := range w.links[w.req.Limit:] {
			l.from.dropped()
			l.to.dropped()
		}
		w.links = w.links[:w.req.Limit]
	}
	for _, l := range w.links[begin:] {
		l.from.out++
		l.to.in++
	}
	w.full = len(w.links) == w.req.Limit
	return nil
}

// dropped counts an edge that there was no room for; what was or will be expanded counts its edges itself.
func (m *member) dropped() {
	if !m.open {
		m.reach++
	}
}

// sortLinks orders edges by the texts of their subject, predicate, object and label.
func (w *walk) sortLinks(list []link) error {
	texts := map[nodeID]string{0: ""}
	for _, l := range list {
		for _, id := range []nodeID{l.from.id, l.predicate, l.to.id, l.label} {
			if _, known := texts[id]; known {
				continue
			}
			value, err := w.s.Value(id)
			if err != nil {
				return err
			}
			texts[id] = textOf(value)
		}
	}
	slices.SortFunc(list, func(a, b link) int {
		return cmp.Or(
			strings.Compare(texts[a.from.id], texts[b.from.id]), strings.Compare(texts[a.predicate], texts[b.predicate]),
			strings.Compare(texts[a.to.id], texts[b.to.id]), strings.Compare(texts[a.label], texts[b.label]),
		)
	})
	return nil
}

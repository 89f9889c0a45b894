package subgraph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
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

// traversal gathers a subgraph, breadth first: it takes nodes in, one after the other, each with all its edges to those that
// are in already.
type traversal struct {
	s          *graph.Snapshot
	req        Selection
	predicates map[nodeID]bool           // nil: all
	documents  map[nodeID]bool           // nil: all
	wanted     [vocab.KindOther + 1]bool // kinds of nodes
	naming     [4]nodeID                 // the predicates that name a node, the best first
	text       nodeID                    // the predicate of a document's text
	visits     map[nodeID]*visit
	members    []*visit
	links      []edgeRef
	toward     []pendingEdge
	own, names []quadIDs // of all members, one after the other
	found      []Fact    // likewise
	scratch    []predicateGroup
	read       int  // quads
	full       bool // no edge more
	crowd      bool // a node had more neighbours than are taken
}

// visit is a node that the traversal met.
type visit struct {
	id         nodeID
	degree     uint64
	text       string // what equals are ordered by
	kind       pebblestore.Class
	chosen     bool  // it is to be taken in
	seenBy     int32 // the inclusion that had it as a neighbour last, by its place from 1
	toward     int32 // the last edge from a inclusion to it, by its place in traversal.toward from 1
	odd        int32 // edges from members of kinds that are not wanted
	*inclusion       // nil while it is not in
}

// inclusion is what a node of the subgraph has beside.
type inclusion struct {
	place, depth int
	own          []quadIDs // quads with it as their subject, in the documents
	names        []quadIDs // quads that name it, in all documents
	out, in      int       // edges of the subgraph
	reach        int       // edges at it that the request lets through; of a node that was not expanded, those that were dropped
	open         bool      // it was expanded
}

// edgeRef is an edge between two visits.
type edgeRef struct {
	from, to         *visit
	predicate, label nodeID
}

// pendingEdge is an edge from a inclusion to a node that is not in, after another to the same node, by its place from 1.
type pendingEdge struct {
	edgeRef
	after int32
}

// errReadEnough ends a traversal that has read as much as it may.
var errReadEnough = errors.New("read enough")

// Select returns the part of snapshot that sel describes. An error wraps ErrSelection, ErrNoRoot, the context's cause or
// a failure of the storage; a limit that was reached is not an error but clears Subgraph.Complete.
func Select(ctx context.Context, snapshot *graph.Snapshot, sel Selection) (Subgraph, error) {
	sel, err := sel.withDefaults()
	if err != nil {
		return Subgraph{}, err
	}
	w := &traversal{s: snapshot, req: sel, visits: make(map[nodeID]*visit, 2*min(sel.Limit, defaultEdges))}
	err = w.gather(ctx)
	if err != nil && !errors.Is(err, errReadEnough) {
		return Subgraph{}, err
	}
	return w.result(err == nil)
}

// gather takes in the roots, then what lies one edge further, and so on.
func (w *traversal) gather(ctx context.Context) error {
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

func (w *traversal) filters() (err error) {
	if w.predicates, err = w.ids(w.req.Predicates); err != nil {
		return err
	}
	if w.documents, err = w.ids(w.req.Documents); err != nil {
		return err
	}
	for k := range w.wanted {
		w.wanted[k] = w.isNode(pebblestore.Class(k)) && (w.req.Kinds == nil || slices.Contains(w.req.Kinds, vocab.NodeKind(k).String()))
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
func (w *traversal) ids(iris []quad.IRI) (map[nodeID]bool, error) {
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

func (w *traversal) takeRoots(ctx context.Context) error {
	roots := make([]*visit, len(w.req.Roots))
	for i, iri := range w.req.Roots {
		var err error
		if roots[i], err = w.root(iri); err != nil {
			return err
		}
	}
	for _, root := range roots {
		if root.inclusion != nil {
			continue
		}
		if err := w.take(ctx, root, 0); err != nil {
			return err
		}
	}
	return nil
}

func (w *traversal) root(iri quad.IRI) (*visit, error) {
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
	root := w.visit(id, class)
	if err := w.weigh(root); err != nil {
		return nil, err
	}
	if root.degree == 0 {
		return nil, fmt.Errorf("%s: %w", iri, ErrNoRoot)
	}
	return root, nil
}

// visit is the node with this id, which is of this kind.
func (w *traversal) visit(id nodeID, k pebblestore.Class) *visit {
	s := w.visits[id]
	if s == nil {
		s = &visit{id: id, kind: k}
		w.visits[id] = s
	}
	return s
}

// memberAt is the inclusion with this id; nil where it is none.
func (w *traversal) memberAt(id nodeID) *inclusion {
	if s := w.visits[id]; s != nil {
		return s.inclusion
	}
	return nil
}

// take makes s a inclusion, with its edges to members, as far as there is room.
func (w *traversal) take(ctx context.Context, s *visit, depth int) error {
	m := &inclusion{place: len(w.members), depth: depth}
	if err := w.readOwn(ctx, s.id, m); err != nil {
		return err
	}
	s.inclusion = m
	w.members = append(w.members, s)
	begin := len(w.links)
	for at := s.toward; at > 0; at = w.toward[at-1].after {
		w.links = append(w.links, w.toward[at-1].edgeRef)
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

// point makes q, which begins at the inclusion s, an edge, or one to be if its end is ever taken in.
func (w *traversal) point(s *visit, q quadIDs) error {
	k, err := w.s.Class(q[objectAt])
	if err != nil {
		return err
	}
	to := w.visits[q[objectAt]]
	if to == nil && w.isNode(k) {
		to = w.visit(q[objectAt], k)
	}
	if to == nil {
		return nil
	}
	edge := edgeRef{s, to, q[predicateAt], q[labelAt]}
	if to.inclusion != nil {
		w.links = append(w.links, edge)
	} else {
		w.toward = append(w.toward, pendingEdge{edge, to.toward})
		to.toward = int32(len(w.toward))
	}
	if !w.wanted[s.kind] {
		to.odd++
	}
	return nil
}

// readOwn reads what a node says into m. A node has its name even where the documents that give it are not asked for.
func (w *traversal) readOwn(ctx context.Context, id nodeID, m *inclusion) error {
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
func (w *traversal) scan(ctx context.Context, pattern quadIDs, use func(quadIDs) error) error {
	return w.s.Match(ctx, pattern, func(q quadIDs) error {
		if w.read++; w.read > maxQuadsRead {
			return errReadEnough
		}
		return use(q)
	})
}

// isNode tells whether values of a kind can be nodes without being roots.
func (w *traversal) isNode(k pebblestore.Class) bool {
	return w.req.Values || vocab.NodeKind(k) != vocab.KindValue && vocab.NodeKind(k) != vocab.KindTerm
}

// within tells whether q stands in one of the documents.
func (w *traversal) within(q quadIDs) bool { return w.documents == nil || w.documents[q[labelAt]] }

// follows tells whether the predicate of q is one of those asked for.
func (w *traversal) follows(q quadIDs) bool {
	return w.predicates == nil || w.predicates[q[predicateAt]]
}

// join counts the links from begin on as edges between members, as far as there is room.
func (w *traversal) join(begin int) error {
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
func (m *inclusion) dropped() {
	if !m.open {
		m.reach++
	}
}

// sortLinks orders edges by the texts of their subject, predicate, object and label.
func (w *traversal) sortLinks(list []edgeRef) error {
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
	slices.SortFunc(list, func(a, b edgeRef) int {
		return cmp.Or(
			strings.Compare(texts[a.from.id], texts[b.from.id]), strings.Compare(texts[a.predicate], texts[b.predicate]),
			strings.Compare(texts[a.to.id], texts[b.to.id]), strings.Compare(texts[a.label], texts[b.label]),
		)
	})
	return nil
}

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
	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/vocab"
)

// traversal gathers a subgraph breadth first. It includes one node after the other, each with all its selected edges to
// nodes that are already included.
type traversal struct {
	snapshot   *graph.Snapshot
	sel        Selection
	predicates map[codec.NodeID]bool     // nil: all
	documents  map[codec.NodeID]bool     // nil: all
	selected   [vocab.KindOther + 1]bool // whether nodes of a kind are selected, by kind
	naming     [4]codec.NodeID           // the nodes of namePredicates
	text       codec.NodeID              // the predicate of a document's text, which is not a fact
	visits     map[codec.NodeID]*visit
	nodes      []*visit
	links      []edgeRef
	toward     []pendingEdge
	own, names []codec.QuadIDs // backing arrays of inclusion.own and inclusion.names
	found      []Fact          // backing array of Vertex.Facts
	scratch    []predicateGroup
	read       int  // quads read so far
	full       bool // the limit of edges is reached
	overflow   bool // a node had more new neighbours than Selection.PerNode
}

// visit holds what the traversal knows of a node that it met.
type visit struct {
	id         codec.NodeID
	degree     uint64
	text       string // orders nodes of equal degree; empty until weigh
	kind       access.ValueClass
	chosen     bool  // it is in a heap of nodes to include
	seenBy     int32 // the last included node that considered it as a neighbour: its index in nodes + 1
	toward     int32 // the last edge from an included node to it: its index in traversal.toward + 1
	unselected int32 // edges to it from included nodes of kinds that are not selected
	*inclusion       // nil until the node is included
}

// inclusion holds the state of a node that is included in the subgraph.
type inclusion struct {
	place, depth int
	own          []codec.QuadIDs // quads with it as subject, in the selected documents
	names        []codec.QuadIDs // quads with a name of it, in all documents
	out, in      int             // number of the subgraph's edges from and to it
	reach        int             // number of selected edges at it; of a node that was not expanded, those that were dropped
	expanded     bool            // its neighbours were considered
}

// edgeRef is an edge between two visited nodes.
type edgeRef struct {
	from, to         *visit
	predicate, label codec.NodeID
}

// pendingEdge is an edge from an included node to one that is not. Edges to the same node form a list: after is the index + 1
// of the previous one in traversal.toward.
type pendingEdge struct {
	edgeRef
	after int32
}

// errReadLimit ends a traversal that has read maxQuadsRead quads.
var errReadLimit = errors.New("limit of quads to read reached")

// Select returns the part of snapshot that sel describes. An error wraps ErrSelection, ErrNoRoot, the context's cause or
// a failure of the storage; a limit that was reached is not an error but clears Subgraph.Complete.
func Select(ctx context.Context, snapshot *graph.Snapshot, sel Selection) (Subgraph, error) {
	sel, err := sel.withDefaults()
	if err != nil {
		return Subgraph{}, err
	}
	t := &traversal{snapshot: snapshot, sel: sel, visits: make(map[codec.NodeID]*visit, 2*min(sel.Limit, DefaultEdges))}
	err = t.gather(ctx)
	if err != nil && !errors.Is(err, errReadLimit) {
		return Subgraph{}, err
	}
	return t.result(err == nil)
}

// gather includes the roots, then the nodes one edge further, and so on.
func (t *traversal) gather(ctx context.Context) error {
	if err := t.filters(); err != nil {
		return err
	}
	if err := t.includeRoots(ctx); err != nil {
		return err
	}
	for begin, depth := 0, 1; depth <= t.sel.Depth && begin < len(t.nodes); depth++ {
		frontier := t.nodes[begin:len(t.nodes):len(t.nodes)]
		begin = len(t.nodes)
		next, err := t.expand(ctx, frontier)
		if err != nil {
			return err
		}
		for len(next) > 0 && !t.full {
			if err := t.include(ctx, next.pop(), depth); err != nil {
				return err
			}
		}
	}
	return nil
}

// filters looks up the nodes that the selection and the vocabulary name.
func (t *traversal) filters() (err error) {
	if t.predicates, err = t.ids(t.sel.Predicates); err != nil {
		return err
	}
	if t.documents, err = t.ids(t.sel.Documents); err != nil {
		return err
	}
	for k := range t.selected {
		t.selected[k] = t.isNode(access.ValueClass(k)) && (t.sel.Kinds == nil || slices.Contains(t.sel.Kinds, vocab.NodeKind(k).String()))
	}
	if t.text, err = t.snapshot.Find(vocab.Text); err != nil {
		return err
	}
	for i, predicate := range namePredicates {
		if t.naming[i], err = t.snapshot.Find(predicate); err != nil {
			return err
		}
	}
	return nil
}

// ids returns the nodes of the IRIs that the store has, or nil for nil.
func (t *traversal) ids(iris []quad.IRI) (map[codec.NodeID]bool, error) {
	if iris == nil {
		return nil, nil
	}
	found := map[codec.NodeID]bool{}
	for _, iri := range iris {
		id, err := t.snapshot.Find(iri)
		if err != nil {
			return nil, err
		}
		if id != 0 {
			found[id] = true
		}
	}
	return found, nil
}

// includeRoots includes the roots in the order of the selection.
func (t *traversal) includeRoots(ctx context.Context) error {
	roots := make([]*visit, len(t.sel.Roots))
	for i, iri := range t.sel.Roots {
		var err error
		if roots[i], err = t.root(iri); err != nil {
			return err
		}
	}
	for _, root := range roots {
		if root.inclusion != nil {
			continue
		}
		if err := t.include(ctx, root, 0); err != nil {
			return err
		}
	}
	return nil
}

// root returns the node of a root, or ErrNoRoot.
func (t *traversal) root(iri quad.IRI) (*visit, error) {
	id, err := t.snapshot.Find(iri)
	if err != nil {
		return nil, err
	}
	if id == 0 {
		return nil, fmt.Errorf("%s: %w", iri, ErrNoRoot)
	}
	class, err := t.snapshot.Class(id)
	if err != nil {
		return nil, err
	}
	root := t.visit(id, class)
	if err := t.weigh(root); err != nil {
		return nil, err
	}
	if root.degree == 0 {
		return nil, fmt.Errorf("%s: %w", iri, ErrNoRoot)
	}
	return root, nil
}

// visit returns the state of a node, whose class is k.
func (t *traversal) visit(id codec.NodeID, k access.ValueClass) *visit {
	s := t.visits[id]
	if s == nil {
		s = &visit{id: id, kind: k}
		t.visits[id] = s
	}
	return s
}

// included returns the inclusion of a node, or nil if it is not included.
func (t *traversal) included(id codec.NodeID) *inclusion {
	if s := t.visits[id]; s != nil {
		return s.inclusion
	}
	return nil
}

// include includes s with its edges to included nodes, up to the limit of edges.
func (t *traversal) include(ctx context.Context, s *visit, depth int) error {
	m := &inclusion{place: len(t.nodes), depth: depth}
	if err := t.readOwn(ctx, s.id, m); err != nil {
		return err
	}
	s.inclusion = m
	t.nodes = append(t.nodes, s)
	begin := len(t.links)
	for at := s.toward; at > 0; at = t.toward[at-1].after {
		t.links = append(t.links, t.toward[at-1].edgeRef)
	}
	for _, q := range m.own {
		if t.follows(q) {
			if err := t.addOutgoing(s, q); err != nil {
				return err
			}
		}
	}
	return t.join(begin)
}

// addOutgoing adds q, whose subject is the included node s, as an edge if its object is included, else as a pending edge.
func (t *traversal) addOutgoing(s *visit, q codec.QuadIDs) error {
	k, err := t.snapshot.Class(q[codec.Object])
	if err != nil {
		return err
	}
	to := t.visits[q[codec.Object]]
	if to == nil && t.isNode(k) {
		to = t.visit(q[codec.Object], k)
	}
	if to == nil {
		return nil
	}
	edge := edgeRef{s, to, q[codec.Predicate], q[codec.Label]}
	if to.inclusion != nil {
		t.links = append(t.links, edge)
	} else {
		t.toward = append(t.toward, pendingEdge{edge, to.toward})
		to.toward = int32(len(t.toward))
	}
	if !t.selected[s.kind] {
		to.unselected++
	}
	return nil
}

// readOwn reads the quads with a node as subject into m. It reads names even from documents that are not selected.
func (t *traversal) readOwn(ctx context.Context, id codec.NodeID, m *inclusion) error {
	own, names := len(t.own), len(t.names)
	err := t.scan(ctx, codec.QuadIDs{codec.Subject: id}, func(q codec.QuadIDs) error {
		if slices.Contains(t.naming[:], q[codec.Predicate]) {
			t.names = append(t.names, q)
		}
		if t.within(q) {
			t.own = append(t.own, q)
		}
		return nil
	})
	m.own, m.names = t.own[own:], t.names[names:]
	return err
}

// scan calls use with every quad that matches pattern and returns errReadLimit when too many quads were read.
func (t *traversal) scan(ctx context.Context, pattern codec.QuadIDs, use func(codec.QuadIDs) error) error {
	return t.snapshot.Match(ctx, pattern, func(q codec.QuadIDs) error {
		if t.read++; t.read > maxQuadsRead {
			return errReadLimit
		}
		return use(q)
	})
}

// isNode reports whether values of a kind can be nodes without being roots.
func (t *traversal) isNode(k access.ValueClass) bool {
	return t.sel.Values || vocab.NodeKind(k) != vocab.KindValue && vocab.NodeKind(k) != vocab.KindTerm
}

// within reports whether q is in a selected document.
func (t *traversal) within(q codec.QuadIDs) bool {
	return t.documents == nil || t.documents[q[codec.Label]]
}

// follows reports whether the predicate of q is selected.
func (t *traversal) follows(q codec.QuadIDs) bool {
	return t.predicates == nil || t.predicates[q[codec.Predicate]]
}

// join adds the edges from index begin on, up to the limit, and counts them at their ends.
func (t *traversal) join(begin int) error {
	if fresh := t.links[begin:]; len(t.links) > t.sel.Limit {
		if err := t.sortLinks(fresh); err != nil {
			return err
		}
		for _, l := range t.links[t.sel.Limit:] {
			l.from.dropped()
			l.to.dropped()
		}
		t.links = t.links[:t.sel.Limit]
	}
	for _, l := range t.links[begin:] {
		l.from.out++
		l.to.in++
	}
	t.full = len(t.links) == t.sel.Limit
	return nil
}

// dropped counts an edge beyond the limit. A node that is expanded counts its edges itself.
func (m *inclusion) dropped() {
	if !m.expanded {
		m.reach++
	}
}

// sortLinks orders edges by the texts of subject, predicate, object and label.
func (t *traversal) sortLinks(list []edgeRef) error {
	texts := map[codec.NodeID]string{0: ""}
	for _, l := range list {
		for _, id := range []codec.NodeID{l.from.id, l.predicate, l.to.id, l.label} {
			if _, known := texts[id]; known {
				continue
			}
			value, err := t.snapshot.Value(id)
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

package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore"
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
	terms
	req        SubgraphRequest
	predicates map[nodeID]bool // nil: all
	documents  map[nodeID]bool // nil: all
	naming     [4]nodeID       // the predicates that name a node, the best first
	members    []*member
	at         map[nodeID]*member
	edges      []quadIDs
	toward     map[nodeID][]quadIDs // edges from members to nodes that are not in
	read       int                  // quads
	full       bool                 // no edge more
	crowd      bool                 // a node had more neighbours than are taken
}

// member is a node of the subgraph.
type member struct {
	id      nodeID
	place   int
	depth   int
	degree  uint64
	own     []quadIDs // quads with it as their subject, in the documents
	names   []quadIDs // quads that name it, in all documents
	out, in int       // edges of the subgraph
	reach   int       // edges at it that the request lets through; of a node that was not expanded, those that were dropped
	open    bool      // it was expanded
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
	w := &walk{terms: newTerms(s), req: req, at: map[nodeID]*member{}, toward: map[nodeID][]quadIDs{}}
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
		for _, c := range next {
			if w.full {
				break
			}
			if err := w.take(ctx, c, depth); err != nil {
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
	for _, iri := range w.req.Roots {
		c, err := w.root(iri)
		if err != nil {
			return err
		}
		if w.at[c.id] != nil {
			continue
		}
		if err := w.take(ctx, c, 0); err != nil {
			return err
		}
	}
	return nil
}

func (w *walk) root(iri quad.IRI) (c candidate, err error) {
	if c.id, err = w.s.Find(iri); err != nil {
		return c, err
	}
	if c.id != 0 {
		c.degree, err = w.degree(c.id)
	}
	if err == nil && c.degree == 0 {
		err = fmt.Errorf("%s: %w", iri, ErrNoRoot)
	}
	return c, err
}

// take makes c a member, with its edges to members, as far as there is room.
func (w *walk) take(ctx context.Context, c candidate, depth int) error {
	m := &member{id: c.id, place: len(w.members), depth: depth, degree: c.degree}
	if err := w.readOwn(ctx, m); err != nil {
		return err
	}
	w.members, w.at[c.id] = append(w.members, m), m
	fresh := w.toward[c.id]
	delete(w.toward, c.id)
	for _, q := range m.own {
		if !w.follows(q) {
			continue
		}
		if w.at[q[objectAt]] != nil {
			fresh = append(fresh, q)
		} else if t, err := w.term(q[objectAt]); err != nil {
			return err
		} else if w.isNode(t) {
			w.toward[q[objectAt]] = append(w.toward[q[objectAt]], q)
		}
	}
	return w.join(fresh)
}

// readOwn reads what m says. A node has its name even where the documents that give it are not asked for.
func (w *walk) readOwn(ctx context.Context, m *member) error {
	return w.scan(ctx, quadIDs{subjectAt: m.id}, func(q quadIDs) error {
		if slices.Contains(w.naming[:], q[predicateAt]) {
			m.names = append(m.names, q)
		}
		if w.within(q) {
			m.own = append(m.own, q)
		}
		return nil
	})
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

// within tells whether q stands in one of the documents.
func (w *walk) within(q quadIDs) bool { return w.documents == nil || w.documents[q[labelAt]] }

// follows tells whether the predicate of q is one of those asked for.
func (w *walk) follows(q quadIDs) bool { return w.predicates == nil || w.predicates[q[predicateAt]] }

// join puts edges between members into the subgraph, as far as there is room.
func (w *walk) join(fresh []quadIDs) error {
	room := w.req.Limit - len(w.edges)
	if len(fresh) > room {
		if err := w.sortQuads(fresh); err != nil {
			return err
		}
		for _, q := range fresh[room:] {
			w.at[q[subjectAt]].dropped()
			w.at[q[objectAt]].dropped()
		}
		fresh = fresh[:room]
	}
	for _, q := range fresh {
		w.at[q[subjectAt]].out++
		w.at[q[objectAt]].in++
	}
	w.edges = append(w.edges, fresh...)
	w.full = w.full || len(w.edges) == w.req.Limit
	return nil
}

// dropped counts an edge that there was no room for; what was or will be expanded counts its edges itself.
func (m *member) dropped() {
	if !m.open {
		m.reach++
	}
}

// candidate is a node that might be taken in.
type candidate struct {
	id     nodeID
	degree uint64
}

// beyond is what lies one edge further than the frontier: of each node its most connected neighbours, in the order in
// which they are taken in.
func (w *walk) beyond(ctx context.Context, frontier []*member) ([]candidate, error) {
	chosen := map[nodeID]bool{}
	var next []candidate
	for _, m := range frontier {
		near, err := w.neighbours(ctx, m)
		if err != nil {
			return nil, err
		}
		w.crowd = w.crowd || len(near) > w.req.PerNode
		for _, c := range near[:min(len(near), w.req.PerNode)] {
			if !chosen[c.id] {
				chosen[c.id] = true
				next = append(next, c)
			}
		}
	}
	return next, w.rank(next)
}

// neighbours are the nodes at the edges of m that are not in, ranked where they are too many. It counts the edges.
func (w *walk) neighbours(ctx context.Context, m *member) ([]candidate, error) {
	m.open, m.reach = true, 0
	var near []candidate
	seen := map[nodeID]bool{}
	consider := func(q quadIDs, other nodeID) error {
		ok, err := w.admits(q, other)
		if err != nil || !ok {
			return err
		}
		m.reach++
		if w.full || w.at[other] != nil || seen[other] {
			return nil
		}
		seen[other] = true
		degree, err := w.degree(other)
		near = append(near, candidate{other, degree})
		return err
	}
	if w.req.Direction != In {
		for _, q := range m.own {
			if err := consider(q, q[objectAt]); err != nil {
				return nil, err
			}
		}
	}
	if w.req.Direction != Out {
		err := w.scan(ctx, quadIDs{objectAt: m.id}, func(q quadIDs) error { return consider(q, q[subjectAt]) })
		if err != nil {
			return nil, err
		}
	}
	if len(near) <= w.req.PerNode {
		return near, nil // all of them are wanted
	}
	return near, w.rank(near)
}

// admits tells whether the request lets an edge through to its other end.
func (w *walk) admits(q quadIDs, other nodeID) (bool, error) {
	if !w.follows(q) || !w.within(q) {
		return false, nil
	}
	t, err := w.term(other)
	if err != nil {
		return false, err
	}
	if m := w.at[other]; m != nil {
		return true, nil
	}
	return w.isNode(t) && (w.req.Kinds == nil || slices.Contains(w.req.Kinds, t.kind)), nil
}

// isNode tells whether a term can be a node without being a root.
func (w *walk) isNode(t meaning) bool {
	return w.req.Values || t.kind != kindValue && t.kind != kindTerm
}

// rank puts the most connected first; equals by their text.
func (w *walk) rank(list []candidate) (err error) {
	slices.SortFunc(list, func(a, b candidate) int {
		if a.degree != b.degree {
			return cmp.Compare(b.degree, a.degree)
		}
		return w.compare(a.id, b.id, &err)
	})
	return err
}

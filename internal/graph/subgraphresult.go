package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
)

// labelLength is how many code points a node's label has at most; its facts have the whole text.
const labelLength = 80

// namePredicates are those that name a node, the best first.
var namePredicates = [4]quad.IRI{vocab.Label, vocab.Title, vocab.ContentText, vocab.Exact}

// result is the subgraph that was gathered; whole says that nothing had to stay unread.
func (w *walk) result(whole bool) (Subgraph, error) {
	g := Subgraph{Request: w.req, Base: w.s.base, Nodes: make([]SubgraphNode, len(w.members))}
	crowded := 0
	for i, m := range w.members {
		node, err := w.node(m)
		if err != nil {
			return Subgraph{}, err
		}
		if node.Omitted > 0 {
			crowded++
		}
		g.Omitted += node.Omitted
		g.Nodes[i] = node
	}
	var err error
	g.Edges, err = w.subgraphEdges()
	g.Completeness = w.completeness(whole, crowded)
	return g, err
}

func (w *walk) completeness(whole bool, crowded int) Completeness {
	var reasons []string
	if !whole {
		reasons = append(reasons, fmt.Sprintf("reading ended after %d quads", mostRead))
	}
	if w.full && crowded > 0 {
		reasons = append(reasons, fmt.Sprintf("the limit of %d edges was reached", w.req.Limit))
	}
	if w.crowd {
		reasons = append(reasons, fmt.Sprintf("of a node's new neighbours the %d most connected are shown", w.req.PerNode))
	}
	if crowded > 0 {
		reasons = append(reasons, fmt.Sprintf("nodes with more edges than are shown: %d", crowded))
	}
	return Completeness{Complete: len(reasons) == 0, Reason: strings.Join(reasons, "; ")}
}

func (w *walk) node(m *member) (SubgraphNode, error) {
	t, err := w.term(m.id)
	if err != nil {
		return SubgraphNode{}, err
	}
	node := SubgraphNode{
		Value: t.value, Kind: t.kind, Root: m.depth == 0, Depth: m.depth, Degree: m.degree,
		Links: m.out + m.in, Omitted: w.omitted(m),
	}
	if node.Facts, err = w.facts(m); err != nil {
		return SubgraphNode{}, err
	}
	node.Label, err = w.label(m, t)
	return node, err
}

// omitted is how many edges at m are left out, of those that the request lets through.
func (w *walk) omitted(m *member) int {
	shown := 0
	switch {
	case !m.open:
	case w.req.Direction == Out:
		shown = m.out
	case w.req.Direction == In:
		shown = m.in
	default:
		shown = m.out + m.in
	}
	return max(0, m.reach-shown)
}

// facts are the quads of m that are no edges: those with values. The text of a document is not among them.
func (w *walk) facts(m *member) ([]Fact, error) {
	facts := make([]Fact, 0, len(m.own))
	for _, q := range m.own {
		object, err := w.term(q[objectAt])
		if err != nil {
			return nil, err
		}
		if object.kind != kindValue && object.kind != kindTerm || w.at[q[objectAt]] != nil && w.follows(q) {
			continue
		}
		predicate, err := w.term(q[predicateAt])
		if err != nil {
			return nil, err
		}
		if predicate.value == quad.Value(vocab.Text) {
			continue
		}
		label, err := w.value(q[labelAt])
		if err != nil {
			return nil, err
		}
		facts = append(facts, Fact{predicate.value, object.value, label})
	}
	slices.SortFunc(facts, func(a, b Fact) int {
		return a.compare(b)
	})
	return facts, nil
}

func (t terms) value(id nodeID) (quad.Value, error) {
	if id == 0 {
		return nil, nil
	}
	found, err := t.term(id)
	return found.value, err
}

// subgraphEdges are the edges in order.
func (w *walk) subgraphEdges() (edges []SubgraphEdge, err error) {
	place := func(id nodeID) int { return w.at[id].place }
	slices.SortFunc(w.edges, func(a, b quadIDs) int {
		return cmp.Or(
			cmp.Compare(place(a[subjectAt]), place(b[subjectAt])), cmp.Compare(place(a[objectAt]), place(b[objectAt])),
			w.compare(a[predicateAt], b[predicateAt], &err), w.compare(a[labelAt], b[labelAt], &err),
		)
	})
	if err != nil {
		return nil, err
	}
	edges = make([]SubgraphEdge, len(w.edges))
	for i, q := range w.edges {
		edges[i] = SubgraphEdge{From: place(q[subjectAt]), To: place(q[objectAt])}
		if edges[i].Predicate, err = w.value(q[predicateAt]); err != nil {
			return nil, err
		}
		if edges[i].Graph, err = w.value(q[labelAt]); err != nil {
			return nil, err
		}
	}
	return edges, nil
}

// label is what to write beside a node: its name, title or words, else its id.
func (w *walk) label(m *member, t meaning) (string, error) {
	for _, predicate := range w.naming {
		name, err := w.bestName(m.names, predicate)
		if name != "" || err != nil {
			return clip(name), err
		}
	}
	if iri, ok := t.value.(quad.IRI); ok {
		return w.s.base.Shorten(iri), nil
	}
	return clip(nquads.Plain(t.value)), nil
}

// bestName is the object that the reference graph has, else what most graphs say, else the longest.
func (w *walk) bestName(names []quadIDs, predicate nodeID) (best string, err error) {
	weights := map[string]int{}
	for _, q := range names {
		if q[predicateAt] != predicate {
			continue
		}
		object, err := w.term(q[objectAt])
		if err != nil {
			return "", err
		}
		label, err := w.value(q[labelAt])
		if err != nil {
			return "", err
		}
		name := nquads.Plain(object.value)
		if weights[name]++; label == quad.Value(vocab.ReferenceGraph) {
			weights[name] += 1 << 30
		}
	}
	for name, weight := range weights {
		if cmp.Or(cmp.Compare(weight, weights[best]), cmp.Compare(len(name), len(best)), cmp.Compare(best, name)) > 0 {
			best = name
		}
	}
	return best, nil
}

// clip cuts a text to a label's length, on one line, and shows that it did.
func clip(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= labelLength {
		return text
	}
	return string([]rune(text)[:labelLength-1]) + "…"
}

func (f Fact) compare(other Fact) int {
	if c := compareValues(f.Predicate, other.Predicate); c != 0 {
		return c
	}
	if c := compareValues(f.Object, other.Object); c != 0 {
		return c
	}
	return compareValues(f.Graph, other.Graph)
}

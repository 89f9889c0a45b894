package subgraph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/vocab"
)

// labelLength is the maximum length of a label in code points; the facts have the whole text. Chosen by hand.
const labelLength = 80

// namePredicates holds the predicates whose objects name a node, in order of preference.
var namePredicates = [4]quad.IRI{vocab.Label, vocab.Title, vocab.ContentText, vocab.Exact}

// result returns the subgraph that was gathered. readAll is false if the traversal stopped at maxQuadsRead.
func (t *traversal) result(readAll bool) (Subgraph, error) {
	g := Subgraph{Request: t.sel, Base: t.snapshot.Base(), Nodes: make([]Vertex, len(t.nodes))}
	t.found = make([]Fact, 0, len(t.own))
	truncated := 0
	for i, m := range t.nodes {
		node, err := t.node(m)
		if err != nil {
			return Subgraph{}, err
		}
		if node.Omitted > 0 {
			truncated++
		}
		g.Omitted += node.Omitted
		g.Nodes[i] = node
	}
	var err error
	g.Edges, err = t.subgraphEdges()
	g.Reason = t.reason(readAll, truncated)
	g.Complete = g.Reason == ""
	return g, err
}

// reason returns why the subgraph is not complete, or "".
func (t *traversal) reason(readAll bool, truncated int) string {
	var reasons []string
	if !readAll {
		reasons = append(reasons, fmt.Sprintf("reading stopped after %d quads", maxQuadsRead))
	}
	if t.full && truncated > 0 {
		reasons = append(reasons, fmt.Sprintf("the limit of %d edges was reached", t.sel.Limit))
	}
	if t.overflow {
		reasons = append(reasons, fmt.Sprintf("of a node's new neighbours only the %d best connected are shown", t.sel.PerNode))
	}
	if truncated > 0 {
		reasons = append(reasons, fmt.Sprintf("nodes with more edges than shown: %d", truncated))
	}
	return strings.Join(reasons, "; ")
}

// node returns the node with its attributes.
func (t *traversal) node(s *visit) (Vertex, error) {
	value, err := t.snapshot.Value(s.id)
	if err != nil {
		return Vertex{}, err
	}
	node := Vertex{
		Value: value, Kind: vocab.NodeKind(s.kind).String(), Root: s.depth == 0, Depth: s.depth, Degree: s.degree,
		Links: s.out + s.in, Omitted: t.omitted(s.inclusion),
	}
	if node.Facts, err = t.facts(s.inclusion); err != nil {
		return Vertex{}, err
	}
	node.Label, err = t.label(s.inclusion, value)
	return node, err
}

// omitted returns the number of selected edges at m that are not in the subgraph.
func (t *traversal) omitted(m *inclusion) int {
	shown := 0
	switch {
	case !m.expanded:
	case t.sel.Direction == Out:
		shown = m.out
	case t.sel.Direction == In:
		shown = m.in
	default:
		shown = m.out + m.in
	}
	return max(0, m.reach-shown)
}

// predicateGroup holds the quads of one subject with one predicate.
type predicateGroup struct {
	predicate quad.Value
	quads     []codec.QuadIDs
}

// predicateGroups groups the quads of a subject by predicate, ordered by the predicates' values. The result is valid until
// the next call.
func (t *traversal) predicateGroups(own []codec.QuadIDs) ([]predicateGroup, error) {
	list := t.scratch[:0]
	for len(own) > 0 {
		id := own[0][codec.Predicate]
		n := 1
		for n < len(own) && own[n][codec.Predicate] == id {
			n++
		}
		predicate, err := t.snapshot.Value(id)
		if err != nil {
			return nil, err
		}
		if id != t.text {
			list = append(list, predicateGroup{predicate, own[:n]})
		}
		own = own[n:]
	}
	slices.SortFunc(list, func(a, b predicateGroup) int { return compareValues(a.predicate, b.predicate) })
	t.scratch = list
	return list, nil
}

// facts returns the quads of m whose objects are values outside the subgraph, without the text of a document.
func (t *traversal) facts(m *inclusion) ([]Fact, error) {
	predicateGroups, err := t.predicateGroups(m.own)
	if err != nil {
		return nil, err
	}
	begin := len(t.found)
	for _, g := range predicateGroups {
		first := len(t.found)
		for _, q := range g.quads {
			k, err := t.snapshot.Class(q[codec.Object])
			if err != nil {
				return nil, err
			}
			if vocab.NodeKind(k) != vocab.KindValue && vocab.NodeKind(k) != vocab.KindTerm || t.follows(q) && t.included(q[codec.Object]) != nil {
				continue
			}
			f, err := t.fact(g.predicate, q)
			if err != nil {
				return nil, err
			}
			t.found = append(t.found, f)
		}
		slices.SortFunc(t.found[first:], func(a, b Fact) int { return a.compare(&b) })
	}
	return t.found[begin:len(t.found):len(t.found)], nil
}

// fact returns a quad as a fact.
func (t *traversal) fact(predicate quad.Value, q codec.QuadIDs) (Fact, error) {
	object, err := t.snapshot.Value(q[codec.Object])
	if err != nil {
		return Fact{}, err
	}
	label, err := t.snapshot.Value(q[codec.Label])
	return Fact{predicate, object, label}, err
}

// subgraphEdges returns the edges ordered by source, target, predicate and label.
func (t *traversal) subgraphEdges() ([]Edge, error) {
	edges := make([]Edge, len(t.links))
	for i, l := range t.links {
		predicate, err := t.snapshot.Value(l.predicate)
		if err != nil {
			return nil, err
		}
		label, err := t.snapshot.Value(l.label)
		if err != nil {
			return nil, err
		}
		edges[i] = Edge{From: l.from.place, To: l.to.place, Predicate: predicate, Graph: label}
	}
	slices.SortFunc(edges, func(a, b Edge) int {
		if c := cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)); c != 0 {
			return c
		}
		return cmp.Or(compareTexts(a.Predicate, b.Predicate), compareTexts(a.Graph, b.Graph))
	})
	return edges, nil
}

// label returns a short text for a node: its name, title or words, else its id.
func (t *traversal) label(m *inclusion, value quad.Value) (string, error) {
	for _, predicate := range t.naming {
		name, err := t.bestName(m.names, predicate)
		if name != "" || err != nil {
			return clip(name), err
		}
	}
	if iri, ok := value.(quad.IRI); ok {
		return t.snapshot.Base().Shorten(iri), nil
	}
	return clip(nquads.Plain(value)), nil
}

// bestName returns the name that the reference graph gives, else the one that most graphs give, else the longest.
func (t *traversal) bestName(names []codec.QuadIDs, predicate codec.NodeID) (best string, err error) {
	weights := map[string]int{}
	for _, q := range names {
		if q[codec.Predicate] != predicate {
			continue
		}
		object, err := t.snapshot.Value(q[codec.Object])
		if err != nil {
			return "", err
		}
		label, err := t.snapshot.Value(q[codec.Label])
		if err != nil {
			return "", err
		}
		name := nquads.Plain(object)
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

// clip returns text on one line, shortened to the length of a label with an ellipsis.
func clip(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= labelLength {
		return text
	}
	return string([]rune(text)[:labelLength-1]) + "…"
}

// compare orders facts of one predicate by object and graph.
func (f *Fact) compare(other *Fact) int {
	if c := compareValues(f.Object, other.Object); c != 0 {
		return c
	}
	return compareValues(f.Graph, other.Graph)
}

package subgraph

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
func (w *traversal) result(whole bool) (Subgraph, error) {
	g := Subgraph{Request: w.req, Base: w.s.Base(), Nodes: make([]Vertex, len(w.members))}
	w.found = make([]Fact, 0, len(w.own))
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
	g.Reason = w.reason(whole, crowded)
	g.Complete = g.Reason == ""
	return g, err
}

// reason returns why the subgraph is not complete, or "".
func (w *traversal) reason(whole bool, crowded int) string {
	var reasons []string
	if !whole {
		reasons = append(reasons, fmt.Sprintf("reading ended after %d quads", maxQuadsRead))
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
	return strings.Join(reasons, "; ")
}

func (w *traversal) node(s *visit) (Vertex, error) {
	value, err := w.s.Value(s.id)
	if err != nil {
		return Vertex{}, err
	}
	node := Vertex{
		Value: value, Kind: vocab.NodeKind(s.kind).String(), Root: s.depth == 0, Depth: s.depth, Degree: s.degree,
		Links: s.out + s.in, Omitted: w.omitted(s.inclusion),
	}
	if node.Facts, err = w.facts(s.inclusion); err != nil {
		return Vertex{}, err
	}
	node.Label, err = w.label(s.inclusion, value)
	return node, err
}

// omitted is how many edges at m are left out, of those that the request lets through.
func (w *traversal) omitted(m *inclusion) int {
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

// predicateGroup is the quads of one subject and predicate.
type predicateGroup struct {
	predicate quad.Value
	quads     []quadIDs
}

// predicateGroups are the quads of a subject by predicate, in order of the predicates' values.
func (w *traversal) predicateGroups(own []quadIDs) ([]predicateGroup, error) {
	list := w.scratch[:0]
	for len(own) > 0 {
		id := own[0][predicateAt]
		n := 1
		for n < len(own) && own[n][predicateAt] == id {
			n++
		}
		predicate, err := w.s.Value(id)
		if err != nil {
			return nil, err
		}
		if id != w.text {
			list = append(list, predicateGroup{predicate, own[:n]})
		}
		own = own[n:]
	}
	slices.SortFunc(list, func(a, b predicateGroup) int { return compareValues(a.predicate, b.predicate) })
	w.scratch = list
	return list, nil
}

// facts are the quads of m that are no edges: those with values. The text of a document is not among them.
func (w *traversal) facts(m *inclusion) ([]Fact, error) {
	predicateGroups, err := w.predicateGroups(m.own)
	if err != nil {
		return nil, err
	}
	begin := len(w.found)
	for _, g := range predicateGroups {
		first := len(w.found)
		for _, q := range g.quads {
			k, err := w.s.Class(q[objectAt])
			if err != nil {
				return nil, err
			}
			if vocab.NodeKind(k) != vocab.KindValue && vocab.NodeKind(k) != vocab.KindTerm || w.follows(q) && w.memberAt(q[objectAt]) != nil {
				continue
			}
			f, err := w.fact(g.predicate, q)
			if err != nil {
				return nil, err
			}
			w.found = append(w.found, f)
		}
		slices.SortFunc(w.found[first:], func(a, b Fact) int { return a.compare(&b) })
	}
	return w.found[begin:len(w.found):len(w.found)], nil
}

func (w *traversal) fact(predicate quad.Value, q quadIDs) (Fact, error) {
	object, err := w.s.Value(q[objectAt])
	if err != nil {
		return Fact{}, err
	}
	label, err := w.s.Value(q[labelAt])
	return Fact{predicate, object, label}, err
}

// subgraphEdges are the edges in order.
func (w *traversal) subgraphEdges() ([]Edge, error) {
	edges := make([]Edge, len(w.links))
	for i, l := range w.links {
		predicate, err := w.s.Value(l.predicate)
		if err != nil {
			return nil, err
		}
		label, err := w.s.Value(l.label)
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

// label is what to write beside a node: its name, title or words, else its id.
func (w *traversal) label(m *inclusion, value quad.Value) (string, error) {
	for _, predicate := range w.naming {
		name, err := w.bestName(m.names, predicate)
		if name != "" || err != nil {
			return clip(name), err
		}
	}
	if iri, ok := value.(quad.IRI); ok {
		return w.s.Base().Shorten(iri), nil
	}
	return clip(nquads.Plain(value)), nil
}

// bestName is the object that the reference graph has, else what most graphs say, else the longest.
func (w *traversal) bestName(names []quadIDs, predicate nodeID) (best string, err error) {
	weights := map[string]int{}
	for _, q := range names {
		if q[predicateAt] != predicate {
			continue
		}
		object, err := w.s.Value(q[objectAt])
		if err != nil {
			return "", err
		}
		label, err := w.s.Value(q[labelAt])
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

// clip cuts a text to a label's length, on one line, and shows that it did.
func clip(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= labelLength {
		return text
	}
	return string([]rune(text)[:labelLength-1]) + "…"
}

// compare orders facts of one predicate.
func (f *Fact) compare(other *Fact) int {
	if c := compareValues(f.Object, other.Object); c != 0 {
		return c
	}
	return compareValues(f.Graph, other.Graph)
}

package export

import (
	"math"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/subgraph"
)

// separator joins several values of an attribute.
const separator = " | "

// attributeTable returns the nodes and edges of a subgraph as rows of attributes, one at a time.
type attributeTable struct {
	g       subgraph.Subgraph
	facts   map[quad.Value]*factColumn // by predicate
	columns []attribute                // of nodes
	ids     []string                   // of nodes
	edgeIDs []string
	shorts  map[quad.IRI]string          // cached short names of terms
	edges   map[quad.Value]predicateText // cached texts of predicates
	row     []attributeValue             // the current row
}

// factColumn is the attribute of the facts with one predicate.
type factColumn struct {
	attribute
	count string // name of the attribute with the number of values
	many  bool   // some node has several values
	known bool   // the type was set
}

// predicateText holds the texts of a predicate in the attributes of edges.
type predicateText struct{ label, whole string }

// Attributes of every node and of every edge. The kind of a node is not called type, which graphology reserves.
var (
	nodeColumns = []attribute{
		{"label", kindString}, {"name", kindString}, {"iri", kindString}, {"kind", kindString}, {"root", kindBoolean},
		{"depth", kindLong}, {"degree", kindLong}, {"links", kindLong}, {"omitted", kindLong},
	}
	edgeColumns = []attribute{
		{"label", kindString}, {"interaction", kindString}, {"predicate", kindString}, {"graph", kindString}, {"weight", kindDouble},
	}
)

// newTable returns the table of g and determines the attributes of its nodes.
func newTable(g subgraph.Subgraph) *attributeTable {
	t := &attributeTable{
		g: g, facts: map[quad.Value]*factColumn{}, shorts: map[quad.IRI]string{}, edges: map[quad.Value]predicateText{},
	}
	t.ids, t.edgeIDs = ids(g)
	names := attributeNamer{base: g.Base, taken: map[string]bool{}}
	var order []*factColumn
	for i := range g.Nodes {
		for facts := g.Nodes[i].Facts; len(facts) > 0; {
			n, different := sizeOfGroup(facts)
			c := t.facts[facts[0].Predicate]
			if c == nil {
				name := names.name(facts[0].Predicate)
				c = &factColumn{attribute: attribute{name: name}, count: name + "_count"}
				t.facts[facts[0].Predicate] = c
				order = append(order, c)
			}
			c.widen(facts[:n], different)
			facts = facts[n:]
		}
	}
	t.columns = append(t.columns, nodeColumns...)
	for _, c := range order {
		t.columns = append(t.columns, c.attribute)
		if c.many {
			t.columns = append(t.columns, attribute{c.count, kindLong})
		}
	}
	return t
}

// sizeOfGroup returns the number of leading facts with the predicate of the first one, and the number of their distinct
// values.
func sizeOfGroup(facts []subgraph.Fact) (n, different int) {
	for n < len(facts) && facts[n].Predicate == facts[0].Predicate {
		if n == 0 || facts[n].Object != facts[n-1].Object {
			different++
		}
		n++
	}
	return n, different
}

// widen adapts the type of the attribute to the facts of another node.
func (c *factColumn) widen(facts []subgraph.Fact, different int) {
	if c.many = c.many || different > 1; c.many {
		c.kind = kindString
		return
	}
	k := typeOf(facts[0].Object)
	switch {
	case !c.known:
		c.kind, c.known = k, true
	case c.kind == k:
	case c.kind == kindString || c.kind == kindBoolean || k == kindString || k == kindBoolean:
		c.kind = kindString
	default:
		c.kind = kindDouble
	}
}

// largestExact is the largest integer that every JSON parser represents exactly.
const largestExact = 1 << 53

// typeOf returns the type of a value that every tool supports.
func typeOf(v quad.Value) scalarType {
	switch v := v.(type) {
	case quad.Int:
		if v >= -largestExact && v <= largestExact {
			return kindLong
		}
	case quad.Float:
		if !math.IsNaN(float64(v)) && !math.IsInf(float64(v), 0) {
			return kindDouble
		}
	case quad.Bool:
		return kindBoolean
	}
	return kindString
}

// node returns the row of node i. It is valid until the next call of node or edge.
func (t *attributeTable) node(i int) []attributeValue {
	n := &t.g.Nodes[i]
	label := clean(n.Label)
	row := append(t.row[:0],
		text("label", label), text("name", label), text("iri", clean(nquads.Plain(n.Value))), text("kind", n.Kind), boolean("root", n.Root),
		long("depth", n.Depth), long("degree", n.Degree), long("links", n.Links), long("omitted", n.Omitted))
	for facts := n.Facts; len(facts) > 0; {
		length, different := sizeOfGroup(facts)
		c := t.facts[facts[0].Predicate]
		row = append(row, t.cell(c, facts[:length]))
		if c.many {
			row = append(row, long(c.count, different))
		}
		facts = facts[length:]
	}
	t.row = row
	return row
}

// cell returns the values of facts with one predicate in the type of their attribute.
func (t *attributeTable) cell(c *factColumn, facts []subgraph.Fact) attributeValue {
	switch c.kind {
	case kindLong:
		return long(c.name, int64(facts[0].Object.(quad.Int)))
	case kindBoolean:
		return boolean(c.name, bool(facts[0].Object.(quad.Bool)))
	case kindDouble:
		if n, ok := facts[0].Object.(quad.Int); ok {
			return double(c.name, float64(n))
		}
		return double(c.name, float64(facts[0].Object.(quad.Float)))
	}
	if len(facts) == 1 {
		return text(c.name, clean(t.text(facts[0].Object)))
	}
	var values []string
	for i, f := range facts {
		if i == 0 || f.Object != facts[i-1].Object {
			values = append(values, clean(t.text(f.Object)))
		}
	}
	return text(c.name, strings.Join(values, separator))
}

// text returns a value as a string, with IRIs shortened.
func (t *attributeTable) text(value quad.Value) string {
	if iri, ok := value.(quad.IRI); ok {
		short, known := t.shorts[iri]
		if !known {
			short = t.g.Base.Shorten(iri)
			t.shorts[iri] = short
		}
		return short
	}
	return nquads.Plain(value)
}

// edge returns the row of an edge. It is valid until the next call of node or edge.
func (t *attributeTable) edge(e subgraph.Edge) []attributeValue {
	p := t.predicate(e.Predicate)
	row := append(t.row[:0], text("label", p.label), text("interaction", p.label), text("predicate", p.whole))
	if e.Graph != nil {
		row = append(row, text("graph", clean(nquads.Plain(e.Graph))))
	}
	t.row = append(row, double("weight", 1))
	return t.row
}

// predicate returns the texts of a predicate.
func (t *attributeTable) predicate(value quad.Value) predicateText {
	p, known := t.edges[value]
	if !known {
		p = predicateText{clean(t.text(value)), clean(nquads.Plain(value))}
		if prefix, local, ok := strings.Cut(p.label, ":"); ok && prefix == "g" {
			p.label = local
		}
		t.edges[value] = p
	}
	return p
}

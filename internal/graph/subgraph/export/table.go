package export

import (
	"math"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/subgraph"
)

// separator joins the values of an attribute that has several.
const separator = " | "

// table is a subgraph's nodes and edges as rows, read one at a time.
type table struct {
	g       subgraph.Subgraph
	facts   map[quad.Value]*factColumn // by predicate
	columns []column                   // of nodes
	ids     []string                   // of nodes
	edgeIDs []string
	shorts  map[quad.IRI]string          // of terms: the same few over and over
	edges   map[quad.Value]predicateText // likewise
	row     []cell                       // the last that was read
}

// factColumn is the attribute that the facts of a predicate are.
type factColumn struct {
	column
	count string // the name of the column for how many values there are
	many  bool   // a node has several
	known bool   // its kind was met
}

// predicateText is a predicate as an attribute of edges.
type predicateText struct{ label, whole string }

// The columns that every node has, and every edge. A node's kind is not called type, which graphology forbids.
var (
	nodeColumns = []column{
		{"label", kindString}, {"name", kindString}, {"iri", kindString}, {"kind", kindString}, {"root", kindBoolean},
		{"depth", kindLong}, {"degree", kindLong}, {"links", kindLong}, {"omitted", kindLong},
	}
	edgeColumns = []column{
		{"label", kindString}, {"interaction", kindString}, {"predicate", kindString}, {"graph", kindString}, {"weight", kindDouble},
	}
)

func newTable(g subgraph.Subgraph) *table {
	t := &table{
		g: g, facts: map[quad.Value]*factColumn{}, shorts: map[quad.IRI]string{}, edges: map[quad.Value]predicateText{},
	}
	t.ids, t.edgeIDs = ids(g)
	names := namer{base: g.Base, taken: map[string]bool{}}
	var order []*factColumn
	for i := range g.Nodes {
		for facts := g.Nodes[i].Facts; len(facts) > 0; {
			n, different := stretch(facts)
			c := t.facts[facts[0].Predicate]
			if c == nil {
				name := names.name(facts[0].Predicate)
				c = &factColumn{column: column{name: name}, count: name + "_count"}
				t.facts[facts[0].Predicate] = c
				order = append(order, c)
			}
			c.learn(facts[:n], different)
			facts = facts[n:]
		}
	}
	t.columns = append(t.columns, nodeColumns...)
	for _, c := range order {
		t.columns = append(t.columns, c.column)
		if c.many {
			t.columns = append(t.columns, column{c.count, kindLong})
		}
	}
	return t
}

// stretch is how many facts there are of the first one's predicate, and how many different values they have.
func stretch(facts []subgraph.Fact) (n, different int) {
	for n < len(facts) && facts[n].Predicate == facts[0].Predicate {
		if n == 0 || facts[n].Object != facts[n-1].Object {
			different++
		}
		n++
	}
	return n, different
}

// learn fits the column's kind to one more node's facts.
func (c *factColumn) learn(facts []subgraph.Fact, different int) {
	if c.many = c.many || different > 1; c.many {
		c.kind = kindString
		return
	}
	k := scalarKind(facts[0].Object)
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

// largestExact is the largest whole number that every reader of JSON keeps.
const largestExact = 1 << 53

// scalarKind is the type that a value can have in every tool.
func scalarKind(v quad.Value) kind {
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

// node is the row of the node at place i, until the next row is read.
func (t *table) node(i int) []cell {
	n := &t.g.Nodes[i]
	label := clean(n.Label)
	row := append(t.row[:0],
		text("label", label), text("name", label), text("iri", clean(nquads.Plain(n.Value))), text("kind", n.Kind), boolean("root", n.Root),
		long("depth", n.Depth), long("degree", n.Degree), long("links", n.Links), long("omitted", n.Omitted))
	for facts := n.Facts; len(facts) > 0; {
		length, different := stretch(facts)
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

// cell is the values of facts of one predicate in their column's kind.
func (t *table) cell(c *factColumn, facts []subgraph.Fact) cell {
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

// text is a value as an attribute: terms of vocabularies by their short names.
func (t *table) text(value quad.Value) string {
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

// edge is the row of an edge, until the next row is read.
func (t *table) edge(e subgraph.Edge) []cell {
	p := t.predicate(e.Predicate)
	row := append(t.row[:0], text("label", p.label), text("interaction", p.label), text("predicate", p.whole))
	if e.Graph != nil {
		row = append(row, text("graph", clean(nquads.Plain(e.Graph))))
	}
	t.row = append(row, double("weight", 1))
	return t.row
}

func (t *table) predicate(value quad.Value) predicateText {
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

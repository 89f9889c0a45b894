package export

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/nquads"
)

// separator joins the values of an attribute that has several.
const separator = " | "

// kind is the type of an attribute, the same over the whole file.
type kind string

const (
	kindString  kind = "string"
	kindLong    kind = "long"
	kindDouble  kind = "double"
	kindBoolean kind = "boolean"
)

// column is an attribute.
type column struct {
	name string
	kind kind
}

// cell is an attribute's value: a string, int, int64, float64 or bool.
type cell struct {
	name  string
	value any
}

// table is a subgraph's nodes as rows, read one at a time.
type table struct {
	g       graph.Subgraph
	names   map[quad.Value]string // of predicates
	kinds   map[string]kind       // of facts' columns
	many    map[string]bool       // columns with several values somewhere
	columns []column              // of nodes
	ids     []string              // of nodes
	edgeIDs []string
	shorts  map[quad.IRI]string // of terms: the same few over and over
}

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

func newTable(g graph.Subgraph) *table {
	t := &table{
		g: g, names: map[quad.Value]string{}, kinds: map[string]kind{}, many: map[string]bool{},
		ids: nodeIDs(g), edgeIDs: edgeIDs(g), shorts: map[quad.IRI]string{},
	}
	names := namer{base: g.Base, taken: map[string]bool{}}
	t.columns = append(t.columns, nodeColumns...)
	var order []string
	for _, node := range g.Nodes {
		for facts := node.Facts; len(facts) > 0; {
			predicate := facts[0].Predicate
			name, known := t.names[predicate]
			if !known {
				name = names.name(predicate)
				t.names[predicate] = name
				order = append(order, name)
			}
			var values []quad.Value
			values, facts = split(facts)
			t.learn(name, values)
		}
	}
	for _, name := range order {
		t.columns = append(t.columns, column{name, t.kindOf(name)})
		if t.many[name] {
			t.columns = append(t.columns, column{name + "_count", kindLong})
		}
	}
	return t
}

// split takes the facts of the first predicate off: its different values, and the facts that follow.
func split(facts []graph.Fact) (values []quad.Value, rest []graph.Fact) {
	predicate := facts[0].Predicate
	for len(facts) > 0 && facts[0].Predicate == predicate {
		if len(values) == 0 || values[len(values)-1] != facts[0].Object {
			values = append(values, facts[0].Object)
		}
		facts = facts[1:]
	}
	return values, facts
}

// learn fits the type of a column to one more node's values.
func (t *table) learn(name string, values []quad.Value) {
	if len(values) > 1 {
		t.many[name] = true
	}
	for _, value := range values {
		k := scalarKind(value)
		known, ok := t.kinds[name]
		switch {
		case !ok || known == k:
			t.kinds[name] = k
		case known != kindString && known != kindBoolean && k != kindString && k != kindBoolean:
			t.kinds[name] = kindDouble
		default:
			t.kinds[name] = kindString
		}
	}
}

func (t *table) kindOf(name string) kind {
	if t.many[name] {
		return kindString
	}
	return t.kinds[name]
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

// node is the row of the node at place i.
func (t *table) node(i int) []cell {
	n := t.g.Nodes[i]
	row := make([]cell, 0, len(nodeColumns)+len(n.Facts))
	row = append(row, cell{"label", clean(n.Label)}, cell{"name", clean(n.Label)}, cell{"iri", clean(nquads.Plain(n.Value))}, cell{"kind", n.Kind},
		cell{"root", n.Root}, cell{"depth", n.Depth}, cell{"degree", int64(n.Degree)}, cell{"links", n.Links}, cell{"omitted", n.Omitted})
	for facts := n.Facts; len(facts) > 0; {
		name := t.names[facts[0].Predicate]
		var values []quad.Value
		values, facts = split(facts)
		row = append(row, cell{name, t.scalar(name, values)})
		if t.many[name] {
			row = append(row, cell{name + "_count", len(values)})
		}
	}
	return row
}

// scalar is the values of an attribute in its column's type.
func (t *table) scalar(name string, values []quad.Value) any {
	switch t.kindOf(name) {
	case kindLong:
		return int64(values[0].(quad.Int))
	case kindBoolean:
		return bool(values[0].(quad.Bool))
	case kindDouble:
		if n, ok := values[0].(quad.Int); ok {
			return float64(n)
		}
		return float64(values[0].(quad.Float))
	}
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = clean(t.text(value))
	}
	return strings.Join(texts, separator)
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

// edge is the row of an edge.
func (t *table) edge(e graph.SubgraphEdge) []cell {
	label := clean(t.text(e.Predicate))
	if prefix, local, ok := strings.Cut(label, ":"); ok && prefix == "g" {
		label = local
	}
	row := []cell{{"label", label}, {"interaction", label}, {"predicate", clean(nquads.Plain(e.Predicate))}}
	if e.Graph != nil {
		row = append(row, cell{"graph", clean(nquads.Plain(e.Graph))})
	}
	return append(row, cell{"weight", 1.0})
}

// plain is a cell's value as text.
func plain(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

func nodeIDs(g graph.Subgraph) []string {
	ids := make([]string, len(g.Nodes))
	for i, node := range g.Nodes {
		ids[i] = "n" + digest(nquads.AppendTerm(nil, node.Value))
	}
	return ids
}

// edgeIDs are made of whole quads: the same statement in two documents is two edges.
func edgeIDs(g graph.Subgraph) []string {
	ids := make([]string, len(g.Edges))
	var line []byte
	for i, e := range g.Edges {
		line = nquads.AppendQuad(line[:0], quadOf(g, e))
		ids[i] = "e" + digest(line)
	}
	return ids
}

// digest is 80 bits of a SHA-256 in hexadecimal.
func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:10])
}

func quadOf(g graph.Subgraph, e graph.SubgraphEdge) quad.Quad {
	return quad.Quad{Subject: g.Nodes[e.From].Value, Predicate: e.Predicate, Object: g.Nodes[e.To].Value, Label: e.Graph}
}

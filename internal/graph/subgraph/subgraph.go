package subgraph

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
)

// What can go wrong with a subgraph. Errors wrap one of these.
var (
	ErrSelection = errors.New("faulty request for a subgraph") // a number or a word that does not fit
	ErrNoRoot    = errors.New("no such node in the graph")     // a root that stands in no quad
)

// Direction says which edges a subgraph follows from a node.
type Direction string

// Directions.
const (
	Out  Direction = "out"
	In   Direction = "in"
	Both Direction = "both"
)

// Bounds of a Selection.
const (
	MaxRoots       = 1000
	MaxDepth       = 10
	MaxPerNode     = 10_000
	MaxEdges       = 100_000
	maxQuadsRead   = 2_000_000 // quads that are read for one subgraph
	defaultDepth   = 1
	defaultPerNode = 100
	defaultEdges   = 2000
)

// Selection says which part of the graph is wanted. A zero field means its default.
type Selection struct {
	Roots      []quad.IRI // where to begin; each must stand in the graph
	Depth      int        // how many edges away; 1
	Direction  Direction  // which edges to follow; Both
	Predicates []quad.IRI // only these edges; nil for all
	Kinds      []string   // only nodes of these kinds, beside the roots; nil for all. See Kinds.
	Documents  []quad.IRI // only what stands in these named graphs; nil for all, empty for none
	PerNode    int        // most new neighbours of one node, the most connected ones; 100
	Limit      int        // most edges; 2,000

	// Values makes literals and the terms of vocabularies nodes too. They are else attributes of the nodes that have them.
	Values bool
}

// Subgraph is a part of the graph: nodes and every edge between them that the request lets through, up to its limit.
// The same request of the same state gives the same subgraph, whatever order the store was filled in.
type Subgraph struct {
	Request Selection // with its defaults filled in
	Base    vocab.Base
	Nodes   []Vertex // the roots first, then by depth; the most connected first
	Edges   []Edge   // by source, then target
	Omitted int      // edges left out by the caps, seen from all nodes: one between two of them may count twice
	// Complete reports whether nothing was left out; Reason says why where it is false.
	Complete bool
	Reason   string
}

// Vertex is a node with what it has for attributes.
type Vertex struct {
	Value   quad.Value
	Kind    string // one of Kinds
	Label   string // what to write beside it
	Root    bool
	Depth   int    // edges from the topNeighbours root
	Degree  uint64 // quads of the whole store in which it is subject or object
	Links   int    // ends of the subgraph's edges at it: an edge to itself has two
	Omitted int    // edges at it that the request lets through, left out by the caps
	Facts   []Fact // by predicate, object and graph
}

// Fact is a quad whose subject is a node and whose object is no node of the subgraph but a value.
type Fact struct {
	Predicate, Object quad.Value
	Graph             quad.Value // the label; nil for none
}

// Edge is a quad between two nodes.
type Edge struct {
	From, To  int // places in Subgraph.Nodes
	Predicate quad.Value
	Graph     quad.Value // the label; nil for none
}

// Kinds of nodes: those of graphd's instances, then term for the words of vocabularies, value for literals, and other.
func Kinds() []string { return vocab.NodeKinds() }

// withDefaults is the request with its defaults, or why it cannot be answered.
func (r Selection) withDefaults() (Selection, error) {
	r.Depth, r.PerNode, r.Limit = cmp.Or(r.Depth, defaultDepth), cmp.Or(r.PerNode, defaultPerNode), cmp.Or(r.Limit, defaultEdges)
	if r.Direction == "" {
		r.Direction = Both
	}
	for _, bound := range []struct {
		name      string
		got, most int
	}{{"roots", len(r.Roots), MaxRoots}, {"depth", r.Depth, MaxDepth}, {"per-node", r.PerNode, MaxPerNode}, {"limit", r.Limit, MaxEdges}} {
		if bound.got < 0 {
			return r, fmt.Errorf("%w: %s is %d, and may not be less than nothing", ErrSelection, bound.name, bound.got)
		}
		if bound.got > bound.most {
			return r, fmt.Errorf("%w: %s is %d, and may be %d at most", ErrSelection, bound.name, bound.got, bound.most)
		}
	}
	if len(r.Roots) == 0 {
		return r, fmt.Errorf("%w: it names no root", ErrSelection)
	}
	if !slices.Contains([]Direction{Out, In, Both}, r.Direction) {
		return r, fmt.Errorf("%w: direction %q: write out, in or both", ErrSelection, r.Direction)
	}
	for _, kind := range r.Kinds {
		if !slices.Contains(Kinds(), kind) {
			return r, fmt.Errorf("%w: kind %q: write one of %s", ErrSelection, kind, strings.Join(Kinds(), ", "))
		}
	}
	return r, nil
}

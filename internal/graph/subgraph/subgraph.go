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

// Errors of Select. An error wraps one of these, the cause of the context or a failure of the store.
var (
	ErrSelection = errors.New("invalid selection of a subgraph") // a field has an invalid value
	ErrNoRoot    = errors.New("no such node in the graph")       // no quad has the root as subject or object
)

// Direction selects the edges that are followed from a node.
type Direction string

// Values of Direction.
const (
	Out  Direction = "out"
	In   Direction = "in"
	Both Direction = "both"
)

// Bounds and defaults of a Selection. The command line and the server take theirs from here. Chosen by hand.
const (
	MaxRoots       = 1000
	MaxDepth       = 10
	MaxPerNode     = 10_000
	MaxEdges       = 100_000
	maxQuadsRead   = 2_000_000 // quads that one Select reads
	DefaultDepth   = 1
	DefaultPerNode = 100
	DefaultEdges   = 2000
)

// Selection describes a part of the graph. A field that is zero has its default.
type Selection struct {
	Roots      []quad.IRI // where to start; each must be in the graph
	Depth      int        // maximum distance from the roots, in edges; DefaultDepth
	Direction  Direction  // which edges to follow; Both
	Predicates []quad.IRI // only these edges; nil for all
	Kinds      []string   // only nodes of these kinds, and the roots; nil for all. See Kinds
	Documents  []quad.IRI // only quads of these named graphs; nil for all, empty for none
	PerNode    int        // maximum number of new neighbours of one node, of which the best connected are kept; DefaultPerNode
	Limit      int        // maximum number of edges; DefaultEdges

	// Values makes literals and terms of vocabularies nodes as well. Otherwise they are facts of the nodes that have them.
	Values bool
}

// Subgraph is a part of the graph: nodes, and every selected edge between them up to the limit. It is determined by the
// selection and the quads of the store, not by the order in which they were added.
type Subgraph struct {
	Request Selection // with defaults filled in
	Base    vocab.Base
	Nodes   []Vertex // the roots first, then by depth and descending degree
	Edges   []Edge   // by source, then target
	Omitted int      // edges that the limits left out, counted at each node: an edge between two nodes may count twice
	// Complete reports whether no limit left anything out. Reason says why where it is false.
	Complete bool
	Reason   string
}

// Vertex is a node of a subgraph with its attributes.
type Vertex struct {
	Value   quad.Value
	Kind    string // one of Kinds
	Label   string // short text to display
	Root    bool
	Depth   int    // edges from the nearest root
	Degree  uint64 // number of quads in the store with it as subject or object
	Links   int    // number of ends of the subgraph's edges at it: an edge to itself has two
	Omitted int    // number of selected edges at it that the limits left out
	Facts   []Fact // by predicate, object and graph
}

// Fact is a quad whose subject is a node of the subgraph and whose object is a value that is not.
type Fact struct {
	Predicate, Object quad.Value
	Graph             quad.Value // the label; nil for none
}

// Edge is a quad between two nodes.
type Edge struct {
	From, To  int // indexes of Subgraph.Nodes
	Predicate quad.Value
	Graph     quad.Value // the label; nil for none
}

// Kinds returns the names of the kinds of nodes: those of instances, then "term" for terms of vocabularies, "value" for
// literals, and "other".
func Kinds() []string { return vocab.NodeKinds() }

// withDefaults returns the selection with its defaults, or an ErrSelection.
func (sel Selection) withDefaults() (Selection, error) {
	sel.Depth, sel.PerNode, sel.Limit = cmp.Or(sel.Depth, DefaultDepth), cmp.Or(sel.PerNode, DefaultPerNode), cmp.Or(sel.Limit, DefaultEdges)
	if sel.Direction == "" {
		sel.Direction = Both
	}
	for _, bound := range []struct {
		name      string
		got, most int
	}{{"roots", len(sel.Roots), MaxRoots}, {"depth", sel.Depth, MaxDepth}, {"per-node", sel.PerNode, MaxPerNode}, {"limit", sel.Limit, MaxEdges}} {
		if bound.got < 0 {
			return sel, fmt.Errorf("%w: %s is %d and must not be negative", ErrSelection, bound.name, bound.got)
		}
		if bound.got > bound.most {
			return sel, fmt.Errorf("%w: %s is %d and must be at most %d", ErrSelection, bound.name, bound.got, bound.most)
		}
	}
	if len(sel.Roots) == 0 {
		return sel, fmt.Errorf("%w: it has no root", ErrSelection)
	}
	if !slices.Contains([]Direction{Out, In, Both}, sel.Direction) {
		return sel, fmt.Errorf("%w: direction %q: use out, in or both", ErrSelection, sel.Direction)
	}
	for _, kind := range sel.Kinds {
		if !slices.Contains(Kinds(), kind) {
			return sel, fmt.Errorf("%w: kind %q: use one of %s", ErrSelection, kind, strings.Join(Kinds(), ", "))
		}
	}
	return sel, nil
}

package vocab

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// A NodeKind is the kind of a node of the graph.
type NodeKind uint8

// Kinds of nodes that are not instances of graphd. The kinds before KindTerm are the instance kinds, in the order of
// their prefixes in instanceKinds.
const (
	KindTerm  = NodeKind(12 + iota) // a term of a vocabulary
	KindValue                       // a literal
	KindOther                       // any other IRI, and blank nodes
)

var nodeKindNames = [...]string{
	"document", "passage", "attribution", "actor", "body", "role", "topic", "run", "graph", "publication", "correction", "curated", "term", "value", "other",
}

// NodeKinds returns the names of all kinds; the name of kind k is at index k.
func NodeKinds() []string { return slices.Clone(nodeKindNames[:]) }

// String returns the name of the kind: "document", "actor", "term".
func (k NodeKind) String() string { return nodeKindNames[k] }

// NodeKind returns the kind of a value in a store with the base b.
func (b Base) NodeKind(value quad.Value) NodeKind {
	iri, ok := value.(quad.IRI)
	if !ok {
		if _, blank := value.(quad.BNode); blank {
			return KindOther
		}
		return KindValue
	}
	if prefix, _, ok := b.Split(iri); ok {
		if at := slices.Index(instanceKinds, prefix); at >= 0 {
			return NodeKind(at)
		}
	}
	for _, namespace := range vocabularies {
		if strings.HasPrefix(string(iri), namespace) {
			return KindTerm
		}
	}
	return KindOther
}

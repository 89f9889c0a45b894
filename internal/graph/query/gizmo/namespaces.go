package gizmo

import (
	"maps"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/query/qlang"
)

// namespaces holds the prefixes of one execution: those of the interpreter, and those that the script adds.
type namespaces struct {
	prefixes map[string]string
	owned    bool // prefixes is a copy that may be written to
}

func newNamespaces(shared map[string]string) *namespaces { return &namespaces{prefixes: shared} }

// add adds or replaces a prefix, which may end in a colon.
func (n *namespaces) add(prefix, namespace string) {
	if !n.owned {
		n.prefixes, n.owned = maps.Clone(n.prefixes), true
		if n.prefixes == nil {
			n.prefixes = map[string]string{}
		}
	}
	n.prefixes[strings.TrimSuffix(prefix, ":")] = namespace
}

// iri returns the IRI that text abbreviates, or text itself as an IRI.
func (n *namespaces) iri(text string) quad.IRI { return qlang.ExpandIRI(n.prefixes, text) }

// node returns the node that text denotes: Cayley's notation, and short names.
func (n *namespaces) node(text string) quad.Value { return qlang.ParseNode(n.prefixes, text, true) }

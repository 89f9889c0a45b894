package export

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/subgraph"
)

// idLength is the length of an id: a letter and 80 bits of a SHA-256 in hexadecimal.
const idLength = 1 + 20

// ids returns the ids of the nodes and of the edges. The id of an edge is a digest of the whole quad, because the same
// statement in two documents is two edges.
func ids(g subgraph.Subgraph) (nodes, edges []string) {
	var all []byte
	terms := make([]string, len(g.Nodes))
	for i := range g.Nodes {
		line := nquads.AppendTerm(nil, g.Nodes[i].Value)
		terms[i] = string(line)
		all = appendID(all, 'n', line)
	}
	var line []byte
	others := map[quad.Value]string{nil: ""} // the texts of predicates and labels, each with a space
	for _, e := range g.Edges {
		line = append(append(line[:0], terms[e.From]...), ' ')
		line = append(line, spaced(others, e.Predicate)...)
		line = append(append(line, terms[e.To]...), ' ')
		line = append(append(line, spaced(others, e.Graph)...), ".\n"...)
		all = appendID(all, 'e', line)
	}
	list := make([]string, len(g.Nodes)+len(g.Edges))
	for i, text := 0, string(all); i < len(list); i++ {
		list[i] = text[i*idLength : (i+1)*idLength]
	}
	return list[:len(g.Nodes)], list[len(g.Nodes):]
}

// spaced returns the text of value followed by a space, cached in known.
func spaced(known map[quad.Value]string, value quad.Value) string {
	text, ok := known[value]
	if !ok {
		text = string(nquads.AppendTerm(nil, value)) + " "
		known[value] = text
	}
	return text
}

// appendID appends the id of the term or quad whose N-Quads text is term.
func appendID(b []byte, letter byte, term []byte) []byte {
	sum := sha256.Sum256(term)
	return hex.AppendEncode(append(b, letter), sum[:10])
}

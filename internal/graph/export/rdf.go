package export

import (
	"bufio"
	"bytes"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/nquads"
)

// quads are the quads of a subgraph: its edges and its nodes' facts.
func quads(g graph.Subgraph) []quad.Quad {
	all := make([]quad.Quad, 0, len(g.Edges))
	for _, e := range g.Edges {
		all = append(all, quadOf(g, e))
	}
	for _, node := range g.Nodes {
		for _, f := range node.Facts {
			all = append(all, quad.Quad{Subject: node.Value, Predicate: f.Predicate, Object: f.Object, Label: f.Graph})
		}
	}
	return all
}

// writeNQuads writes the quads as sorted lines after a comment.
func writeNQuads(w *bufio.Writer, g graph.Subgraph) error {
	w.WriteString("# " + clean(headerLine(g)) + "\n")
	var lines [][]byte
	for _, q := range quads(g) {
		lines = append(lines, nquads.AppendQuad(nil, q))
	}
	slices.SortFunc(lines, bytes.Compare)
	for _, line := range lines {
		w.Write(line)
	}
	return nil
}

// byGraph is the quads in order of graph, subject, predicate and object, those of no graph first.
func byGraph(g graph.Subgraph) []termQuad {
	all := quads(g)
	sorted := make([]termQuad, len(all))
	for i, q := range all {
		sorted[i] = termQuad{q, [4]string{termOf(q.Label), termOf(q.Subject), termOf(q.Predicate), termOf(q.Object)}}
	}
	slices.SortFunc(sorted, func(a, b termQuad) int { return slices.Compare(a.terms[:], b.terms[:]) })
	return sorted
}

// termQuad is a quad with the text of its graph, subject, predicate and object.
type termQuad struct {
	quad.Quad
	terms [4]string
}

func termOf(v quad.Value) string {
	if v == nil {
		return ""
	}
	return string(nquads.AppendTerm(nil, v))
}

// groups cuts a sorted list into runs whose term at a place is the same.
func groups(list []termQuad, at int) (runs [][]termQuad) {
	for len(list) > 0 {
		n := slices.IndexFunc(list, func(q termQuad) bool { return q.terms[at] != list[0].terms[at] })
		if n < 0 {
			n = len(list)
		}
		runs, list = append(runs, list[:n]), list[n:]
	}
	return runs
}

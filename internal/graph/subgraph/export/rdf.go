package export

import (
	"bufio"
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/subgraph"
)

// statements holds the quads of a subgraph, its edges and its facts. A quad refers to its terms by their indexes in terms. The
// terms are sorted by text, so that quads are sorted by comparing indexes.
type statements struct {
	terms []rdfTerm // the first is empty: the label of a quad in no graph
	quads []rdfStatement
}

type rdfTerm struct {
	value quad.Value
	text  string // as N-Quads
}

// rdfStatement holds the indexes of the terms of a quad, by position.
type rdfStatement [4]int32

// statementsOf returns the quads of g.
func statementsOf(g subgraph.Subgraph) *statements {
	s := &statements{terms: []rdfTerm{{}}}
	places := make(map[quad.Value]int32, 2*len(g.Nodes))
	places[nil] = 0
	place := func(value quad.Value) int32 {
		at, known := places[value]
		if !known {
			at = int32(len(s.terms))
			places[value] = at
			s.terms = append(s.terms, rdfTerm{value, string(nquads.AppendTerm(nil, value))})
		}
		return at
	}
	for _, e := range g.Edges {
		s.quads = append(s.quads, rdfStatement{
			codec.Label: place(e.Graph), codec.Subject: place(g.Nodes[e.From].Value),
			codec.Predicate: place(e.Predicate), codec.Object: place(g.Nodes[e.To].Value),
		})
	}
	for i := range g.Nodes {
		subject := place(g.Nodes[i].Value)
		for _, f := range g.Nodes[i].Facts {
			s.quads = append(s.quads, rdfStatement{
				codec.Label: place(f.Graph), codec.Subject: subject, codec.Predicate: place(f.Predicate), codec.Object: place(f.Object),
			})
		}
	}
	s.rank()
	return s
}

// rank sorts the terms and merges those with the same text.
func (s *statements) rank() {
	order := make([]int32, len(s.terms))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(s.terms[a].text, s.terms[b].text) })
	places, ranked := make([]int32, len(s.terms)), make([]rdfTerm, 0, len(s.terms))
	for _, old := range order {
		if n := len(ranked); n == 0 || ranked[n-1].text != s.terms[old].text {
			ranked = append(ranked, s.terms[old])
		}
		places[old] = int32(len(ranked) - 1)
	}
	s.terms = ranked
	for i := range s.quads {
		for at := range s.quads[i] {
			s.quads[i][at] = places[s.quads[i][at]]
		}
	}
}

// sorted returns the quads ordered by the terms at the given positions.
func (s *statements) sorted(by ...int) []rdfStatement {
	slices.SortFunc(s.quads, func(a, b rdfStatement) int {
		for _, at := range by {
			if a[at] != b[at] {
				return cmp.Compare(a[at], b[at])
			}
		}
		return 0
	})
	return s.quads
}

// byGraph returns the quads ordered by graph, subject, predicate and object, with those in no graph first.
func (s *statements) byGraph() []rdfStatement {
	return s.sorted(codec.Label, codec.Subject, codec.Predicate, codec.Object)
}

// writeNQuads writes a comment with the header, then the quads as sorted lines.
func writeNQuads(w *bufio.Writer, g subgraph.Subgraph) error {
	w.WriteString("# " + clean(headerLine(g)) + "\n")
	s := statementsOf(g)
	for _, q := range s.sorted(codec.Subject, codec.Predicate, codec.Object, codec.Label) {
		for _, at := range []int{codec.Subject, codec.Predicate, codec.Object} {
			w.WriteString(s.terms[q[at]].text)
			w.WriteByte(' ')
		}
		if q[codec.Label] != 0 {
			w.WriteString(s.terms[q[codec.Label]].text)
			w.WriteByte(' ')
		}
		w.WriteString(".\n")
	}
	return nil
}

// groups iterates over the maximal parts of a sorted list that have the same term at a position.
func groups(list []rdfStatement, at int) iter.Seq[[]rdfStatement] {
	return func(yield func([]rdfStatement) bool) {
		for len(list) > 0 {
			n := 1
			for n < len(list) && list[n][at] == list[0][at] {
				n++
			}
			if !yield(list[:n]) {
				return
			}
			list = list[n:]
		}
	}
}

package export

import (
	"bufio"
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/subgraph"
)

// statements are the quads of a subgraph: its edges and its nodes' facts. Each is told as the places of its terms in terms,
// whose order is that of their texts; so quads are put in order by comparing numbers.
type statements struct {
	terms []term // the first is no term: the label of a quad in no graph
	quads []statement
}

type term struct {
	value quad.Value
	text  string // as N-Quads
}

// statement is the places of graph, subject, predicate and object.
type statement [4]int32

const (
	graphAt = iota
	subjectAt
	predicateAt
	objectAt
)

func statementsOf(g subgraph.Subgraph) *statements {
	s := &statements{terms: []term{{}}}
	places := make(map[quad.Value]int32, 2*len(g.Nodes))
	places[nil] = 0
	place := func(value quad.Value) int32 {
		at, known := places[value]
		if !known {
			at = int32(len(s.terms))
			places[value] = at
			s.terms = append(s.terms, term{value, string(nquads.AppendTerm(nil, value))})
		}
		return at
	}
	for _, e := range g.Edges {
		s.quads = append(s.quads, statement{place(e.Graph), place(g.Nodes[e.From].Value), place(e.Predicate), place(g.Nodes[e.To].Value)})
	}
	for i := range g.Nodes {
		subject := place(g.Nodes[i].Value)
		for _, f := range g.Nodes[i].Facts {
			s.quads = append(s.quads, statement{place(f.Graph), subject, place(f.Predicate), place(f.Object)})
		}
	}
	s.rank()
	return s
}

// rank orders the terms. Values with the same text become one.
func (s *statements) rank() {
	order := make([]int32, len(s.terms))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(s.terms[a].text, s.terms[b].text) })
	places, ranked := make([]int32, len(s.terms)), make([]term, 0, len(s.terms))
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

// sorted is the quads, ordered by their terms at these positions.
func (s *statements) sorted(by ...int) []statement {
	slices.SortFunc(s.quads, func(a, b statement) int {
		for _, at := range by {
			if a[at] != b[at] {
				return cmp.Compare(a[at], b[at])
			}
		}
		return 0
	})
	return s.quads
}

// byGraph is the quads in order of graph, subject, predicate and object, those of no graph first.
func (s *statements) byGraph() []statement {
	return s.sorted(graphAt, subjectAt, predicateAt, objectAt)
}

// writeNQuads writes the quads as sorted lines after a comment.
func writeNQuads(w *bufio.Writer, g subgraph.Subgraph) error {
	w.WriteString("# " + clean(headerLine(g)) + "\n")
	s := statementsOf(g)
	for _, q := range s.sorted(subjectAt, predicateAt, objectAt, graphAt) {
		for _, at := range []int{subjectAt, predicateAt, objectAt} {
			w.WriteString(s.terms[q[at]].text)
			w.WriteByte(' ')
		}
		if q[graphAt] != 0 {
			w.WriteString(s.terms[q[graphAt]].text)
			w.WriteByte(' ')
		}
		w.WriteString(".\n")
	}
	return nil
}

// groups cuts a sorted list into runs whose term at a position is the same.
func groups(list []statement, at int) iter.Seq[[]statement] {
	return func(yield func([]statement) bool) {
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

package planner

import (
	"context"
	"fmt"
	"strings"

	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore/codec"
)

// PlanName returns the name of the query in a plan: join, scan or nodes.
func (q *conjunction) PlanName() string {
	switch {
	case len(q.atoms) > 1 || len(q.sources) > 0 || len(q.optional) > 0:
		return "join"
	case len(q.atoms) == 1:
		return "scan"
	}
	return "nodes"
}

// PlanDetail lists the quad patterns in the order of evaluation, with ?0, ?1 … for free variables: "?0 <speaker> <ann> ·
// ?0 <text> ?1 → ?1". Patterns that a leapfrog join intersects are separated by ∩. If the query has inputs, its order is
// decided only when it runs.
func (q *conjunction) PlanDetail(ctx context.Context) string {
	var quads []string
	names := variableNames{q: q, numbers: make(map[int]int)}
	for _, together := range q.planned(ctx) {
		var met []string
		for _, i := range together {
			met = append(met, names.quad(q.atoms[i].at))
		}
		quads = append(quads, strings.Join(met, " ∩ "))
	}
	text := strings.Join(quads, " · ")
	switch {
	case q.result == wholeQuad:
		return text + " → quad"
	case q.unique:
		return text + " → each " + names.of(q.result) + " once"
	}
	return text + " → " + names.of(q.result)
}

// variableNames numbers variables in the order in which they are first printed.
type variableNames struct {
	q       *conjunction
	numbers map[int]int
}

func (n variableNames) of(variable int) string {
	if variable == anyNode {
		return "_"
	}
	if node := n.q.bound[variable]; node != 0 {
		if value, err := n.q.reader.Value(node); err == nil {
			return quad.StringOf(value)
		}
	}
	if _, ok := n.numbers[variable]; !ok {
		n.numbers[variable] = len(n.numbers)
	}
	return fmt.Sprint("?", n.numbers[variable])
}

func (n variableNames) quad(at [4]int) string {
	terms := []string{n.of(at[codec.Subject]), n.of(at[codec.Predicate]), n.of(at[codec.Object])}
	if at[codec.Label] != anyNode {
		terms = append(terms, n.of(at[codec.Label]))
	}
	return strings.Join(terms, " ")
}

// planned returns the atoms in the order of evaluation, as far as it is known; those of one leapfrog join are together.
func (q *conjunction) planned(ctx context.Context) (order [][]int) {
	if len(q.sources) == 0 && len(q.optional) == 0 {
		if o, err := q.build(nil).order(ctx, noVariable); err == nil {
			for _, s := range o.steps {
				if s.kind == stepAtom {
					order = append(order, append([]int{s.i}, s.joined...))
				}
			}
			return order
		}
	}
	for i := range q.atoms {
		order = append(order, []int{i})
	}
	return order
}

// PlanInputs returns the shapes that nodes come from.
func (q *conjunction) PlanInputs() []shape.Shape {
	var inputs []shape.Shape
	for _, list := range [][]nodeSource{q.sources, q.optional} {
		for _, s := range list {
			inputs = append(inputs, s.shape)
		}
	}
	return inputs
}

// WithPlanInputs returns a copy of the query with other inputs.
func (q *conjunction) WithPlanInputs(inputs []shape.Shape) shape.Shape {
	q = q.clone()
	for _, list := range [][]nodeSource{q.sources, q.optional} {
		for i := range list {
			list[i].shape, inputs = inputs[0], inputs[1:]
		}
	}
	return q
}

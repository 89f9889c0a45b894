package planner

import (
	"context"
	"math"

	"github.com/cayleygraph/cayley/graph"

	"graphd/internal/admission"
	"graphd/internal/graph/pebblestore/codec"
)

// evalStep is one atom or source at its place in the order of evaluation.
type evalStep struct {
	kind   stepKind
	i      int     // index of the atom or source
	known  [4]bool // of an atom: the positions that earlier steps bind
	again  [4]bool // of an atom: the positions whose variable occurs at an earlier position too
	joined []int   // of an atom: others that a leapfrog join intersects with it
}

type stepKind int

const (
	stepAtom     stepKind = iota // iterate over matching quads
	stepScan                     // iterate over a source
	stepProbe                    // test a bound node against a source
	stepOptional                 // the same, but continue in any case
)

// noVariable is the given variable if none is bound beforehand.
const noVariable = -2

// evalOrder is an order of evaluation, with its estimated cost in steps along an index, and its estimated number of
// rows.
type evalOrder struct {
	steps      []evalStep
	cost, rows float64
}

// order decides the order of evaluation, given the variable that is bound beforehand (wholeQuad: the first atom's quad).
// It is greedy: the next step is the one that is estimated to leave the fewest rows given what is bound by then, so
// tests come first, then steps to few neighbours.
func (p *preparedQuery) order(ctx context.Context, given int) (evalOrder, error) {
	o := orderSearch{p: p, ctx: ctx, known: make([]bool, len(p.q.bound)), out: evalOrder{rows: 1}}
	for variable, node := range p.q.bound {
		o.known[variable] = node != 0 || variable == given
	}
	o.atoms, o.sources = make([]bool, len(p.q.atoms)), make([]bool, len(p.q.sources))
	if given == wholeQuad {
		o.atoms[0] = true
		o.markKnown(p.q.atoms[0].at[:])
	}
	p.optimize(ctx)
	if given == noVariable {
		o.drive()
	}
	for o.err == nil && o.next() {
	}
	for i := range p.q.optional {
		o.out.steps = append(o.out.steps, evalStep{kind: stepOptional, i: i})
		o.out.cost += o.out.rows * costContains
	}
	return o.out, o.err
}

// orderSearch holds the state of the greedy search for an order.
type orderSearch struct {
	p              *preparedQuery
	ctx            context.Context
	known          []bool // by variable: bound
	atoms, sources []bool // placed in the order
	out            evalOrder
	err            error
}

// drive begins with a source that must be iterated, if there is one.
func (o *orderSearch) drive() {
	for i, s := range o.p.q.sources {
		if s.drives && !o.known[s.variable] {
			o.place(evalStep{kind: stepScan, i: i}, o.sourceCardinality(i))
			return
		}
	}
}

// next places the step that is estimated to leave the fewest rows. It returns false when all are placed.
func (o *orderSearch) next() bool {
	if o.err = admission.Yield(o.ctx); o.err != nil {
		return false
	}
	best, least, found := evalStep{}, 0.0, false
	offer := func(s evalStep, cardinality float64) {
		if !found || cardinality < least {
			best, least, found = s, cardinality, true
		}
	}
	for _, reached := range []bool{true, false} {
		if !reached && found && least <= fewRows {
			break
		}
		for i, placed := range o.atoms {
			if a := &o.p.q.atoms[i]; !placed && o.reaches(a) == reached {
				offer(evalStep{kind: stepAtom, i: i}, o.atomCardinality(a))
			}
		}
	}
	for i, placed := range o.sources {
		switch {
		case placed:
		case o.known[o.p.q.sources[i].variable]:
			offer(evalStep{kind: stepProbe, i: i}, probeSelectivity)
		default:
			offer(evalStep{kind: stepScan, i: i}, o.sourceCardinality(i))
		}
	}
	if found {
		o.place(best, least)
	}
	return found
}

// fewRows is an estimate low enough not to consider atoms that are not connected to bound nodes. Chosen by hand.
const fewRows = 16

// reaches reports whether the subject or object of an atom is bound.
func (o *orderSearch) reaches(a *atom) bool {
	at := func(pos int) bool { return a.at[pos] != anyNode && o.known[a.at[pos]] }
	return at(codec.Subject) || at(codec.Object)
}

// probeSelectivity and checkSelectivity are the estimated shares of rows that a test against a source and of an edge
// leaves. Chosen by hand.
const (
	probeSelectivity = 0.9
	checkSelectivity = 0.5
)

// place appends a step that yields about cardinality rows for each row of the steps before it.
func (o *orderSearch) place(s evalStep, cardinality float64) {
	switch s.kind {
	case stepAtom:
		at := o.p.q.atoms[s.i].at
		for pos, variable := range at {
			s.known[pos] = variable != anyNode && o.known[variable]
			for _, earlier := range at[:pos] {
				s.again[pos] = s.again[pos] || variable != anyNode && earlier == variable
			}
		}
		s.joined = o.joinable(s.i)
		for _, i := range append(s.joined, s.i) {
			o.atoms[i] = true
		}
		o.markKnown(at[:])
		o.out.cost += o.out.rows * (1 + cardinality)
		cardinality *= math.Pow(checkSelectivity, float64(len(s.joined)))
	default:
		o.sources[s.i] = true
		o.markKnown([]int{o.p.q.sources[s.i].variable})
		o.out.cost += o.out.rows * (costContains + cardinality)
	}
	o.out.rows *= cardinality
	o.out.steps = append(o.out.steps, s)
}

// joinable returns the atoms to intersect with the first one by a leapfrog join: those for the same variable whose
// adjacency lists are cached, and any if the first one itself is read from an index. Elsewhere a leap along keys costs
// more than looking up a node's own edges.
func (o *orderSearch) joinable(first int) (others []int) {
	variable, ok := o.p.q.leapfrogVariable(first)
	if !ok || o.known[variable] {
		return nil
	}
	byKeys := !o.inMemory(first)
	for i, placed := range o.atoms {
		if placed || i == first {
			continue
		}
		if other, ok := o.p.q.leapfrogVariable(i); ok && other == variable && (byKeys || o.inMemory(i)) {
			others = append(others, i)
		}
	}
	return others
}

// inMemory reports whether the adjacency list of an atom's bound end can be cached.
func (o *orderSearch) inMemory(i int) bool {
	found, err := listOf(o.ctx, o.p.q.reader, o.p.q.pattern(i))
	if o.err == nil {
		o.err = err
	}
	return found != nil
}

// markKnown records that the placed steps bind the variables.
func (o *orderSearch) markKnown(variables []int) {
	for _, variable := range variables {
		if variable != anyNode {
			o.known[variable] = true
		}
	}
}

// sourceCardinality estimates how many nodes a source has.
func (o *orderSearch) sourceCardinality(i int) float64 {
	costs, err := o.p.sources[i].Stats(o.ctx)
	if o.err == nil {
		o.err = err
	}
	return float64(max(costs.Size.Size, 1))
}

// atomCardinality estimates how many quads of an atom match for one row of the steps before it.
func (o *orderSearch) atomCardinality(a *atom) float64 {
	var fixed codec.QuadIDs
	var known [4]bool
	for pos, variable := range a.at {
		if variable != anyNode {
			fixed[pos], known[pos] = o.p.q.bound[variable], o.known[variable]
		}
	}
	matches, err := estimateMatches(o.ctx, o.p.q.reader, fixed, known)
	if o.err == nil {
		o.err = err
	}
	return matches
}

// Stats returns estimates from the order of evaluation. The size of a single pattern with few matches is exact.
func (p *preparedQuery) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	o, err := p.order(ctx, noVariable)
	if err != nil {
		return graph.IteratorCosts{}, p.q.reader.Remember(err)
	}
	size := graph.Size{Size: int64(min(max(o.rows, 1), maxCost))}
	if pattern, ok := p.q.onePattern(); ok {
		n, exact, err := p.q.reader.Size(pattern)
		if err != nil {
			return graph.IteratorCosts{}, err
		}
		size = graph.Size{Size: int64(n), Exact: exact}
	}
	return graph.IteratorCosts{
		NextCost:     max(1, int64(min(o.cost/max(o.rows, 1), maxCost))),
		ContainsCost: costContains * int64(max(1, len(o.steps))), Size: size,
	}, nil
}

const maxCost = 1 << 40

// Costs of iterators, in steps along an index. A test for one node is a seek.
const (
	costNext     = 1
	costContains = 4
)

// onePattern returns the pattern of a query that consists of one atom only.
func (q *conjunction) onePattern() (pattern codec.QuadIDs, ok bool) {
	if len(q.atoms) != 1 || len(q.sources) > 0 || len(q.optional) > 0 || q.unique || q.atoms[0].labelled {
		return pattern, false
	}
	seen := make(map[int]bool)
	for pos, variable := range q.atoms[0].at {
		if variable == anyNode {
			continue
		}
		if seen[variable] {
			return pattern, false
		}
		seen[variable], pattern[pos] = true, q.bound[variable]
	}
	return pattern, true
}

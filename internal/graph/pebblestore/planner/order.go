package planner

import (
	"context"
	"math"

	"github.com/cayleygraph/cayley/graph"

	"graphd/internal/admission"
	"graphd/internal/graph/pebblestore/codec"
)

// step is one atom or source at its place in the order of evaluation.
type evalStep struct {
	kind   stepKind
	i      int     // of the atom or source
	known  [4]bool // of an atom: the positions whose nodes earlier steps have
	again  [4]bool // of an atom: the positions whose variable stands at an earlier one too
	joined []int   // of an atom: others that are gone through beside it, for the nodes that all of them have
}

type stepKind int

const (
	stepAtom     stepKind = iota // go through the quads that fit
	stepScan                     // go through a source
	stepProbe                    // ask a source about the node that earlier steps have
	stepOptional                 // the same, but go on in any case
)

// given as the variable that is known beforehand.
const noVariable = -2

// ordered is a way to evaluate a query, with what it is expected to cost, in steps along an index, and to yield.
type evalOrder struct {
	steps      []evalStep
	cost, rows float64
}

// order decides the order of evaluation, given the variable that is known beforehand (wholeQuad: the first atom's quad).
// Next comes always what is expected to leave the fewest rows, given what is known by then: what only tests comes first,
// then what goes on to few neighbours.
func (p *preparedQuery) order(ctx context.Context, given int) (evalOrder, error) {
	o := orderSearch{p: p, ctx: ctx, known: make([]bool, len(p.q.bound)), out: evalOrder{rows: 1}}
	for variable, node := range p.q.bound {
		o.known[variable] = node != 0 || variable == given
	}
	o.atoms, o.sources = make([]bool, len(p.q.atoms)), make([]bool, len(p.q.sources))
	if given == wholeQuad {
		o.atoms[0] = true
		o.learn(p.q.atoms[0].at[:])
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

type orderSearch struct {
	p              *preparedQuery
	ctx            context.Context
	known          []bool // by variable
	atoms, sources []bool // placed
	out            evalOrder
	err            error
}

// drive begins with the source that must be gone through.
func (o *orderSearch) drive() {
	for i, s := range o.p.q.sources {
		if s.drives && !o.known[s.variable] {
			o.place(evalStep{kind: stepScan, i: i}, o.sourceCardinality(i))
			return
		}
	}
}

// next places what is expected to leave the fewest rows; false when all is placed.
func (o *orderSearch) next() bool {
	if o.err = admission.Yield(o.ctx); o.err != nil {
		return false
	}
	best, least, found := evalStep{}, 0.0, false
	offer := func(s evalStep, fan float64) {
		if !found || fan < least {
			best, least, found = s, fan, true
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

// fewRows is what is few enough not to ask how many quads there are elsewhere in the graph.
const fewRows = 16

// reaches tells whether the quads of an atom stand at a known node.
func (o *orderSearch) reaches(a *atom) bool {
	at := func(pos int) bool { return a.at[pos] != anyNode && o.known[a.at[pos]] }
	return at(codec.Subject) || at(codec.Object)
}

// probeFan and checkFan are the share of rows that a test is expected to leave.
const (
	probeSelectivity = 0.9
	checkSelectivity = 0.5
)

func (o *orderSearch) place(s evalStep, fan float64) {
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
		o.learn(at[:])
		o.out.cost += o.out.rows * (1 + fan)
		fan *= math.Pow(checkSelectivity, float64(len(s.joined)))
	default:
		o.sources[s.i] = true
		o.learn([]int{o.p.q.sources[s.i].variable})
		o.out.cost += o.out.rows * (costContains + fan)
	}
	o.out.rows *= fan
	o.out.steps = append(o.out.steps, s)
}

// meets is the atoms to be gone through beside one, for the same variable: those whose edges are in memory, and any where
// the first is read by keys itself. A leap along keys costs more than to look a node's own edges up.
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

// inMemory tells whether the edges of an atom's known end are.
func (o *orderSearch) inMemory(i int) bool {
	found, err := listOf(o.ctx, o.p.q.reader, o.p.q.pattern(i))
	if o.err == nil {
		o.err = err
	}
	return found != nil
}

func (o *orderSearch) learn(variables []int) {
	for _, variable := range variables {
		if variable != anyNode {
			o.known[variable] = true
		}
	}
}

// sourceFan is how many nodes a source is expected to have.
func (o *orderSearch) sourceCardinality(i int) float64 {
	costs, err := o.p.sources[i].Stats(o.ctx)
	if o.err == nil {
		o.err = err
	}
	return float64(max(costs.Size.Size, 1))
}

// atomFan is how many quads of an atom are expected for one row of what is known.
func (o *orderSearch) atomCardinality(a *atom) float64 {
	var fixed codec.QuadIDs
	var known [4]bool
	for pos, variable := range a.at {
		if variable != anyNode {
			fixed[pos], known[pos] = o.p.q.bound[variable], o.known[variable]
		}
	}
	fan, err := estimateMatches(o.ctx, o.p.q.reader, fixed, known)
	if o.err == nil {
		o.err = err
	}
	return fan
}

// Stats estimates from the order of evaluation; exact is the size of a single pattern of few matches.
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

// Costs of iterators, in units of one step along an index. A test for one node is a seek.
const (
	costNext     = 1
	costContains = 4
)

// onePattern is the pattern of a query that is nothing else.
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

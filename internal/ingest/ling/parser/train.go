package parser

import (
	"maps"
	"math/rand/v2"
	"slices"

	"graphd/internal/ingest/ling/linear"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// Example is a parsed sentence. Its tags are best those that a tagger gives that has not seen it.
type Example struct {
	Words []*word.Word
	Tags  []ud.XPOS
	Arcs  []Arc
}

// Training says how to train. Seed orders the examples and the exploration.
type Training struct {
	Bits      uint // of the feature hash
	Epochs    int
	Seed      uint64
	Precision linear.Precision
}

// explore is how often, after the first epoch, training goes on from the parser's own transition though it be wrong.
const explore = 0.9

// trainer is the state of training.
type trainer struct {
	parser  *Parser
	learner *linear.Perceptron
	random  *rand.Rand
	ids     map[string]int
	scratch Scratch
	oracle  oracle
}

// Train learns a Parser.
func Train(examples []Example, c Training) *Parser {
	t := trainer{
		parser:  &Parser{relations: relations(examples)},
		learner: linear.NewPerceptron(c.Bits),
		random:  rand.New(rand.NewPCG(c.Seed, 2)),
		ids:     map[string]int{},
	}
	for i, r := range t.parser.relations {
		t.ids[r] = i
	}
	for epoch := range c.Epochs {
		for _, k := range t.random.Perm(len(examples)) {
			t.learn(examples[k], epoch > 0)
		}
	}
	t.parser.model = t.learner.Freeze(c.Precision)
	return t.parser
}

// learn parses e, correcting the learner at each transition that loses an arc of e which could still be had.
func (t *trainer) learn(e Example, exploring bool) {
	w, o := &t.scratch, &t.oracle
	w.input.reset(e.Words, e.Tags)
	w.state.reset(len(e.Words))
	o.reset(e.Arcs)
	relations := len(t.parser.relations)
	for !w.state.done() {
		chosen := t.parser.choose(w, t.learner)
		right := t.best(e)
		t.learner.Step()
		if chosen != right {
			t.learner.Update(w.features, right, chosen)
		}
		taken := right
		if exploring && t.random.Float64() < explore {
			taken = chosen
		}
		m, rel := split(taken, relations)
		o.note(&w.state, m)
		w.state.apply(m, rel)
	}
}

// best is the best scored of the transitions that lose least. An arc of e must have e's relation.
func (t *trainer) best(e Example) int {
	s, relations := &t.scratch.state, len(t.parser.relations)
	costs := t.oracle.costs(s)
	least := min(costs[shift], costs[leftArc], costs[rightArc])
	best := -1
	for m, cost := range costs {
		if cost > least {
			continue
		}
		ts := bounds(move(m), relations)
		if move(m) != shift && t.oracle.isGold(s, move(m)) {
			ts.first += t.ids[e.Arcs[s.top(0)].Deprel]
			ts.end = ts.first + 1
		}
		best = t.scratch.better(best, ts)
	}
	return best
}

func relations(examples []Example) []string {
	seen := map[string]bool{}
	for _, e := range examples {
		for _, a := range e.Arcs {
			seen[a.Deprel] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

package parser

import (
	"maps"
	"math/rand/v2"
	"slices"

	"graphd/internal/ingest/ling/linear"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// A ParsedSentence is a training example. Its tags should come from a tagger that has not seen the sentence.
type ParsedSentence struct {
	Words []*word.Word
	Tags  []ud.XPOS
	Arcs  []Arc
}

// ParseTraining holds the settings of a training. The seed determines the order of the examples and the exploration.
type ParseTraining struct {
	Bits      uint // of feature hashes
	Epochs    int
	Seed      uint64
	Precision linear.Quantisation
}

// explore is the probability with which, after the first epoch, training continues with the transition of the parser even
// if it is wrong. The value is that of Goldberg and Nivre.
const explore = 0.9

// A parserTrainer is the state of a training.
type parserTrainer struct {
	parser  *Parser
	learner *linear.Perceptron
	random  *rand.Rand
	ids     map[string]int
	scratch Scratch
	oracle  oracle
}

// Train returns a Parser trained on the examples.
func Train(examples []ParsedSentence, c ParseTraining) *Parser {
	t := parserTrainer{
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

// learn parses e, and corrects the learner after each transition that makes a reachable arc of e unreachable.
func (t *parserTrainer) learn(e ParsedSentence, exploring bool) {
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

// best returns the transition with the highest score among those with the least cost. A gold arc must have its gold
// relation.
func (t *parserTrainer) best(e ParsedSentence) int {
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

func relations(examples []ParsedSentence) []string {
	seen := map[string]bool{}
	for _, e := range examples {
		for _, a := range e.Arcs {
			seen[a.Deprel] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

package namer

import (
	"math/rand/v2"

	"graphd/internal/ingest/ling/perceptron"
	"graphd/internal/ingest/ling/word"
)

// Example is a labelled sentence; a document is its sentences in order.
type Example struct {
	Words  []*word.Word
	Tags   []string
	Labels []Label
}

// Training says how to train. Seed orders the documents.
type Training struct {
	Bits      uint // of the feature hash
	Epochs    int
	Seed      uint64
	Precision perceptron.Precision
}

// Train learns a Namer.
func Train(documents [][]Example, c Training) *Namer {
	l := perceptron.NewLearner(c.Bits)
	random := rand.New(rand.NewPCG(c.Seed, 3))
	for range c.Epochs {
		for _, k := range random.Perm(len(documents)) {
			h := History{}
			for _, e := range documents[k] {
				learn(l, h, e)
			}
		}
	}
	return &Namer{l.Freeze(c.Precision)}
}

// learn labels e as it would be labelled, correcting l where the label is wrong.
func learn(l *perceptron.Learner, h History, e Example) {
	x := input{words: e.Words, tags: e.Tags, history: h}
	var buffer [maxFeatures]uint32
	for i := range e.Words {
		c := x.features(buffer[:0], i)
		label := choose(l, c)
		l.Step()
		if right := e.Labels[i]; right != label {
			l.Update(c.features, int(right), int(label))
		}
		x.note(i, label)
	}
}

package namer

import (
	"graphd/internal/ingest/ling/linear"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// Example is a labelled sentence; a document is its sentences in order.
type Example struct {
	Words  []*word.Word
	Tags   []ud.XPOS
	Labels []Label
}

// Train learns a Namer from documents.
func Train(documents [][]Example, c linear.Training) *Namer {
	l := linear.NewLogLinear(c)
	l.Run(len(documents), func(_, k int) {
		h := History{}
		for _, e := range documents[k] {
			learn(l, h, e)
		}
	})
	return &Namer{l.Freeze()}
}

// learn labels e as it would be labelled, teaching l the labels that are right.
func learn(l *linear.LogLinear, h History, e Example) {
	x := newInput(h, e.Words, e.Tags)
	var buffer [maxFeatures]uint32
	for i := range e.Words {
		c := x.features(buffer[:0], i)
		l.Learn(c.features, int(labels), nil, int(e.Labels[i]))
		x.note(i, choose(l, c))
	}
}

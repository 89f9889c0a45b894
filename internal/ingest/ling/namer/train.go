package namer

import (
	"graphd/internal/ingest/ling/linear"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// A LabelledSentence is a training example. The history depends on the order of the sentences in a document.
type LabelledSentence struct {
	Words  []*word.Word
	Tags   []ud.XPOS
	Labels []Label
}

// Train returns a Namer trained on the sentences of documents.
func Train(documents [][]LabelledSentence, c linear.Hyperparameters) *Namer {
	l := linear.NewLogLinear(c)
	l.Run(len(documents), func(_, k int) {
		h := History{}
		for _, e := range documents[k] {
			learn(l, h, e)
		}
	})
	return &Namer{l.Freeze()}
}

// learn labels e like Label, and trains l with the right labels.
func learn(l *linear.LogLinear, h History, e LabelledSentence) {
	x := newLabelling(h, e.Words, e.Tags)
	var buffer [maxFeatures]uint32
	for i := range e.Words {
		c := x.features(buffer[:0], i)
		l.Learn(c.features, int(labels), nil, int(e.Labels[i]))
		x.note(i, choose(l, c))
	}
}

// Package namer finds names of people, organisations, places and other things in the sentences of one document,
// with a greedy log-linear classifier over BIO labels (Ratinov and Roth 2009). Lists of given names, surnames and places
// are features, and so is what a word was called earlier in the document.
package namer

import (
	"fmt"
	"slices"

	"graphd/internal/ingest/ling/linear"
	"graphd/internal/ingest/ling/modelfile"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// Kind names model files of this package.
const Kind = "names"

// Label says how a word takes part in a name.
type Label uint8

// The labels: outside of names; B begins a name, I goes on with it.
const (
	Outside Label = iota
	BeginPerson
	InPerson
	BeginOrganization
	InOrganization
	BeginPlace
	InPlace
	BeginOther
	InOther
	labels
)

// labelNames are the labels as corpora write them.
var labelNames = [labels]string{"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"}

// String is the label as corpora write it.
func (l Label) String() string { return labelNames[l] }

// ParseLabel is the label that corpora write as s.
func ParseLabel(s string) (Label, error) {
	if i := slices.Index(labelNames[:], s); i >= 0 {
		return Label(i), nil
	}
	return Outside, fmt.Errorf("no label of a name: %q", s)
}

// Begins reports whether l begins a name.
func (l Label) Begins() bool { return l%2 == 1 }

// kind is 0 outside of names, else that of the name.
func (l Label) kind() uint64 { return uint64(l+1) / 2 }

// follows reports whether l may stand after last: a name goes on only as what it began as.
func (l Label) follows(last Label) bool {
	return l == Outside || l.Begins() || l.kind() == last.kind()
}

// Namer is immutable and safe for concurrent use.
type Namer struct{ model *linear.Model }

// History is what the words of a document were called so far, by Word.Form.
type History map[uint64]Label

type scorer interface {
	Score(features []uint32, scores []float32)
}

// Label writes the label of each word of a sentence and notes the names in h. Call it sentence by sentence, in the document's order.
func (n *Namer) Label(h History, words []*word.Word, tags []ud.XPOS, out []Label) {
	x := newInput(h, words, tags)
	var buffer [maxFeatures]uint32
	for i := range words {
		out[i] = choose(n.model, x.features(buffer[:0], i))
		x.note(i, out[i])
	}
}

// choice is where the last label stands among the features, for choose to keep to labels that may follow it.
type choice struct {
	features []uint32
	last     Label
}

func choose(s scorer, c choice) Label {
	var scores [labels]float32
	s.Score(c.features, scores[:])
	best := Outside
	for l := range labels {
		if scores[l] > scores[best] && l.follows(c.last) {
			best = l
		}
	}
	return best
}

// Encode is n as a model file.
func (n *Namer) Encode() ([]byte, error) {
	var w modelfile.Writer
	n.model.Write(&w)
	return modelfile.Encode(Kind, w.Content())
}

// Decode reads a model file.
func Decode(file []byte) (*Namer, modelfile.Sum, error) {
	content, sum, err := modelfile.Decode(Kind, file)
	if err != nil {
		return nil, sum, err
	}
	r := modelfile.NewReader(content)
	m, err := linear.Read(r, int(labels))
	if err != nil {
		return nil, sum, err
	}
	return &Namer{m}, sum, r.Err()
}

// Package namer finds names of people, organisations, places and other things in a document, with a greedy log-linear
// classifier over BIO labels (Ratinov and Roth 2009). Its features include lists of given names, surnames and places, and
// the labels of earlier occurrences of a word in the document.
package namer

import (
	"fmt"
	"slices"

	"graphd/internal/ingest/ling/linear"
	"graphd/internal/ingest/ling/modelfile"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// Kind is the kind of the model files of this package.
const Kind = "names"

// A Label is the role of a word in a name.
type Label uint8

// The labels. Begin labels mark the first word of a name, and In labels the other words.
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

// labelNames holds the labels in the notation of corpora.
var labelNames = [labels]string{"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"}

// String returns the label in the notation of corpora.
func (l Label) String() string { return labelNames[l] }

// ParseLabel returns the label for s in the notation of corpora.
func ParseLabel(s string) (Label, error) {
	if i := slices.Index(labelNames[:], s); i >= 0 {
		return Label(i), nil
	}
	return Outside, fmt.Errorf("unknown label of a name: %q", s)
}

// Begins reports whether l begins a name.
func (l Label) Begins() bool { return l%2 == 1 }

// kind returns the kind of the name; 0 outside of names.
func (l Label) kind() uint64 { return uint64(l+1) / 2 }

// follows reports whether l may follow last: an In label must continue a name of the same kind.
func (l Label) follows(last Label) bool {
	return l == Outside || l.Begins() || l.kind() == last.kind()
}

// A Namer is immutable and safe for concurrent use.
type Namer struct{ model *linear.Classifier }

// A History holds the latest labels of words in a document, by Word.Form.
type History map[uint64]Label

// Label writes the labels of the words of a sentence to out, and updates h. It must be called for the sentences of a
// document in order.
func (n *Namer) Label(h History, words []*word.Word, tags []ud.XPOS, out []Label) {
	x := newLabelling(h, words, tags)
	var buffer [maxFeatures]uint32
	for i := range words {
		out[i] = choose(n.model, x.features(buffer[:0], i))
		x.note(i, out[i])
	}
}

// A labelChoice holds the features of a word and the label of the word before.
type labelChoice struct {
	features []uint32
	last     Label
}

// choose returns the label with the highest score among those that may follow the last one.
func choose(s linear.Scorer, c labelChoice) Label {
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

// Encode returns n as a model file.
func (n *Namer) Encode() ([]byte, error) {
	var w modelfile.FieldWriter
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

// Package tagger assigns Penn Treebank tags to words, from left to right, with an averaged perceptron over the word, its
// neighbours and the two tags before it (Collins 2002).
package tagger

import (
	"encoding/binary"

	"graphd/internal/ingest/ling/linear"
	"graphd/internal/ingest/ling/modelfile"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// Kind is the kind of the model files of this package.
const Kind = "tagger"

// A Tagger is immutable and safe for concurrent use.
type Tagger struct {
	tags  []ud.XPOS
	fixed map[uint64]uint8 // tags of frequent words that have only one, by Word.Form
	model *linear.Classifier
}

// Bounds on the numbers of feature templates and tags.
const (
	maxFeatures = 40
	maxTags     = 64
)

// none and none2 are the tags before the first word of a sentence.
const (
	none  = -1
	none2 = -2
)

// Tag writes the tags of the words of a sentence to tags, which must have the same length.
func (t *Tagger) Tag(words []*word.Word, tags []ud.XPOS) {
	last, last2 := none, none2
	for i := range words {
		tag := t.choose(t.model, words, i, last, last2, nil)
		tags[i] = t.tags[tag]
		last, last2 = tag, last
	}
}

// choose returns the tag of word i. If used is not nil, choose stores the features there, unless the tag is fixed.
func (t *Tagger) choose(s linear.Scorer, words []*word.Word, i, last, last2 int, used *[]uint32) int {
	if tag, ok := t.fixed[words[i].Form]; ok {
		return int(tag)
	}
	var buffer [maxFeatures]uint32
	var scores [maxTags]float32
	f := features(buffer[:0], words, i, last, last2)
	s.Score(f, scores[:])
	if used != nil {
		*used = append((*used)[:0], f...)
	}
	best := 0
	for tag := range t.tags {
		if scores[tag] > scores[best] {
			best = tag
		}
	}
	return best
}

// features appends the features of word i, which follows words with the tags last2 and last.
func features(f []uint32, words []*word.Word, i, last, last2 int) []uint32 {
	w, next, next2 := words[i], word.At(words, i+1), word.At(words, i+2)
	prev, prev2 := word.At(words, i-1), word.At(words, i-2)
	t1, t2 := uint64(last+3), uint64(last2+3)
	flags := uint64(w.Flags) << 1
	if i == 0 {
		flags++
	}
	values := [...]uint64{
		0, w.Form, w.Lower, w.Shape, flags,
		w.Suffix[1], w.Suffix[2], w.Suffix[3], w.Suffix[4], w.Prefix[1], w.Prefix[3],
		prev.Lower, prev2.Lower, next.Lower, next2.Lower,
		t1, word.Join(t1, t2), word.Join(t1, w.Lower), word.Join(t1, next.Lower), word.Join3(t1, t2, w.Lower),
		word.Join(w.Lower, next.Lower), word.Join(prev.Lower, w.Lower), word.Join(next.Lower, next2.Lower),
		prev.Suffix[3], next.Suffix[3], next.Suffix[2], next2.Suffix[3],
		word.Join(t1, w.Shape), word.Join(t1, w.Suffix[3]), word.Join(w.Suffix[2], next.Suffix[2]),
		word.Join(flags, w.Suffix[3]), word.Join3(uint64(w.Flags), uint64(next.Flags), uint64(prev.Flags)),
		word.Join(t1, next.Suffix[3]),
	}
	for id, v := range values {
		f = append(f, word.Feature(id, v))
	}
	return f
}

// Encode returns t as a model file.
func (t *Tagger) Encode() ([]byte, error) {
	var w modelfile.FieldWriter
	w.Strings(strings(t.tags))
	w.Bytes(t.encodeFixed())
	t.model.Write(&w)
	return modelfile.Encode(Kind, w.Content())
}

// Decode reads a model file.
func Decode(file []byte) (*Tagger, modelfile.Sum, error) {
	content, sum, err := modelfile.Decode(Kind, file)
	if err != nil {
		return nil, sum, err
	}
	r := modelfile.NewReader(content)
	t := &Tagger{tags: tags(r.Strings()), fixed: map[uint64]uint8{}}
	fixed := r.Bytes()
	for ; len(fixed) >= 9; fixed = fixed[9:] {
		t.fixed[binary.LittleEndian.Uint64(fixed)] = min(fixed[8], uint8(max(len(t.tags), 1)-1))
	}
	if t.model, err = linear.Read(r, min(len(t.tags), maxTags)); err != nil {
		return nil, sum, err
	}
	return t, sum, r.Err()
}

func strings(tags []ud.XPOS) []string {
	out := make([]string, len(tags))
	for i, t := range tags {
		out[i] = string(t)
	}
	return out
}

func tags(names []string) []ud.XPOS {
	out := make([]ud.XPOS, len(names))
	for i, n := range names {
		out[i] = ud.XPOS(n)
	}
	return out
}

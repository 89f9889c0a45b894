package attribution

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// reading is a text as the rules see it. It is built once for a text and not changed afterwards.
type reading struct {
	*ling.Layout
	sentences []ling.Range // without labels such as "READ MORE:"
}

// read returns l as the rules see it.
func read(l *ling.Layout) *reading {
	r := &reading{Layout: l, sentences: make([]ling.Range, len(l.Sentences))}
	for i, s := range l.Sentences {
		r.sentences[i] = ling.Between(s.From+r.label(s), s.To)
	}
	return r
}

// spans returns the spans of the ranges that are not empty.
func (r *reading) spans(xs []ling.Range) []text.Span {
	var out []text.Span
	for _, x := range xs {
		if !x.Empty() {
			out = append(out, r.SpanOf(x))
		}
	}
	return out
}

// sentenceOf returns the sentence of word i without a label that it begins with.
func (r *reading) sentenceOf(i int) ling.Range { return r.sentences[r.Words[i].Sentence] }

// subtree returns the words that word i dominates; where there is no tree, the nominal around it.
func (r *reading) subtree(i int) ling.Range {
	if r.isTreeless(i) {
		return r.chunk(i)
	}
	return ling.Between(r.Words[i].First, r.Words[i].Last+1)
}

// outside reports whether word i is in no quotation.
func (r *reading) outside(i int) bool { return !r.IsQuoted(i) }

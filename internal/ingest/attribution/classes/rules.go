// Package classes classifies attributions whose spans are known: the form of speech, the speech act, the kind, polarity,
// certainty and tense, the form of the source and on whose behalf it speaks, the addressee, the occasion and the time.
//
// All classes are rules over the [ling.Layout] of the text and the lexicon of cues. [NewRules] prepares a text and
// [Rules.Classify] classifies one attribution in it.
package classes

import (
	"strings"

	"graphd/internal/ingest/ling"
)

// Rules applies the rules to one text. It is immutable.
type Rules struct {
	*ling.Layout
	Unlabelled []ling.Range // the sentences of the Layout without labels such as "READ MORE:"
}

// NewRules prepares l.
func NewRules(l *ling.Layout) *Rules {
	r := &Rules{Layout: l, Unlabelled: make([]ling.Range, len(l.Sentences))}
	for i, s := range l.Sentences {
		r.Unlabelled[i] = ling.Between(s.From+r.labelLen(s), s.To)
	}
	return r
}

// sentenceOf returns the sentence of word i without its label.
func (r *Rules) sentenceOf(i int) ling.Range { return r.Unlabelled[r.Words[i].Sentence] }

// subtree returns the words that word i dominates or, in a sentence without a tree, the nominal around it.
func (r *Rules) subtree(i int) ling.Range {
	if r.isTreeless(i) {
		return r.chunk(i)
	}
	return ling.Between(r.Words[i].First, r.Words[i].Last+1)
}

// outside reports whether word i is in no quotation.
func (r *Rules) outside(i int) bool { return !r.IsQuoted(i) }

// labels end with a colon and announce what follows: "READ MORE". They are no sources.
var labels = lists.Set("label")

// longestLabel is the number of words that a label may have before its colon. Chosen by hand.
const longestLabel = 3

// labelLen returns how many words the label of a sentence has, including its colon; 0 where it has no label.
func (r *Rules) labelLen(sentence ling.Range) int {
	for i := sentence.From + 1; i < sentence.To-1 && i <= sentence.From+longestLabel; i++ {
		if r.Words[i].Lower == ":" {
			if labels[strings.ToLower(r.Text.Slice(r.SpanOf(ling.Between(sentence.From, i))))] {
				return i + 1 - sentence.From
			}
			return 0
		}
	}
	return 0
}

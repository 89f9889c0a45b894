package lingtrain

import (
	"sync"

	"graphd/cmd/graphd-train/corpus"
	"graphd/internal/ingest/ling/linear"
	"graphd/internal/ingest/ling/parser"
	"graphd/internal/ingest/ling/tagger"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

var parserTraining = parser.ParseTraining{Bits: 21, Epochs: 5, Seed: 1, Precision: linear.Quantisation{Prune: 1, Weights: 2_600_000}}

// tagFolds is the number of parts in which the training data is tagged, each by a tagger trained on the others.
const tagFolds = 2

// parser trains the parser on predicted tags, so that it sees the tagger's errors: the tags of each fold are those of a
// tagger that has not seen it.
func (t *Trainer) parser() error {
	sentences := append(append([]corpus.AnnotatedSentence{}, t.silver...), t.gold...)
	examples := t.parserExamples(sentences, t.jackknifedTags(sentences))
	file, err := parser.Train(examples, parserTraining).Encode()
	return t.writeModel("parser", file, err)
}

// parserExamples returns sentences with the given tags as training examples.
func (t *Trainer) parserExamples(sentences []corpus.AnnotatedSentence, tags [][]ud.XPOS) []parser.ParsedSentence {
	out := make([]parser.ParsedSentence, len(sentences))
	for i, s := range sentences {
		out[i] = parser.ParsedSentence{Words: t.wordsOf(s), Tags: tags[i]}
		for _, k := range s {
			out[i].Arcs = append(out[i].Arcs, parser.Arc{Head: k.Head, Deprel: k.Deprel})
		}
	}
	return out
}

// jackknifedTags returns the tags of each sentence by a tagger trained on the other folds. A fold consists of blocks of
// 50 sentences, so that sentences of one document seldom occur in both.
func (t *Trainer) jackknifedTags(sentences []corpus.AnnotatedSentence) [][]ud.XPOS {
	const block = 50
	examples := t.taggerExamples(sentences)
	tags := make([][]ud.XPOS, len(sentences))
	var wait sync.WaitGroup
	for fold := range tagFolds {
		wait.Go(func() {
			var rest []tagger.TaggedSentence
			for i, e := range examples {
				if i/block%tagFolds != fold {
					rest = append(rest, e)
				}
			}
			tg := tagger.Train(rest, taggerTraining)
			for i, e := range examples {
				if i/block%tagFolds == fold {
					tags[i] = TagWords(tg, e.Words)
				}
			}
		})
	}
	wait.Wait()
	return tags
}

// TagWords returns the tags of words.
func TagWords(tg *tagger.Tagger, words []*word.Word) []ud.XPOS {
	tags := make([]ud.XPOS, len(words))
	tg.Tag(words, tags)
	return tags
}

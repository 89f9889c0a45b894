package lingtrain

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"graphd/cmd/graphd-train/corpus"
	"graphd/internal/ingest/ling/linear"
	"graphd/internal/ingest/ling/namer"
	"graphd/internal/ingest/ling/tagger"
	"graphd/internal/ingest/ling/word"
)

var namerTraining = linear.Hyperparameters{Bits: 20, Epochs: 5, Rate: 0.05, Drop: 0.2, Seed: 1, Precision: linear.Quantisation{Prune: 0.05, Wide: true}}

// goldWeight is the number of times that a gold corpus is repeated, because the silver layer is many times larger.
// Chosen by hand.
const goldWeight = 4

// names trains the name finder on the silver layer and on the parts of the gold corpora that are not held out, with the
// tags of the tagger trained before.
func (t *Trainer) names() error {
	file, err := os.ReadFile(filepath.Join(t.Dest, tagger.Kind+".model"))
	if err != nil {
		return fmt.Errorf("%w; train the tagger first", err)
	}
	tg, _, err := tagger.Decode(file)
	if err != nil {
		return err
	}
	documents := slices.Clone(t.documents)
	for _, c := range []corpus.Columns{corpus.Wikigold} {
		ds, err := t.Dir.Names(c)
		if err != nil {
			return err
		}
		learned, _ := HoldOut(ds)
		for range goldWeight {
			documents = append(documents, learned...)
		}
	}
	examples, err := NameExamples(&t.words, tg, documents)
	if err != nil {
		return err
	}
	model, err := namer.Train(examples, namerTraining).Encode()
	return t.writeModel(namer.Kind, model, err)
}

// HoldOut splits documents into those to learn from and every fifth one, which is held out for scoring.
func HoldOut(ds []corpus.AnnotatedText) (learned, held []corpus.AnnotatedText) {
	for i, d := range ds {
		if i%5 == 4 {
			held = append(held, d)
		} else {
			learned = append(learned, d)
		}
	}
	return learned, held
}

// NameExamples returns documents as training examples of the name finder, with the tags of tg.
func NameExamples(cache *word.Cache, tg *tagger.Tagger, documents []corpus.AnnotatedText) ([][]namer.LabelledSentence, error) {
	out := make([][]namer.LabelledSentence, len(documents))
	for i, d := range documents {
		for _, s := range d.Sentences {
			e := namer.LabelledSentence{Words: make([]*word.Word, len(s)), Labels: make([]namer.Label, len(s))}
			for k, t := range s {
				label, err := namer.ParseLabel(t.Name)
				if err != nil {
					return nil, err
				}
				e.Words[k], e.Labels[k] = cache.Word(t.Normal), label
			}
			e.Tags = TagWords(tg, e.Words)
			out[i] = append(out[i], e)
		}
	}
	return out, nil
}

package lingtrain

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"graphd/cmd/graphd-train/corpus"
	"graphd/internal/ingest/ling/lemma"
	"graphd/internal/ingest/ling/linear"
	"graphd/internal/ingest/ling/tagger"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// Trainer trains the models. Fields that are not set by the caller hold the corpora that more than one model learns
// from.
type Trainer struct {
	Dir   corpus.Dir
	Dest  string
	Out   io.Writer
	Start time.Time
	words word.Cache
	Skip  map[string]bool // ids of the documents of the news corpus that are left out

	documents    []corpus.AnnotatedText // documents of the silver layer
	silver, gold []corpus.AnnotatedSentence
}

// parts are the models, each after those that its training depends on.
var parts = []struct {
	name  string
	train func(*Trainer) error
}{
	{"tagger", (*Trainer).tagger},
	{"lemma", (*Trainer).lemmatizer},
	{"parser", (*Trainer).parser},
	{"names", (*Trainer).names},
}

// Run trains the models, or only one of them.
func Run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("ling", flag.ContinueOnError)
	dir := corpus.Flag(flags)
	dest := flags.String("out", "internal/ingest/ling/models", "`folder` that the models are written to")
	only := flags.String("only", "", "train only this `model`: tagger, lemma, parser or names")
	if err := flags.Parse(args); err != nil {
		return err
	}
	t := &Trainer{Dir: *dir, Dest: *dest, Out: out, Start: time.Now()}
	return t.Train(*only)
}

// Train trains all models, or only the one named only.
func (t *Trainer) Train(only string) error {
	if err := t.readCorpora(); err != nil {
		return err
	}
	for _, p := range parts {
		if only != "" && only != p.name {
			continue
		}
		if err := p.train(t); err != nil {
			return fmt.Errorf("training the %s: %w", p.name, err)
		}
	}
	return nil
}

// readCorpora reads the corpora that more than one model learns from.
func (t *Trainer) readCorpora() error {
	silver, err := t.Dir.Silver("train")
	if err != nil {
		return err
	}
	t.documents = slices.DeleteFunc(silver, func(d corpus.AnnotatedText) bool { return t.Skip[d.ID] })
	t.silver = corpus.Sentences(t.documents)
	for _, bank := range []string{corpus.EWT, corpus.GUM} {
		ds, err := t.Dir.UD(bank, "train")
		if err != nil {
			return err
		}
		t.gold = append(t.gold, corpus.Sentences(ds)...)
	}
	return nil
}

// writeModel writes a model to its file and logs its size. It returns err if that is not nil.
func (t *Trainer) writeModel(name string, file []byte, err error) error {
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(t.Dest, name+".model"), file, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(t.Out, "%s: %d kB after %s\n", name, len(file)>>10, time.Since(t.Start).Round(time.Second))
	return nil
}

// wordsOf returns the words of s.
func (t *Trainer) wordsOf(s corpus.AnnotatedSentence) []*word.Word {
	out := make([]*word.Word, len(s))
	for i, k := range s {
		out[i] = t.words.Word(k.Normal)
	}
	return out
}

var taggerTraining = tagger.Schedule{Bits: 20, Epochs: 6, Seed: 1, Precision: linear.Quantisation{Prune: 0.7}}

// tagger trains the part-of-speech tagger.
func (t *Trainer) tagger() error {
	file, err := tagger.Train(t.taggerExamples(t.silver, t.gold), taggerTraining).Encode()
	return t.writeModel("tagger", file, err)
}

// taggerExamples returns the sentences of sets as training examples.
func (t *Trainer) taggerExamples(sets ...[]corpus.AnnotatedSentence) []tagger.TaggedSentence {
	var out []tagger.TaggedSentence
	for _, set := range sets {
		for _, s := range set {
			e := tagger.TaggedSentence{Words: t.wordsOf(s)}
			for _, k := range s {
				e.Tags = append(e.Tags, k.XPOS)
			}
			out = append(out, e)
		}
	}
	return out
}

// lemmatizer trains the lemmatizer on the silver layer, and on the words that only the treebanks contain. Some of the
// treebanks' lemmas follow other conventions.
func (t *Trainer) lemmatizer() error {
	type taggedForm struct {
		normal string
		tag    ud.XPOS
	}
	seen := map[taggedForm]bool{}
	var examples []lemma.LemmatizedWord
	for _, s := range t.silver {
		for _, k := range s {
			seen[taggedForm{k.Normal, k.XPOS}] = true
			examples = append(examples, lemma.LemmatizedWord{Normal: k.Normal, Tag: k.XPOS, Lemma: k.Lemma})
		}
	}
	for _, s := range t.gold {
		for _, k := range s {
			if !seen[taggedForm{k.Normal, k.XPOS}] {
				examples = append(examples, lemma.LemmatizedWord{Normal: k.Normal, Tag: k.XPOS, Lemma: k.Lemma})
			}
		}
	}
	file, err := lemma.Train(examples).Encode()
	return t.writeModel("lemma", file, err)
}

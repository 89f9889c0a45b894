package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"graphd/internal/ingest/ling/lemma"
	"graphd/internal/ingest/ling/tagger"
	"graphd/internal/train/corpus"
)

func runEval(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("eval", flag.ContinueOnError)
	dir := corporaFlag(flags)
	models := flags.String("models", "internal/ingest/ling/models", "")
	diff := flags.Bool("diff", false, "write each token and sentence that differs")
	if err := flags.Parse(args); err != nil {
		return err
	}
	sets, err := devSets(*dir)
	if err != nil {
		return err
	}
	read := func(n string) []byte { b, _ := os.ReadFile(filepath.Join(*models, n+".model")); return b }
	tg, _, err := tagger.Decode(read("tagger"))
	if err != nil {
		return err
	}
	lm, _, err := lemma.Decode(read("lemma"))
	if err != nil {
		return err
	}
	for _, s := range sets {
		start := time.Now()
		ts := scoreTags(tg, lm, corpus.Sentences(s.documents))
		fmt.Fprintf(out, "%s: xpos %s lemma %s, %.0fk/s\n", s.name, ts.xpos, ts.lemma, float64(ts.xpos.all)/time.Since(start).Seconds()/1e3)
		var w io.Writer
		if *diff {
			w = out
		}
		g := scoreSegmentation(s.documents, w)
		fmt.Fprintf(out, "%s: tokens %s sentences %s\n", s.name, g.tokens, g.sentences)
	}
	return nil
}

// devSet is a corpus's part that models are scored on.
type devSet struct {
	name      string
	documents []corpus.Document
}

func devSets(d corpus.Dir) ([]devSet, error) {
	silver, err := d.Silver("dev")
	if err != nil {
		return nil, err
	}
	sets := []devSet{{"news (silver)", silver}}
	for _, bank := range []string{corpus.EWT, corpus.GUM} {
		ds, err := d.UD(bank, "dev")
		if err != nil {
			return nil, err
		}
		sets = append(sets, devSet{"UD " + bank, ds})
	}
	return sets, nil
}

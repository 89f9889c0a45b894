package attributiontrain

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"graphd/cmd/graphd-train/corpus"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/ling"
)

// withSeed returns c with the seeds of training number n; number 0 is c itself. The seeds are far enough apart for
// every fold to have its own.
func withSeed(c spans.Training, number uint64) spans.Training {
	number *= 16
	c.Cues.Seed += number
	c.Slots.Seed += number
	c.Settler.Seed += number
	c.Ranker.Seed += number
	return c
}

// seedTable holds the scores of several trainings with different seeds: on the dev part, and on the train part by
// models that have not seen the text.
type seedTable struct{ dev, unseen []eval.Scores }

// add scores one training, whose model is file, with the encoder that it was trained with, if any.
func (t *seedTable) add(dir corpus.Dir, file []byte, encoders encoderFiles, unseen eval.Scores) error {
	folder, err := os.MkdirTemp("", "graphd-seed")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	if err := os.WriteFile(filepath.Join(folder, spans.File), file, 0o644); err != nil {
		return err
	}
	if err := encoders.copyFinal(folder); err != nil {
		return err
	}
	extractor, err := attribution.Open(os.DirFS(folder))
	if err != nil {
		return err
	}
	annotator, err := ling.Default()
	if err != nil {
		return err
	}
	dev, err := readNews(dir, "dev", annotator)
	if err != nil {
		return err
	}
	found, err := dev.extract(extractor)
	if err != nil {
		return err
	}
	t.dev, t.unseen = append(t.dev, dev.score(found)), append(t.unseen, unseen)
	return nil
}

// write writes the table to out and to the file at path.
func (t *seedTable) write(out io.Writer, path string) error {
	var b bytes.Buffer
	b.WriteString("The same training with different seeds, F1 in percent. Seed 0 is the embedded model.\n")
	t.part(&b, "PolNeAR dev, from raw text", t.dev)
	t.part(&b, "PolNeAR train, each text by models that have not seen it", t.unseen)
	if _, err := out.Write(b.Bytes()); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// part writes the scores of one set of texts, seed by seed, and their mean.
func (t *seedTable) part(b *bytes.Buffer, title string, scores []eval.Scores) {
	fmt.Fprintf(b, "\n%s\n\nseed  source    cue content triple\n", title)
	var mean [4]float64
	row := func(name string, x [4]float64) {
		fmt.Fprintf(b, "%-4s  %6.1f %6.1f %7.1f %6.1f\n", name, x[0], x[1], x[2], x[3])
	}
	for seed, s := range scores {
		x := [4]float64{100 * s.Stretches.Source.F1(), 100 * s.Stretches.Cue.F1(), 100 * s.Stretches.Content.F1(), 100 * s.Triple.F1()}
		for i := range mean {
			mean[i] += x[i] / float64(len(scores))
		}
		row(fmt.Sprint(seed), x)
	}
	row("mean", mean)
}

package attributiontrain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"graphd/cmd/graphd-train/corpus"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/ling"
)

// writeScores scores the embedded extractor called models on the dev part of the news corpus and writes the table to out and
// to the file at path.
func writeScores(out io.Writer, dir corpus.Dir, models, path string) error {
	annotator, err := ling.Default()
	if err != nil {
		return err
	}
	extractor, err := attribution.New(models)
	if err != nil {
		return err
	}
	dev, err := readNews(dir, "dev", annotator)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "PolNeAR dev, from raw text, extractor %s, annotator %s, in percent\n\n", extractor.Version(), annotator.Version())
	found, err := dev.extract(extractor)
	if err != nil {
		return err
	}
	s := dev.score(found)
	if _, err := s.WriteTo(&b); err != nil {
		return err
	}
	b.WriteString("\nHow many are right (half of the content, the source, a word of the cue) at each confidence:\n\n")
	var c eval.Calibration
	for i, a := range dev {
		c.Add(a.GoldDocument, a.text, found[i])
	}
	if _, err := c.WriteTo(&b); err != nil {
		return err
	}
	if _, err := out.Write(b.Bytes()); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// extract returns the attributions that e finds in each text.
func (n newsPart) extract(e *attribution.Extractor) ([][]attribution.Attribution, error) {
	found := make([][]attribution.Attribution, len(n))
	errs := make([]error, len(n))
	forEach(len(n), func(i int) {
		x, err := e.Read(context.Background(), n[i].layout)
		if errs[i] = err; err == nil {
			all, err := e.Extract(context.Background(), x)
			found[i], errs[i] = asAnnotated(all), err
		}
	})
	return found, errors.Join(errs...)
}

// asAnnotated returns attributions without those at second hand, which the corpus does not annotate.
func asAnnotated(found []attribution.Attribution) []attribution.Attribution {
	return attribution.Keep(found, func(a attribution.Attribution) bool { return a.SecondHand < 0 })
}

// score returns the scores of the attributions found in each text.
func (n newsPart) score(found [][]attribution.Attribution) eval.Scores {
	var s eval.Scores
	for i, a := range n {
		s.Add(a.GoldDocument, eval.Spans(a.text, found[i]))
	}
	return s
}

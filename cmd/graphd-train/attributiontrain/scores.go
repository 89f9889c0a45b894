package attributiontrain

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"graphd/cmd/graphd-train/corpus"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/ling"
)

// writeScores scores the embedded extractor on the dev part of the news corpus and writes the table to out and to the
// file at path.
func writeScores(out io.Writer, dir corpus.Dir, path string) error {
	annotator, err := ling.Default()
	if err != nil {
		return err
	}
	extractor, err := attribution.New()
	if err != nil {
		return err
	}
	dev, err := readNews(dir, "dev", annotator)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "PolNeAR dev, from raw text, extractor %s, annotator %s, in percent\n\n", extractor.Version(), annotator.Version())
	s := dev.score(extractor)
	if _, err := s.WriteTo(&b); err != nil {
		return err
	}
	b.WriteString("\nHow many are right (half of the content, the source, a word of the cue) at each confidence:\n\n")
	var c eval.Calibration
	for _, a := range dev {
		c.Add(a.GoldDocument, a.text, extractor.Extract(a.layout))
	}
	if _, err := c.WriteTo(&b); err != nil {
		return err
	}
	if _, err := out.Write(b.Bytes()); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// score returns the scores of the attributions that e finds in the texts.
func (n newsPart) score(e *attribution.Extractor) eval.Scores {
	found := make([][]eval.MarkedAttribution, len(n))
	forEach(len(n), func(i int) { found[i] = eval.Spans(n[i].text, e.Extract(n[i].layout)) })
	var s eval.Scores
	for i, a := range n {
		s.Add(a.GoldDocument, found[i])
	}
	return s
}

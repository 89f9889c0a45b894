package main

import (
	"fmt"
	"io"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/eval"
	"graphd/internal/train/logistic"
)

// split holds out every tenth text, beginning with the one of the number.
func (n news) split(tenth int) (rest, held news) {
	for i, a := range n {
		if i%10 == tenth {
			held = append(held, a)
		} else {
			rest = append(rest, a)
		}
	}
	return rest, held
}

// score counts what an extractor finds in the texts.
func (n news) score(e *attribution.Extractor) eval.Scores {
	found := make([][]eval.Marked, len(n))
	each(len(n), func(i int) { found[i] = eval.Spans(n[i].text, e.Extract(n[i].text, n[i].annotation)) })
	var s eval.Scores
	for i, a := range n {
		s.Add(a.Document, found[i])
	}
	return s
}

// scoreThresholds learns from all but a tenth of the texts and writes how that tenth's triples fare at each threshold.
func scoreThresholds(out io.Writer, n news, tenth int, how logistic.Training) error {
	rest, held := n.split(tenth)
	weights := logistic.Train(rest.examples(), how)
	fmt.Fprintf(out, "threshold precision recall triple F1 of %d texts, taught by %d\n", len(held), len(rest))
	for percent := 14; percent <= 40; percent += 2 {
		threshold := float64(percent) / 100
		s := held.score(attribution.NewWith(attribution.Settings{Weights: weights, Threshold: threshold}))
		if _, err := fmt.Fprintf(out, "%.2f %.2f %.2f %.2f\n", threshold, 100*s.Triple.Precision(), 100*s.Triple.Recall(), 100*s.Triple.F1()); err != nil {
			return err
		}
	}
	return nil
}

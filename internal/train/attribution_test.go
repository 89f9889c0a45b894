package main

import (
	"slices"
	"strings"
	"testing"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
	"graphd/internal/train/logistic"
)

// small is a corpus of our own in which saying is always attributed and planning never.
func small(t *testing.T) news {
	t.Helper()
	annotator, err := ling.Default()
	if err != nil {
		t.Fatal(err)
	}
	var out news
	for _, who := range []string{"The mayor", "The engineer", "The council", "A pilot", "The farmer", "The union", "A doctor", "The judge"} {
		for _, what := range []string{"the bridge was closed", "the toll was too high", "the river would rise"} {
			given := who + " said " + what + ". " + who + " planned to close the bridge."
			span := func(s string) []text.Span {
				at := strings.Index(given, s)
				return []text.Span{{Start: at, End: at + len(s)}}
			}
			x := text.Normalize(given)
			gold := eval.Document{Text: given, Attributions: []eval.Marked{{Source: span(who), Cue: span("said"), Content: span(what)}}}
			out = append(out, article{Document: gold, text: x, annotation: annotator.Annotate(x)})
		}
	}
	return out
}

func TestTrainingTellsRightFromWrong(t *testing.T) {
	n := small(t)
	weights := logistic.Train(n.examples(), logistic.Training{Epochs: 20})
	if weights["lemma=say"] <= 0 || weights["lemma=plan"] >= 0 {
		t.Errorf("say weighs %.2f, plan %.2f: want more and less than nothing", weights["lemma=say"], weights["lemma=plan"])
	}
	s := n.score(attribution.NewWith(attribution.Settings{Weights: weights, Threshold: 0.5}))
	if s.Triple.F1() < 0.95 {
		t.Errorf("the extractor taught by a corpus finds it with F1 %.2f", s.Triple.F1())
	}
}

func TestWeightsAreReproducible(t *testing.T) {
	n := small(t)
	first := encodeWeights(logistic.Train(n.examples(), logistic.Training{}))
	if again := encodeWeights(logistic.Train(n.examples(), logistic.Training{})); !slices.Equal(first, again) {
		t.Error("the same corpus gave other weights")
	}
}

// TestEvidenceIsThatOfRunning changes the weight of each piece of evidence that training saw: running must see it too.
func TestEvidenceIsThatOfRunning(t *testing.T) {
	a := small(t)[0]
	found := func(weights map[string]float64) int {
		return len(attribution.NewWith(attribution.Settings{Weights: weights}).Extract(a.text, a.annotation))
	}
	base := map[string]float64{logistic.Bias: -9}
	before := found(base)
	for _, p := range attribution.New().Propose(a.text, a.annotation) {
		for _, e := range p.Evidence {
			if found(map[string]float64{logistic.Bias: -9, e: 18}) <= before {
				t.Errorf("running does not weigh the evidence %q", e)
			}
		}
	}
}

package spans_test

import (
	"bytes"
	"strings"
	"testing"

	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// examples returns texts written for this test, in which cues of speech are always attributions and cues of planning never.
func examples(t *testing.T) []spans.MarkedText {
	t.Helper()
	annotator, err := ling.Default()
	if err != nil {
		t.Fatal(err)
	}
	var out []spans.MarkedText
	for _, who := range []string{"The mayor", "The engineer", "The council", "A pilot", "The farmer", "The union", "A doctor", "The judge"} {
		for _, what := range []string{"the bridge was closed", "the toll was too high", "the river would rise", "the dam had failed"} {
			l := annotator.Layout(text.Normalize(who + " said " + what + ". " + who + " planned to close the bridge."))
			end := 3 + len(strings.Fields(what))
			out = append(out, spans.MarkedText{Layout: l, Marked: []spans.Marked{{
				Source: []ling.Range{{From: 0, To: 2}}, Cue: []ling.Range{{From: 2, To: 3}}, Content: []ling.Range{{From: 3, To: end}},
			}}})
		}
	}
	return out
}

var training = spans.Training{
	Folds:   2,
	Cues:    crf.FieldTraining{Epochs: 6, Rate: 0.1, Seed: 1},
	Slots:   crf.FieldTraining{Epochs: 6, Rate: 0.1, Seed: 1},
	Settler: boost.TreeTraining{Trees: 10, Depth: 2, Rate: 0.2, Rows: 0.9, Columns: 0.9, Least: 4},
	Ranker:  boost.TreeTraining{Trees: 20, Depth: 3, Rate: 0.2, Rows: 0.9, Columns: 0.9, Least: 4},
	Least:   1, Threshold: 0.4,
	Log: func(string, ...any) {},
}

func find(t *testing.T, f *spans.Finder, x spans.MarkedText) []spans.Found {
	t.Helper()
	read, err := f.Read(t.Context(), x.Layout)
	if err != nil {
		t.Fatal(err)
	}
	found, err := f.Find(t.Context(), read)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestTrainingReproducesExamples(t *testing.T) {
	texts := examples(t)
	finder, unseen := spans.Train(texts, training)
	right := 0
	for i, x := range texts {
		found := find(t, finder, x)
		want := x.Marked[0]
		if len(found) == 1 && found[0].Cue == want.Cue[0] && found[0].Source == want.Source[0] && len(found[0].Content) == 1 && found[0].Content[0] == want.Content[0] {
			right++
		}
		if len(unseen[i]) > 1 {
			t.Errorf("text %d: %d attributions by models that have not seen it, want one", i, len(unseen[i]))
		}
	}
	if right < len(texts)*9/10 {
		t.Errorf("%d of %d training texts are reproduced", right, len(texts))
	}
}

func TestTrainingIsReproducible(t *testing.T) {
	texts := examples(t)
	first, _ := spans.Train(texts, training)
	again, _ := spans.Train(texts, training)
	a, err := first.Encode()
	if err != nil {
		t.Fatal(err)
	}
	b, err := again.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Error("two trainings on the same texts gave different models")
	}
}

func TestModelFile(t *testing.T) {
	texts := examples(t)
	finder, _ := spans.Train(texts, training)
	file, err := finder.Encode()
	if err != nil {
		t.Fatal(err)
	}
	read, err := spans.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range texts {
		a, b := find(t, finder, x), find(t, read, x)
		if len(a) != len(b) {
			t.Fatalf("text %d: %d attributions before and %d after the model was written and read", i, len(a), len(b))
		}
	}
	for n := range len(file) {
		if n%97 == 0 {
			if _, err := spans.Decode(file[:n]); err == nil {
				t.Fatalf("a model cut to %d of %d bytes was read", n, len(file))
			}
		}
	}
}

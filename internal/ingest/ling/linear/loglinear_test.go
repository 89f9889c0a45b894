package linear

import (
	"math/rand/v2"
	"testing"

	"graphd/internal/ingest/ling/modelfile"
)

// TestLearn checks that a LogLinear learns a function of two features in the presence of noise, that it never increases the
// probability of labels that are not allowed, and that a Classifier that is written and read gives the same results.
func TestLearn(t *testing.T) {
	const labels = 4
	examples := make([][]uint32, 400)
	right := make([]int, len(examples))
	random := rand.New(rand.NewPCG(3, 4))
	for i := range examples {
		a, b := random.IntN(2), random.IntN(2)
		right[i] = a*2 + b
		examples[i] = []uint32{uint32(a) << 24, uint32(b+2) << 24, (8 + random.Uint32N(200)) << 24}
	}
	for _, drop := range []float64{0, 0.3} {
		l := NewLogLinear(Hyperparameters{Bits: 8, Epochs: 6, Rate: 0.3, Drop: drop, Seed: 1, Precision: Quantisation{Wide: true}})
		l.Run(len(examples), func(_, k int) {
			l.Learn(examples[k], labels+1, func(label int) bool { return label < labels }, right[k])
		})
		m := reread(t, l.Freeze(), labels+1)
		wrong := 0
		for i, f := range examples {
			scores := make([]float32, labels+1)
			m.Score(f, scores)
			best := 0
			for label, s := range scores {
				if s > scores[best] {
					best = label
				}
			}
			if best != right[i] {
				wrong++
			}
			if scores[labels] != 0 {
				t.Fatalf("a label that was never allowed scores %v", scores[labels])
			}
		}
		if wrong > len(examples)/100 {
			t.Errorf("with drop %v, %d of %d are wrong", drop, wrong, len(examples))
		}
	}
}

func reread(t *testing.T, m *Classifier, labels int) *Classifier {
	t.Helper()
	var w modelfile.FieldWriter
	m.Write(&w)
	out, err := Read(modelfile.NewReader(w.Content()), labels)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

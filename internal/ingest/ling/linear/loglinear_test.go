package linear

import (
	"math/rand/v2"
	"testing"

	"graphd/internal/ingest/ling/modelfile"
)

// TestLearn: what follows from two features together is learned though noise goes with it, labels that are not allowed are
// never made likelier, and the model that is written and read answers as the learner does.
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
		l := NewLogLinear(Training{Bits: 8, Epochs: 6, Rate: 0.3, Drop: drop, Seed: 1, Precision: Precision{Wide: true}})
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

func reread(t *testing.T, m *Model, labels int) *Model {
	t.Helper()
	var w modelfile.Writer
	m.Write(&w)
	out, err := Read(modelfile.NewReader(w.Content()), labels)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

package linear

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestScore checks that Score returns the sum over rows, for any number of features and with empty rows.
func TestScore(t *testing.T) {
	const labels = 40
	random := rand.New(rand.NewPCG(1, 2))
	l := NewLogLinear(Hyperparameters{Bits: 8, Epochs: 1, Rate: 0.5, Seed: 1})
	l.Run(2000, func(_, _ int) {
		l.Learn([]uint32{random.Uint32(), random.Uint32() & 0x7fffffff}, labels, nil, random.IntN(labels))
	})
	m := l.Freeze()
	for range 200 {
		features := make([]uint32, random.IntN(3*together))
		for i := range features {
			features[i] = random.Uint32()
		}
		got, want := make([]float32, labels), make([]float32, labels)
		m.Score(features, got)
		for _, f := range features {
			k := f >> (32 - m.bits)
			for _, c := range m.cells[m.offsets[k]:m.offsets[k+1]] {
				want[c.label] += float32(c.weight)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%d features: %v, want %v", len(features), got, want)
		}
	}
}

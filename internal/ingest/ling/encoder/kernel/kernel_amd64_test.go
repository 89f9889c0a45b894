package kernel

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// onBoth runs f with assembly and in plain Go, and checks that both return the same bits.
func onBoth(t *testing.T, name string, f func() []float32) {
	t.Helper()
	if !useAVX2 {
		t.Skip("this processor has no AVX2")
	}
	fast := f()
	useAVX2 = false
	defer func() { useAVX2 = true }()
	plain := f()
	if !slices.Equal(fast, plain) {
		for i := range fast {
			if fast[i] != plain[i] {
				t.Fatalf("%s: value %d of %d is %v with assembly, %v in plain Go", name, i, len(fast), fast[i], plain[i])
			}
		}
		t.Fatalf("%s: %d values with assembly, %d in plain Go", name, len(fast), len(plain))
	}
}

// TestAssemblyEqualsPlain checks that the assembly gives the same bits as plain Go, for many sizes and magnitudes.
func TestAssemblyEqualsPlain(t *testing.T) {
	for seed := range uint64(200) {
		n := TileCols * (1 + int(seed%20))
		values := func(r *rand.Rand) []float32 { return randomValues(r, n, []float64{1e-3, 1, 5, 60}[seed/20%4]) }
		onBoth(t, "quantise", func() []float32 {
			r := rand.New(rand.NewPCG(seed, 0))
			dst := make([]int16, n)
			out := []float32{Quantise(dst, values(r), 8191)}
			return append(out, asFloats(dst)...)
		})
		onBoth(t, "softmax", func() []float32 {
			r := rand.New(rand.NewPCG(seed, 0))
			dst, scores := make([]int16, n), values(r)
			Softmax(dst, scores, n-int(seed%16))
			return append(asFloats(dst), scores...)
		})
		onBoth(t, "GELU", func() []float32 {
			v := values(rand.New(rand.NewPCG(seed, 0)))
			GELU(v)
			return v
		})
		onBoth(t, "layer normalisation", func() []float32 {
			r := rand.New(rand.NewPCG(seed, 0))
			row := values(r)
			AddNorm(row, values(r), values(r), values(r))
			return row
		})
		onBoth(t, "product", func() []float32 {
			r := rand.New(rand.NewPCG(seed, 0))
			rows := 1 + int(seed%13)
			m, a := randomMatrix(r, n, TileCols*(1+int(seed%3))), randomActivations(r, rows, n)
			dst := make([]float32, PaddedRows(rows)*m.cols)
			m.Multiply(dst, m.cols, a, rows)
			return dst
		})
	}
}

func asFloats(values []int16) []float32 {
	out := make([]float32, len(values))
	for i, x := range values {
		out[i] = float32(x)
	}
	return out
}

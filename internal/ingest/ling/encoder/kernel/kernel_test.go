package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// randomValues returns n normally distributed values.
func randomValues(r *rand.Rand, n int, deviation float64) []float32 {
	values := make([]float32, n)
	for i := range values {
		values[i] = float32(r.NormFloat64() * deviation)
	}
	return values
}

// randomMatrix returns a matrix that often has the extreme weights.
func randomMatrix(r *rand.Rand, depth, cols int) *Matrix {
	weights := make([]int8, depth*cols)
	for i := range weights {
		weights[i] = int8(max(-MaxWeight, min(MaxWeight, r.NormFloat64()*100)))
	}
	return NewMatrix(weights, depth, randomValues(r, cols, 1), randomValues(r, cols, 1))
}

// randomActivations returns rows that often have the extreme values.
func randomActivations(r *rand.Rand, n, depth int) Activations {
	level := Level(depth, MaxWeight)
	a := Activations{Values: make([]int16, PaddedRows(n)*depth), Stride: depth, Scales: randomValues(r, PaddedRows(n), 1)}
	for i := range a.Values {
		a.Values[i] = int16(max(-float64(level), min(float64(level), r.NormFloat64()*float64(level))))
	}
	return a
}

// TestMultiply checks products against sums in float64.
func TestMultiply(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const rows, depth, cols = 7, 1536, 32
	weights := make([]int8, depth*cols)
	for i := range weights {
		weights[i] = int8(r.IntN(2*MaxWeight+1) - MaxWeight)
	}
	for k := range depth { // the largest sum that can occur
		weights[k] = MaxWeight
	}
	scale, bias := randomValues(r, cols, 1), randomValues(r, cols, 1)
	m, a := NewMatrix(weights, depth, scale, bias), randomActivations(r, rows, depth)
	for k := range depth {
		a.Values[k] = int16(Level(depth, MaxWeight))
	}
	dst := make([]float32, PaddedRows(rows)*cols)
	m.Multiply(dst, cols, a, rows)
	for i := range rows {
		for j := range cols {
			var sum float64
			for k := range depth {
				sum += float64(a.Values[i*depth+k]) * float64(weights[j*depth+k])
			}
			want := sum*float64(a.Scales[i])*float64(scale[j]) + float64(bias[j])
			if got := float64(dst[i*cols+j]); math.Abs(got-want) > 1e-6*(math.Abs(want)+math.Abs(float64(bias[j]))) {
				t.Fatalf("row %d, column %d: %v, want %v", i, j, got, want)
			}
		}
	}
}

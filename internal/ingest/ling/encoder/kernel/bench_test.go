package kernel

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// BenchmarkMultiply reports the speed of products of 150 rows, in operations (multiplications and additions) a second.
func BenchmarkMultiply(b *testing.B) {
	for _, size := range []struct{ depth, cols int }{{384, 384}, {384, 1536}, {1536, 384}, {32, 160}, {160, 32}} {
		b.Run(fmt.Sprintf("%dx%d", size.depth, size.cols), func(b *testing.B) {
			const rows = 150
			r := rand.New(rand.NewPCG(1, 2))
			m, a := randomMatrix(r, size.depth, size.cols), randomActivations(r, rows, size.depth)
			dst := make([]float32, rows*size.cols)
			for b.Loop() {
				m.Multiply(dst, size.cols, a, rows)
			}
			b.ReportMetric(2*rows*float64(size.depth*size.cols)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GOP/s")
		})
	}
}

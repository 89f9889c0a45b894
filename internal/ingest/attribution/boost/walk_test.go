package boost

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestWalkEqualsLeaves checks that walking trees together leads to the same leaves as comparing column by column, also where a
// column is 0 or -0 and equal to the bound.
func TestWalkEqualsLeaves(t *testing.T) {
	rows, answers := examples(1000)
	m := Train(rows, answers, training)
	zero := slices.IndexFunc(m.nodes, func(n treeNode) bool { return n.column >= 0 })
	m.nodes[zero].bound = float32(math.Copysign(0, -1))
	m.prepare()
	random := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		row := []float32{random.Float32(), float32(random.IntN(3) - 1), random.Float32()}
		row[m.nodes[zero].column] = []float32{0, float32(math.Copysign(0, -1)), 1e-45, -1e-45}[random.IntN(4)]
		want := m.bias
		for _, root := range m.roots {
			want += float64(m.leaf(root, row))
		}
		if got := m.LogOdds(row); got != want {
			t.Fatalf("%v: log odds %v, want %v", row, got, want)
		}
	}
}

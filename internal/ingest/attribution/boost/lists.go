package boost

import (
	"math"
	"slices"
)

// Lists are rows of which one in each list is right. The zero value holds none.
type Lists struct {
	rows  [][]float32
	ends  []int // where each list ends
	right []int // the right row of each list
}

// Add adds a list whose row number right is right.
func (l *Lists) Add(rows [][]float32, right int) {
	l.right = append(l.right, len(l.rows)+right)
	l.rows = append(l.rows, rows...)
	l.ends = append(l.ends, len(l.rows))
}

// Append adds the lists of others.
func (l *Lists) Append(others Lists) {
	from := 0
	for i, to := range others.ends {
		l.Add(others.rows[from:to], others.right[i]-from)
		from = to
	}
}

// TrainLists learns log odds by whose softmax the right row stands out in its list (Cao et al. 2007).
func TrainLists(l Lists, c Training) *Model {
	return train(l.rows, 0, c, func(g *grower, sums []float64) {
		from := 0
		for i, to := range l.ends {
			g.slopeOfList(sums, from, to, l.right[i])
			from = to
		}
	})
}

// leastCurvature keeps rows that are as good as decided from being divided by nothing.
const leastCurvature = 1e-6

func (g *grower) slopeOfList(sums []float64, from, to, right int) {
	top, all := slices.Max(sums[from:to]), 0.0
	for _, s := range sums[from:to] {
		all += math.Exp(s - top)
	}
	for i := from; i < to; i++ {
		p := math.Exp(sums[i]-top) / all
		g.gradient[i], g.curvature[i] = p, max(p*(1-p), leastCurvature)
	}
	g.gradient[right]--
}

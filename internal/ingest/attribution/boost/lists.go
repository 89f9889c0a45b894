package boost

import (
	"math"
	"slices"
)

// CandidateLists holds lists of rows in each of which one row is right. The zero value is empty.
type CandidateLists struct {
	rows  [][]float32
	ends  []int // end of each list
	right []int // the right row of each list
}

// Add adds a list in which the row with index right is right.
func (l *CandidateLists) Add(rows [][]float32, right int) {
	l.right = append(l.right, len(l.rows)+right)
	l.rows = append(l.rows, rows...)
	l.ends = append(l.ends, len(l.rows))
}

// Append adds the lists of others.
func (l *CandidateLists) Append(others CandidateLists) {
	from := 0
	for i, to := range others.ends {
		l.Add(others.rows[from:to], others.right[i]-from)
		from = to
	}
}

// TrainLists trains log odds whose softmax over a list is greatest for the right row (Cao et al. 2007).
func TrainLists(l CandidateLists, c TreeTraining) *Ensemble {
	return train(l.rows, 0, c, func(g *grower, sums []float64) {
		from := 0
		for i, to := range l.ends {
			g.slopeOfList(sums, from, to, l.right[i])
			from = to
		}
	})
}

// leastCurvature prevents division by zero for rows that are decided almost with certainty.
const leastCurvature = 1e-6

// slopeOfList computes the gradient and curvature of the softmax loss of the list [from, to).
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

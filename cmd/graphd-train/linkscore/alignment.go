package linkscore

import "math"

// alignment returns the greatest sum of similarities (φ4 of Luo 2005: twice the shared mentions by all mentions) of pairs of
// clusters of a and b, each of which is in one pair at most. It uses the Hungarian algorithm (Kuhn 1955).
func alignment(a, b []partition) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	m := newMatching(len(a), len(b), func(i, j int) float64 {
		return -2 * float64(a[i].shared(b[j])) / float64(len(a[i])+len(b[j]))
	})
	for i := 1; i <= len(a); i++ {
		m.augment(i)
	}
	sum := 0.0
	for j, i := range m.rowOf {
		if i > 0 && j > 0 {
			sum -= m.cost(i-1, j-1)
		}
	}
	return sum
}

// matching is the state of the Hungarian algorithm. Rows and columns count from 1; 0 is none.
type matching struct {
	cost       func(row, column int) float64 // from 0
	rows, cols []float64                     // potentials
	rowOf      []int                         // by column
	slack      []float64                     // by column, in one augmentation
	previous   []int                         // column before each on the path
	visited    []bool
}

func newMatching(rows, columns int, cost func(row, column int) float64) *matching {
	return &matching{cost: cost, rows: make([]float64, rows+1), cols: make([]float64, columns+1), rowOf: make([]int, columns+1)}
}

// augment adds a row to the matching along the path of least cost.
func (m *matching) augment(row int) {
	n := len(m.cols)
	m.slack, m.previous, m.visited = make([]float64, n), make([]int, n), make([]bool, n)
	for j := range m.slack {
		m.slack[j] = math.Inf(1)
	}
	at := 0
	for m.rowOf[0] = row; m.rowOf[at] != 0; {
		at = m.advance(at)
	}
	for at != 0 {
		before := m.previous[at]
		m.rowOf[at], at = m.rowOf[before], before
	}
}

// advance visits column at, updates the potentials and returns the next column of the path.
func (m *matching) advance(at int) int {
	m.visited[at] = true
	row, next, delta := m.rowOf[at], 0, math.Inf(1)
	for j := 1; j < len(m.cols); j++ {
		if m.visited[j] {
			continue
		}
		if c := m.cost(row-1, j-1) - m.rows[row] - m.cols[j]; c < m.slack[j] {
			m.slack[j], m.previous[j] = c, at
		}
		if m.slack[j] < delta {
			next, delta = j, m.slack[j]
		}
	}
	for j := range m.cols {
		if m.visited[j] {
			m.rows[m.rowOf[j]] += delta
			m.cols[j] -= delta
		} else {
			m.slack[j] -= delta
		}
	}
	return next
}

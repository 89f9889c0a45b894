package spans

import "math"

// row holds the features of one candidate or hypothesis: numbers in named columns.
type row struct {
	values []float32
	names  []string
}

// add appends a column.
func (r *row) add(name string, v float64) {
	r.values = append(r.values, float32(v))
	r.names = append(r.names, name)
}

// flag appends a column with 1 for true and 0 for false.
func (r *row) flag(name string, v bool) {
	x := 0.0
	if v {
		x = 1
	}
	r.add(name, x)
}

// reset removes all columns.
func (r *row) reset() { r.values, r.names = r.values[:0], r.names[:0] }

// logit returns the log odds of probability p, which is kept away from 0 and 1.
func logit(p float64) float64 {
	p = min(max(p, 1e-6), 1-1e-6)
	return math.Log(p / (1 - p))
}

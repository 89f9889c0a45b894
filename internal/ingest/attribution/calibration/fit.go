package calibration

import "math"

// A Judged is an attribution with the confidences of the models and what people say about it.
type Judged struct {
	Slots
	Traits
	IsCue, IsSource, IsContent bool // the slots that are right; the latter two count only if those before are
}

// Fit returns the correction that fits what people say. Each slot is fitted on the attributions whose slots before it are right.
func Fit(all []Judged) Correction {
	var cue, source, content fitting
	for _, j := range all {
		cue.add(row(j.Cue, j.Traits), j.IsCue)
		if j.IsCue {
			source.add(row(j.Source, j.Traits), j.IsSource)
		}
		if j.IsCue && j.IsSource {
			content.add(row(j.Content, j.Traits), j.IsContent)
		}
	}
	return Correction{cue.weights(), source.weights(), content.weights()}
}

// A fitting holds the examples of one regression.
type fitting struct {
	rows  [][]float64
	right []float64
}

func (f *fitting) add(row []float64, right bool) {
	y := 0.0
	if right {
		y = 1
	}
	f.rows, f.right = append(f.rows, row), append(f.right, y)
}

// The settings of the regression, chosen by hand. The penalty draws the weights to those that change nothing; few examples of
// some traits are wrong.
const (
	penalty = 2.0
	steps   = 50
)

// weights returns the weights with the greatest likelihood under the penalty, by Newton's method.
func (f *fitting) weights() Regression {
	w := make(Regression, columns)
	w[1] = 1
	for range steps {
		var gradient [columns]float64
		var hessian [columns][columns]float64
		for i := range gradient {
			gradient[i] = penalty * w[i]
			hessian[i][i] = penalty
		}
		gradient[1] -= penalty
		for n, x := range f.rows {
			p := w.probability(x)
			for i := range x {
				gradient[i] += (p - f.right[n]) * x[i]
				for j := range x {
					hessian[i][j] += p * (1 - p) * x[i] * x[j]
				}
			}
		}
		for i, step := range solve(hessian, gradient) {
			w[i] -= step
		}
	}
	for i := range w {
		w[i] = math.Round(w[i]*1000) / 1000
	}
	return w
}

// solve returns the solution x of a·x = b, for a that is positive definite, by elimination.
func solve(a [columns][columns]float64, b [columns]float64) [columns]float64 {
	for i := range b {
		for k := i + 1; k < columns; k++ {
			factor := a[k][i] / a[i][i]
			for j := i; j < columns; j++ {
				a[k][j] -= factor * a[i][j]
			}
			b[k] -= factor * b[i]
		}
	}
	for i := columns - 1; i >= 0; i-- {
		for j := i + 1; j < columns; j++ {
			b[i] -= a[i][j] * b[j]
		}
		b[i] /= a[i][i]
	}
	return b
}

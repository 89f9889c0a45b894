//go:build !amd64

package kernel

// multiplyPanel computes the columns of one panel for tiles × TileRows rows.
func multiplyPanel(dst []float32, stride int, rows Activations, tiles int, p panel) {
	multiplyPanelPlain(dst, stride, rows, tiles, p)
}

// maxAbs returns the largest absolute value of row.
func maxAbs(row []float32) float32 { return maxAbsPlain(row) }

// scaleRound writes row times factor, rounded, to dst.
func scaleRound(dst []int16, row []float32, factor float32) { scaleRoundPlain(dst, row, factor) }

// maximum returns the largest of scores.
func maximum(scores []float32) float32 { return maximumPlain(scores) }

// exponentials replaces each score by exp(score-top) and returns the sum.
func exponentials(scores []float32, top float32) float32 { return exponentialsPlain(scores, top) }

// gelu replaces each value x by x·Φ(x), where Φ is the normal distribution.
func gelu(values []float32) { geluPlain(values) }

// addNorm adds more to row and normalises the sum.
func addNorm(row, more, weight, bias []float32) { addNormPlain(row, more, weight, bias) }

package kernel

func multiplyPanel(dst []float32, stride int, rows Activations, tiles int, p panel) {
	multiplyPanelPlain(dst, stride, rows, tiles, p)
}
func maxAbs(row []float32) float32                          { return maxAbsPlain(row) }
func scaleRound(dst []int16, row []float32, factor float32) { scaleRoundPlain(dst, row, factor) }
func maximum(scores []float32) float32                      { return maximumPlain(scores) }
func exponentials(scores []float32, top float32) float32    { return exponentialsPlain(scores, top) }

// GELU replaces each value x by x·Φ(x), where Φ is the normal distribution.
func GELU(values []float32) { geluPlain(values) }

// AddNorm adds.
func AddNorm(row, more, weight, bias []float32) { addNormPlain(row, more, weight, bias) }

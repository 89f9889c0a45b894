package kernel

import "golang.org/x/sys/cpu"

// useAVX2 says whether the assembly for AVX2 is used. Tests change it.
var useAVX2 = cpu.X86.HasAVX2

//go:noescape
func panelAVX2(dst *float32, dstStride int, values *int16, stride int, scales *float32, tiles int, pairs *int16, depth int, scale, bias *float32, ahead int)

//go:noescape
func maxAbsAVX2(row *float32, n int) float32

//go:noescape
func scaleRoundAVX2(dst *int16, row *float32, n int, factor float32)

//go:noescape
func maximumAVX2(scores *float32, n int) float32

//go:noescape
func exponentialsAVX2(scores *float32, n int, top float32) float32

//go:noescape
func geluAVX2(values *float32, n int)

//go:noescape
func addNormAVX2(row, more, weight, bias *float32, n int)

// multiplyPanel computes the columns of one panel for tiles × TileRows rows. Multiply has checked the bounds.
func multiplyPanel(dst []float32, stride int, rows Activations, tiles int, p panel) {
	if !useAVX2 {
		multiplyPanelPlain(dst, stride, rows, tiles, p)
		return
	}
	ahead := 2 * len(p.pairs) / tiles // the bytes of the next panel, divided among the tiles
	panelAVX2(&dst[0], stride, &rows.Values[0], rows.Stride, &rows.Scales[0], tiles, &p.pairs[0], len(p.pairs)/TileCols, &p.scale[0], &p.bias[0], ahead)
}

// maxAbs returns the largest absolute value of row.
func maxAbs(row []float32) float32 {
	if !useAVX2 {
		return maxAbsPlain(row)
	}
	return maxAbsAVX2(&row[0], len(row))
}

// scaleRound writes row times factor, rounded, to dst.
func scaleRound(dst []int16, row []float32, factor float32) {
	if !useAVX2 {
		scaleRoundPlain(dst, row, factor)
		return
	}
	scaleRoundAVX2(&dst[:len(row)][0], &row[0], len(row), factor)
}

// maximum returns the largest of scores.
func maximum(scores []float32) float32 {
	if !useAVX2 {
		return maximumPlain(scores)
	}
	return maximumAVX2(&scores[0], len(scores))
}

// exponentials replaces each score by exp(score-top) and returns the sum.
func exponentials(scores []float32, top float32) float32 {
	if !useAVX2 {
		return exponentialsPlain(scores, top)
	}
	return exponentialsAVX2(&scores[0], len(scores), top)
}

// gelu replaces each value x by x·Φ(x), where Φ is the normal distribution.
func gelu(values []float32) {
	if !useAVX2 {
		geluPlain(values)
		return
	}
	geluAVX2(&values[0], len(values))
}

// addNorm adds more to row and normalises the sum.
func addNorm(row, more, weight, bias []float32) {
	if !useAVX2 {
		addNormPlain(row, more, weight, bias)
		return
	}
	n := len(row)
	addNormAVX2(&row[0], &more[:n][0], &weight[:n][0], &bias[:n][0], n)
}

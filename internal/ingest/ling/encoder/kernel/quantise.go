package kernel

import "math"

// lanes is the number of partial sums and maxima, as many as float32 values in a vector register.
const lanes = 8

// rounder is 1.5·2²³: adding it to a value below 2²² leaves the value, rounded to the nearest integer, half to even, in the low bits.
const rounder = 12582912

// smallest is the absolute value below which all values of a row are taken as 0.
const smallest = 1e-30

// Quantise writes row as integers up to level to dst and returns what they are to be multiplied by. len(row) is a multiple of
// TileCols.
func Quantise(dst []int16, row []float32, level float32) float32 {
	mustFill(len(row))
	top := maxAbs(row)
	if !(top > smallest) {
		clear(dst[:len(row)])
		return 0
	}
	scaleRound(dst, row, level/top)
	return top / level
}

// maxAbsPlain returns the largest absolute value of row.
func maxAbsPlain(row []float32) float32 {
	var top uint32 // the bits of positive values are ordered as the values are
	for _, x := range row {
		top = max(top, math.Float32bits(x)&^(1<<31))
	}
	return math.Float32frombits(top)
}

// scaleRoundPlain writes row times factor, rounded, to dst.
func scaleRoundPlain(dst []int16, row []float32, factor float32) {
	dst = dst[:len(row)]
	for i, x := range row {
		dst[i] = round(float32(x * factor))
	}
}

// round returns x, whose absolute value is below 2¹⁵, rounded to the nearest integer, half to even.
func round(x float32) int16 { return int16(math.Float32bits(x + rounder)) }

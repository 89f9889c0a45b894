package kernel

// multiplyPanelPlain computes the columns of one panel for tiles × TileRows rows.
//
// It takes two columns at a time in one 64-bit sum: a·(v + w·2³²) = a·v + a·w·2³². Both halves are exact, as neither sum
// overflows int32.
func multiplyPanelPlain(dst []float32, stride int, rows Activations, tiles int, p panel) {
	weights := make([]int64, len(p.pairs)/TileCols)
	for col := 0; col < TileCols; col += 2 {
		joinColumns(weights, p.pairs[2*col:])
		for row := 0; row < tiles*TileRows; row += TileRows {
			sums := dotTile(rows.Values[row*rows.Stride:], rows.Stride, weights)
			for i, sum := range sums {
				low := int32(sum)
				high := int32((sum - int64(low)) >> 32)
				scale, out := rows.Scales[row+i], dst[(row+i)*stride+col:][:2]
				out[0] = finish(low, scale, p.scale[col], p.bias[col])
				out[1] = finish(high, scale, p.scale[col+1], p.bias[col+1])
			}
		}
	}
}

// joinColumns sets weights to the first two columns of pairs, the second one times 2³².
func joinColumns(weights []int64, pairs []int16) {
	for k := 0; k+1 < len(weights); k += 2 {
		w := (*[4]int16)(pairs[k*TileCols:])
		weights[k] = int64(w[0]) + int64(w[2])<<32
		weights[k+1] = int64(w[1]) + int64(w[3])<<32
	}
}

// dotTile returns the products of TileRows rows, which begin stride values apart, and weights.
func dotTile(values []int16, stride int, weights []int64) (sums [TileRows]int64) {
	n := len(weights)
	r0, r1, r2 := values[:n], values[stride:][:n], values[2*stride:][:n]
	r3, r4, r5 := values[3*stride:][:n], values[4*stride:][:n], values[5*stride:][:n]
	var s0, s1, s2, s3, s4, s5 int64
	for k, w := range weights {
		s0 += int64(r0[k]) * w
		s1 += int64(r1[k]) * w
		s2 += int64(r2[k]) * w
		s3 += int64(r3[k]) * w
		s4 += int64(r4[k]) * w
		s5 += int64(r5[k]) * w
	}
	return [TileRows]int64{s0, s1, s2, s3, s4, s5}
}

// finish returns sum as a floating-point value: times the scales of row and column, plus the bias. The conversions keep the
// compiler from fusing operations.
func finish(sum int32, row, col, bias float32) float32 {
	return float32(float32(float32(sum)*row)*col) + bias
}

package kernel

// multiplyPanelPlain computes the columns of one panel for tiles × TileRows rows.
//
// It takes two columns at a time in one 64-bit sum: a·(v + w·2³²) = a·v + a·w·2³². Both halves are exact, as neither sum
// overflows int32.
func multiplyPanelPlain(dst []float32, stride int, rows Activations, tiles int, p panel) {
	for row := range tiles * TileRows {
		values := rows.Values[row*rows.Stride:][:len(p.pairs)/TileCols]
		out := dst[row*stride:][:TileCols]
		for col := 0; col < TileCols; col += 2 {
			low, high := dotPair(values, p.pairs[2*col:])
			out[col] = finish(low, rows.Scales[row], p.scale[col], p.bias[col])
			out[col+1] = finish(high, rows.Scales[row], p.scale[col+1], p.bias[col+1])
		}
	}
}

// dotPair returns the products of values with two neighbouring columns of a panel.
func dotPair(values, pairs []int16) (low, high int32) {
	var sum int64
	for k := 0; k+1 < len(values); k += 2 {
		w := pairs[k*TileCols:][:4]
		sum += int64(values[k]) * (int64(w[0]) + int64(w[2])<<32)
		sum += int64(values[k+1]) * (int64(w[1]) + int64(w[3])<<32)
	}
	low = int32(sum)
	return low, int32((sum - int64(low)) >> 32)
}

// finish returns sum as a floating-point value: times the scales of row and column, plus the bias. The conversions keep the
// compiler from fusing operations.
func finish(sum int32, row, col, bias float32) float32 {
	return float32(float32(float32(sum)*row)*col) + bias
}

package kernel

import "math"

// epsilon is added to the variance in layer normalisation, as in BERT.
const epsilon = 1e-12

// AddNorm adds more to row and normalises the sum (Ba, Kiros and Hinton 2016): mean 0 and variance 1, times weight, plus bias.
// len(row) is a multiple of TileCols.
func AddNorm(row, more, weight, bias []float32) {
	mustFill(len(row))
	addNorm(row, more, weight, bias)
}

// addNormPlain adds more to row and normalises the sum.
func addNormPlain(row, more, weight, bias []float32) {
	more, weight, bias = more[:len(row)], weight[:len(row)], bias[:len(row)]
	var sums, squares [lanes]float32
	for i := range row {
		row[i] += more[i]
		sums[i%lanes] += row[i]
	}
	n := float32(len(row))
	mean := sumLanes(&sums) / n
	for i := range row {
		row[i] -= mean
		squares[i%lanes] += float32(row[i] * row[i])
	}
	variance := sumLanes(&squares)/n + epsilon
	factor := 1 / float32(math.Sqrt(float64(variance)))
	for i := range row {
		row[i] = float32(float32(row[i]*factor)*weight[i]) + bias[i]
	}
}

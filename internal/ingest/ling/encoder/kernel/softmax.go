package kernel

import "math"

// probabilityLevel is what the probability 1 is quantised to: the sum of the products of a row of probabilities with int16
// values stays below 2³¹, since the probabilities sum to 1.
const probabilityLevel = 32000

// ProbabilityScale is what quantised probabilities are to be multiplied by.
const ProbabilityScale = float32(1) / probabilityLevel

// masked is a score whose exponential is 0.
const masked = -1e30

// Softmax writes the quantised probabilities of the first n scores to dst. It changes scores. Both slices have PaddedCols(n)
// values; those after n become 0.
func Softmax(dst []int16, scores []float32, n int) {
	mustFill(len(scores))
	for i := n; i < len(scores); i++ {
		scores[i] = masked
	}
	sum := exponentials(scores, maximum(scores))
	scaleRound(dst, scores, probabilityLevel/sum)
}

// maximumPlain returns the largest of scores.
func maximumPlain(scores []float32) float32 {
	top := float32(masked)
	for _, x := range scores {
		if x > top {
			top = x
		}
	}
	return top
}

// exponentialsPlain replaces each score by exp(score-top) and returns the sum. len(scores) is a multiple of lanes.
func exponentialsPlain(scores []float32, top float32) float32 {
	var sums [lanes]float32
	for i := 0; i+lanes <= len(scores); i += lanes {
		block := scores[i : i+lanes]
		for j, x := range block {
			block[j] = exp(x - top)
			sums[j] += block[j]
		}
	}
	return sumLanes(&sums)
}

// sumLanes returns the sum of sums in the order in which halves of a vector register are added.
func sumLanes(s *[lanes]float32) float32 {
	return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]))
}

// Coefficients of exp, from Cephes (Moshier 1989).
const (
	expLow   = -87 // below this, exp is taken as 0
	log2e    = 1.44269504088896341
	ln2High  = 0.693359375
	ln2Low   = -2.12194440e-4
	exp0     = 1.9875691500e-4
	exp1     = 1.3981999507e-3
	exp2     = 8.3334519073e-3
	exp3     = 4.1665795894e-2
	exp4     = 1.6666665459e-1
	exp5     = 5.0000001201e-1
	mantissa = 23
)

// exp returns e to the power of x, for x up to 0, with a relative error below 2e-7; below -87 it returns 0.
func exp(x float32) float32 {
	if x < expLow {
		return 0
	}
	shifted := float32(x*log2e) + rounder
	f := shifted - rounder
	r := x - float32(f*ln2High)
	r -= float32(f * ln2Low)
	y := float32(exp0)
	y = float32(y*r) + exp1
	y = float32(y*r) + exp2
	y = float32(y*r) + exp3
	y = float32(y*r) + exp4
	y = float32(y*r) + exp5
	y = float32(y*float32(r*r)) + r
	y++
	return math.Float32frombits(math.Float32bits(y) + math.Float32bits(shifted)<<mantissa) // times 2 to the power of the low bits
}

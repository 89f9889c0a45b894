package boost

import (
	"math"
	"math/rand/v2"
	"slices"
)

// TreeTraining holds the settings of training: the number and depth of trees, the step Rate of each, and the shares of rows and
// columns that each is grown on, drawn with Seed. The result is the mean of Members sums of trees with different seeds; 0 means 1.
type TreeTraining struct {
	Members       int
	Trees, Depth  int
	Rate          float64
	Rows, Columns float64 // shares that each tree is grown on
	Least         int     // least number of rows of a node that is split
	Seed          uint64
}

// maxBins is the maximum number of bins of a column. Chosen by hand.
const maxBins = 64

// Penalties on the size of leaves, and the least weight and gain of a split. Chosen by hand.
const (
	penalty     = 2.0
	leastWeight = 5.0
	leastGain   = 1.0
)

// grower is the state of training.
type grower struct {
	TreeTraining
	random    *rand.Rand
	cuts      [][]float32 // by column, ascending
	binned    [][]uint8   // by column and row
	gradient  []float64
	curvature []float64
	model     *Ensemble
	used      []int // columns of this tree
}

// Train returns an Ensemble that predicts answers[i] from rows[i]. An answer is the probability of yes, from 0 to 1.
func Train(rows [][]float32, answers []float64, c TreeTraining) *Ensemble {
	mean := 0.0
	for _, a := range answers {
		mean += a / float64(len(answers))
	}
	mean = min(max(mean, 1e-4), 1-1e-4)
	return train(rows, math.Log(mean/(1-mean)), c, func(g *grower, sums []float64) {
		for i, s := range sums {
			p := 1 / (1 + math.Exp(-s))
			g.gradient[i], g.curvature[i] = p-answers[i], p*(1-p)
		}
	})
}

// train grows the trees of all members. slope computes the gradient and curvature of the loss at the sums of a member's trees so far.
func train(rows [][]float32, bias float64, c TreeTraining, slope func(g *grower, sums []float64)) *Ensemble {
	if len(rows) == 0 {
		return &Ensemble{bias: bias}
	}
	g := &grower{TreeTraining: c, random: rand.New(rand.NewPCG(c.Seed, 5)), model: &Ensemble{bias: bias}}
	g.bin(rows)
	g.gradient, g.curvature = make([]float64, len(rows)), make([]float64, len(rows))
	members := max(1, c.Members)
	for range members {
		g.member(rows, slope)
	}
	g.model.scale(1 / float32(members))
	g.model.prepare()
	return g.model
}

// member grows trees one by one.
func (g *grower) member(rows [][]float32, slope func(g *grower, sums []float64)) {
	sums := slices.Repeat([]float64{g.model.bias}, len(rows))
	for range g.Trees {
		slope(g, sums)
		root := g.tree(len(rows))
		for i, row := range rows {
			sums[i] += float64(g.model.leaf(root, row))
		}
	}
}

// bin divides every column into bins of about equal numbers of rows.
func (g *grower) bin(rows [][]float32) {
	columns := len(rows[0])
	g.cuts, g.binned = make([][]float32, columns), make([][]uint8, columns)
	values := make([]float32, len(rows))
	for c := range columns {
		for i, row := range rows {
			values[i] = row[c]
		}
		slices.Sort(values)
		g.cuts[c] = cut(values)
		g.binned[c] = make([]uint8, len(rows))
		for i, row := range rows {
			at, _ := slices.BinarySearch(g.cuts[c], row[c])
			g.binned[c][i] = uint8(at)
		}
	}
}

// cut returns the bounds between the bins of ascending values: a value is in the first bin whose bound is not below it.
func cut(values []float32) []float32 {
	distinct := slices.Compact(slices.Clone(values))
	var out []float32
	if len(distinct) <= maxBins {
		for i := range len(distinct) - 1 {
			out = append(out, (distinct[i]+distinct[i+1])/2)
		}
		return out
	}
	for k := 1; k < maxBins; k++ {
		if v := values[len(values)*k/maxBins]; len(out) == 0 || v > out[len(out)-1] {
			out = append(out, v)
		}
	}
	return out
}

// tree grows a tree on random shares of n rows and of the columns, and returns the index of its root.
func (g *grower) tree(n int) int32 {
	var sample []int32
	for i := range n {
		if g.random.Float64() < g.Rows {
			sample = append(sample, int32(i))
		}
	}
	g.used = g.used[:0]
	for c := range g.cuts {
		if len(g.cuts[c]) > 0 && g.random.Float64() < g.Columns {
			g.used = append(g.used, c)
		}
	}
	root := int32(len(g.model.nodes))
	g.model.roots = append(g.model.roots, root)
	g.grow(sample, g.Depth)
	return root
}

// grow appends the node over rows and all nodes below it.
func (g *grower) grow(rows []int32, depth int) {
	at := len(g.model.nodes)
	sum, weight := 0.0, 0.0
	for _, i := range rows {
		sum += g.gradient[i]
		weight += g.curvature[i]
	}
	g.model.nodes = append(g.model.nodes, treeNode{column: -1, bound: float32(-g.Rate * sum / (weight + penalty))})
	if depth == 0 || len(rows) < g.Least {
		return
	}
	s := g.split(rows, sum, weight)
	if s.column < 0 {
		return
	}
	bins := g.binned[s.column]
	var left, right []int32
	for _, i := range rows {
		if int(bins[i]) <= s.cell {
			left = append(left, i)
		} else {
			right = append(right, i)
		}
	}
	g.grow(left, depth-1)
	g.model.nodes[at] = treeNode{column: int32(s.column), right: int32(len(g.model.nodes)), bound: g.cuts[s.column][s.cell]}
	g.grow(right, depth-1)
}

// split is a division of rows: those in bins up to cell go left.
type split struct {
	column, cell int
	gain         float64
}

// split returns the column and bin that divide rows best; the column is -1 where no split gains enough.
func (g *grower) split(rows []int32, sum, weight float64) split {
	best := split{column: -1, gain: leastGain}
	var sums, weights [maxBins + 1]float64
	whole := sum * sum / (weight + penalty)
	for _, c := range g.used {
		clear(sums[:])
		clear(weights[:])
		bins := g.binned[c]
		for _, i := range rows {
			sums[bins[i]] += g.gradient[i]
			weights[bins[i]] += g.curvature[i]
		}
		s, w := 0.0, 0.0
		for k := range g.cuts[c] {
			s += sums[k]
			w += weights[k]
			if w < leastWeight || weight-w < leastWeight {
				continue
			}
			gain := s*s/(w+penalty) + (sum-s)*(sum-s)/(weight-w+penalty) - whole
			if gain > best.gain {
				best = split{c, k, gain}
			}
		}
	}
	return best
}

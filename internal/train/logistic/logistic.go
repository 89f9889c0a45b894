// Package logistic learns the weights of yes-or-no features.
//
// The model is logistic regression with an L2 penalty, fitted by stochastic gradient descent with step sizes of each
// feature's own (J. Duchi, E. Hazan and Y. Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic
// Optimization", JMLR 12, 2011). Examples are visited in an order that a fixed seed gives, on one core: the same
// examples in the same order give the same weights.
package logistic

import (
	"math"
	"math/rand/v2"
)

// Example is the features that are present, and the answer.
type Example struct {
	Features []string
	Right    bool
}

// Training says how to learn. Zero fields take the defaults.
type Training struct {
	MinCount int     // features that fewer examples have are left out: 12
	Penalty  float64 // of the weights' squares, summed over all examples: 2
	Epochs   int     // visits to every example: 8
}

// Bias names the constant among the weights.
const Bias = "bias"

// Step sizes of the descent.
const (
	biasStep    = 0.05
	featureStep = 0.1
)

// Train learns weights from examples.
func Train(examples []Example, t Training) map[string]float64 {
	t = t.withDefaults()
	m := newModel(examples, t)
	random := rand.New(rand.NewPCG(1, 0))
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	for range t.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			m.learn(m.rows[i], examples[i].Right)
		}
	}
	return m.named()
}

func (t Training) withDefaults() Training {
	if t.MinCount == 0 {
		t.MinCount = 12
	}
	if t.Penalty == 0 {
		t.Penalty = 2
	}
	if t.Epochs == 0 {
		t.Epochs = 8
	}
	return t
}

// model is the weights in the making. Features are numbered in the order in which they are first seen.
type model struct {
	names   []string
	penalty []float64 // of each feature at each of its examples
	weights []float64
	squares []float64 // sums of squared gradients
	bias    float64
	square  float64
	rows    [][]int
}

func newModel(examples []Example, t Training) *model {
	counts := map[string]int{}
	for _, e := range examples {
		for _, f := range e.Features {
			counts[f]++
		}
	}
	m := &model{rows: make([][]int, len(examples))}
	number := map[string]int{}
	for i, e := range examples {
		for _, f := range e.Features {
			if counts[f] < t.MinCount {
				continue
			}
			k, known := number[f]
			if !known {
				k = len(m.names)
				number[f] = k
				m.names = append(m.names, f)
				m.penalty = append(m.penalty, t.Penalty/float64(counts[f]))
			}
			m.rows[i] = append(m.rows[i], k)
		}
	}
	m.weights, m.squares = make([]float64, len(m.names)), make([]float64, len(m.names))
	return m
}

func (m *model) learn(row []int, right bool) {
	sum := m.bias
	for _, k := range row {
		sum += m.weights[k]
	}
	miss := 1 / (1 + math.Exp(-sum))
	if right {
		miss--
	}
	m.square += miss * miss
	m.bias -= biasStep * miss / math.Sqrt(m.square+1)
	for _, k := range row {
		gradient := miss + m.penalty[k]*m.weights[k]
		m.squares[k] += gradient * gradient
		m.weights[k] -= featureStep * gradient / math.Sqrt(m.squares[k]+1)
	}
}

func (m *model) named() map[string]float64 {
	out := map[string]float64{Bias: m.bias}
	for k, name := range m.names {
		out[name] = m.weights[k]
	}
	return out
}

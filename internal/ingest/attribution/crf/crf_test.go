package crf

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"graphd/internal/ingest/ling/modelfile"
)

var bio = States{
	Labels: 3,
	Label:  []int8{0, 1, 2},
	Begins: []bool{true, true, false},
	Ends:   []bool{true, true, true},
	Next:   [][]bool{{true, true, false}, {true, true, true}, {true, true, true}},
}

// feature returns a feature with key n.
func feature(n uint32) uint32 { return n << keyShift }

// field returns a Model with random weights for features 0 to 19.
func field(t *testing.T, random *rand.Rand) *Model {
	t.Helper()
	c := NewCounter()
	for n := range uint32(20) {
		c.Count([]uint32{feature(n)})
	}
	x := c.Index(1)
	l := Learn(nil, x.Len(), bio, false, FieldTraining{})
	for i := range l.weights {
		l.weights[i] = float32(random.NormFloat64())
	}
	for i := range l.step {
		l.step[i] = random.NormFloat64()
	}
	l.allow()
	return l.Freeze(x, 0)
}

// sequence returns random features for n positions, two at each.
func sequence(random *rand.Rand, n int) [][]uint32 {
	out := make([][]uint32, n)
	for i := range out {
		out[i] = []uint32{feature(random.Uint32N(20)), feature(random.Uint32N(20))}
	}
	return out
}

func read(m *Model, z *Lattice, features [][]uint32) {
	m.Read(z, len(features), nil, func(buffer []uint32, i int) []uint32 { return append(buffer, features[i]...) })
}

// paths calls f with every label sequence of n positions and its probability, which it computes by enumeration.
func paths(m *Model, features [][]uint32, f func(path []int8, probability float64)) {
	n := len(features)
	emissions := make([][]float32, n)
	for i := range emissions {
		emissions[i] = make([]float32, m.grid.Labels)
		m.emit(emissions[i][1:], features[i])
	}
	weight := func(path []int8) float64 {
		w, prev := 1.0, beginning
		for i, l := range path {
			w *= m.grid.step(prev, int(l)) * math.Exp(float64(emissions[i][l]))
			prev = int(l)
		}
		return w
	}
	var all [][]int8
	var grow func(path []int8)
	grow = func(path []int8) {
		if len(path) == n {
			all = append(all, slices.Clone(path))
			return
		}
		for l := range m.grid.Labels {
			grow(append(path, int8(l)))
		}
	}
	grow(nil)
	sum := 0.0
	for _, p := range all {
		sum += weight(p)
	}
	for _, p := range all {
		f(p, weight(p)/sum)
	}
}

// TestLatticeAgreesWithAllPaths compares marginals, segments, the best sequence and log probabilities with sums over all
// sequences.
func TestLatticeAgreesWithAllPaths(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 30 {
		m, n := field(t, random), 1+random.IntN(6)
		features := sequence(random, n)
		var z Lattice
		read(m, &z, features)
		marginal := make([][3]float64, n)
		segments := map[[2]int]float64{}
		var best []int8
		most := 0.0
		paths(m, features, func(path []int8, p float64) {
			for i, l := range path {
				marginal[i][l] += p
				if l == 1 {
					end := i + 1
					for end < n && path[end] == 2 {
						end++
					}
					segments[[2]int{i, end}] += p
				}
			}
			if p > most {
				most, best = p, slices.Clone(path)
			}
			if p > 0 && math.Abs(z.LogProbability(path)-math.Log(p)) > 1e-6 {
				t.Errorf("log probability of %v is %v, want %v", path, z.LogProbability(path), math.Log(p))
			}
		})
		for i := range n {
			for l := range 3 {
				if got := z.Marginal(i, l); math.Abs(got-marginal[i][l]) > 1e-9 {
					t.Errorf("probability of label %d at %d is %v, want %v", l, i, got, marginal[i][l])
				}
			}
		}
		if got := z.Best(nil); !slices.Equal(got, best) {
			t.Errorf("best sequence %v, want %v", got, best)
		}
		for _, s := range z.Segments(nil, 1, 2, n, 0.01) {
			if want := segments[[2]int{s.From, s.To}]; math.Abs(s.Probability-want) > 1e-9 {
				t.Errorf("segment %v has the probability %v, want %v", s, s.Probability, want)
			}
			delete(segments, [2]int{s.From, s.To})
		}
		for s, p := range segments {
			if p >= 0.01 {
				t.Errorf("segment %v of probability %v is missing", s, p)
			}
		}
	}
}

func TestGivenLabelsHold(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	m := field(t, random)
	var z Lattice
	features := sequence(random, 5)
	given := []int8{Free, Free, 2, Free, Free}
	m.Read(&z, 5, given, func(buffer []uint32, i int) []uint32 { return append(buffer, features[i]...) })
	for i, g := range given {
		want := 0.0
		if g == 2 {
			want = 1
		}
		if got := z.Marginal(i, 2); math.Abs(got-want) > 1e-9 {
			t.Errorf("the last label has probability %v at place %d, want %v", got, i, want)
		}
	}
}

// TestLearnsRule trains on sequences in which feature 1 begins a segment that continues under feature 2.
func TestLearnsRule(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	labels := []int8{0, 1, 2, 2, 0}
	var examples []*Example
	c := NewCounter()
	for range 60 {
		e := &Example{Labels: labels}
		for _, l := range labels {
			e.Features = append(e.Features, feature(uint32(l)), feature(10+random.Uint32N(5)))
			e.Ends = append(e.Ends, uint32(len(e.Features)))
		}
		c.Count(e.Features)
		examples = append(examples, e)
	}
	x := c.Index(2)
	for _, e := range examples {
		e.Features = x.Keep(nil, e.Features)
	}
	l := Learn(examples, x.Len(), bio, false, FieldTraining{Epochs: 8, Rate: 0.2, Seed: 1})
	m := Mean(l, l).Freeze(x, 0.001)
	var z Lattice
	read(m, &z, [][]uint32{{feature(0)}, {feature(1)}, {feature(2)}, {feature(0)}, {feature(1)}})
	if got, want := z.Best(nil), []int8{0, 1, 2, 0, 1}; !slices.Equal(got, want) {
		t.Errorf("labels %v, want %v", got, want)
	}
}

func TestModelFile(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	m := field(t, random)
	var w modelfile.FieldWriter
	m.Write(&w)
	again, err := Read(modelfile.NewReader(w.Content()), bio)
	if err != nil {
		t.Fatal(err)
	}
	features := sequence(random, 9)
	var a, b Lattice
	read(m, &a, features)
	read(again, &b, features)
	for i := range 9 {
		if a.Marginal(i, 1) != b.Marginal(i, 1) {
			t.Fatalf("probability at %d is %v, and %v once the model was written and read", i, a.Marginal(i, 1), b.Marginal(i, 1))
		}
	}
	for n := range w.Content() {
		r := modelfile.NewReader(w.Content()[:n])
		if _, err := Read(r, bio); err == nil && r.Err() == nil {
			t.Fatalf("a model cut to %d of %d bytes was read", n, len(w.Content()))
		}
	}
}

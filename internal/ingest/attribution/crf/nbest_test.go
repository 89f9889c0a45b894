package crf

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// ordinals are three labels of which the last follows only the middle one or itself, and no sequence ends with the middle
// one.
var ordinals = States{
	Labels: 3,
	Label:  []int8{0, 1, 2},
	Begins: []bool{true, true, false},
	Ends:   []bool{true, false, true},
	Next:   [][]bool{{true, true, false}, {true, true, true}, {true, true, true}},
}

func TestNBestMatchesEnumeration(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		g := newGrid(ordinals)
		for i := range g.potentials {
			g.potentials[i] = math.Exp(random.NormFloat64())
		}
		var z Lattice
		z.reset(5, &g)
		for i := range z.emission {
			z.emission[i] = float32(random.NormFloat64())
		}
		z.infer(nil)
		want := everySequence(&z)
		for len(want) > 0 && want[len(want)-1].Probability < unlikely {
			want = want[:len(want)-1]
		}
		got := z.NBest(12)
		if len(got) != min(12, len(want)) {
			t.Fatalf("%d sequences, want %d", len(got), min(12, len(want)))
		}
		for i, y := range got {
			if !slices.Equal(y.Labels, want[i].Labels) || math.Abs(y.Probability-want[i].Probability) > 1e-9 {
				t.Errorf("number %d is %v with %.6f, want %v with %.6f", i, y.Labels, y.Probability, want[i].Labels, want[i].Probability)
			}
		}
	}
}

// everySequence returns all label sequences that the states allow, the most probable first.
func everySequence(z *Lattice) []Labelling {
	var out []Labelling
	labels := make([]int8, z.n)
	var fill func(i int)
	fill = func(i int) {
		if i == z.n {
			if probability := math.Exp(z.LogProbability(labels)); z.grid.Path(labels) != nil {
				out = append(out, Labelling{slices.Clone(labels), probability})
			}
			return
		}
		for l := range z.grid.Labels {
			labels[i] = int8(l)
			fill(i + 1)
		}
	}
	fill(0)
	slices.SortFunc(out, func(a, b Labelling) int { return cmp.Compare(b.Probability, a.Probability) })
	return out
}

func TestNBestOfEmptyInput(t *testing.T) {
	g := newGrid(ordinals)
	var z Lattice
	z.reset(0, &g)
	z.infer(nil)
	if got := z.NBest(3); len(got) > 0 {
		t.Errorf("%v for an input without positions", got)
	}
}

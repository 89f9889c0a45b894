package encoder

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// textOf returns a text whose words have the given numbers of pieces.
func textOf(sizes ...int) pieceText {
	t := pieceText{starts: []int{0}}
	for _, n := range sizes {
		t.pieces = append(t.pieces, make([]int32, n)...)
		t.starts = append(t.starts, len(t.pieces))
	}
	return t
}

// TestSequencesPacksParagraphs checks that paragraphs share sequences of up to 192 pieces and that longer ones are cut at 254.
func TestSequencesPacksParagraphs(t *testing.T) {
	ones := func(n int) []int {
		sizes := make([]int, n)
		for i := range sizes {
			sizes[i] = 1
		}
		return sizes
	}
	wide := append(append(ones(250), 3), ones(3)...)
	for _, c := range []struct {
		name   string
		sizes  []int
		starts []int
		want   [][]stretch
	}{
		{"all fit", ones(10), []int{0, 4}, [][]stretch{{{0, 4}, {4, 10}}}},
		{"words before the first start", ones(10), []int{4}, [][]stretch{{{0, 4}, {4, 10}}}},
		{"no starts", ones(3), nil, [][]stretch{{{0, 3}}}},
		{"192 pieces", ones(189), []int{0, 100}, [][]stretch{{{0, 100}, {100, 189}}}},
		{"193 pieces", ones(190), []int{0, 100}, [][]stretch{{{0, 100}}, {{100, 190}}}},
		{"one paragraph of 192 pieces", ones(190), []int{0}, [][]stretch{{{0, 190}}}},
		{"one of 193 pieces, uncut", ones(191), []int{0}, [][]stretch{{{0, 191}}}},
		{"one of 254 pieces", ones(252), []int{0}, [][]stretch{{{0, 252}}}},
		{"one of 255 pieces", ones(253), []int{0}, [][]stretch{{{0, 252}}, {{252, 253}}}},
		{"a word does not fit", wide, []int{0}, [][]stretch{{{0, 250}}, {{250, 254}}}},
		{"a long one between short ones", ones(300), []int{0, 10, 290}, [][]stretch{{{0, 10}}, {{10, 262}}, {{262, 290}}, {{290, 300}}}},
		{"an empty one", ones(4), []int{0, 2, 2}, [][]stretch{{{0, 2}, {2, 2}, {2, 4}}}},
	} {
		var got [][]stretch
		for s := range textOf(c.sizes...).sequences(stretches(c.starts, len(c.sizes))) {
			got = append(got, append([]stretch(nil), s...))
		}
		if d := cmp.Diff(c.want, got, cmp.AllowUnexported(stretch{})); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

package spans

import (
	"cmp"
	"math"
	"slices"
)

// Reason is something that speaks for an attribution, or against it where its weight is negative: what the ranker looked
// at, what it saw there, and what that added to the log odds that the cue is right.
type Reason struct {
	Name   string
	Value  float64
	Weight float64
}

// manyReasons is how many are given.
const manyReasons = 8

// reasons are the strongest that the ranker's last round has for the candidate of a row.
func (f *Finder) reasons(r *row) []Reason {
	effects := make([]float32, len(r.values))
	f.ranker[rounds-1].Effects(r.values, effects)
	out := make([]Reason, len(effects))
	for i, e := range effects {
		out[i] = Reason{Name: r.names[i], Value: float64(r.values[i]), Weight: float64(e)}
	}
	slices.SortStableFunc(out, func(a, b Reason) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	return out[:min(manyReasons, len(out))]
}

package attribution_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"graphd/internal/ingest/attribution"
)

func TestKeep(t *testing.T) {
	all := make([]attribution.Attribution, 6)
	for i := range all {
		all[i].OfCue = float64(i)
		all[i].Continues, all[i].SecondHand = -1, -1
	}
	all[2].Continues = 1
	all[3].SecondHand = 4 // the report that it is in comes later
	all[4].Continues = 2
	all[5].SecondHand = 0
	describe := func(left ...float64) [][3]float64 {
		var out [][3]float64
		for _, a := range attribution.Keep(all, func(a attribution.Attribution) bool {
			for _, n := range left {
				if a.OfCue == n {
					return false
				}
			}
			return true
		}) {
			out = append(out, [3]float64{a.OfCue, float64(a.Continues), float64(a.SecondHand)})
		}
		return out
	}
	for _, test := range []struct {
		name      string
		got, want [][3]float64
	}{
		{"all", describe(), [][3]float64{{0, -1, -1}, {1, -1, -1}, {2, 1, -1}, {3, -1, 4}, {4, 2, -1}, {5, -1, 0}}},
		{"without what another one continues", describe(1), [][3]float64{{0, -1, -1}, {2, -1, -1}, {3, -1, 3}, {4, 1, -1}, {5, -1, 0}}},
		{"without reports that contain others", describe(0, 4), [][3]float64{{1, -1, -1}, {2, 0, -1}}},
	} {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

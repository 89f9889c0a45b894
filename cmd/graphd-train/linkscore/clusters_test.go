package linkscore

import (
	"math"
	"testing"

	"graphd/internal/ingest/text"
)

// partitionOf returns the partition in which the mention at i belongs to the entity that the i-th letter names, to none for "-".
func partitionOf(entities string) partition {
	p := partition{}
	for i, e := range entities {
		if e != '-' {
			p[text.Span{Start: i, End: i + 1}] = string(e)
		}
	}
	return p
}

// TestClusterScores compares the scores with values computed by hand. In the first case, the gold clusters are {0 1 2} and
// {3 4 5 6}, those of the system {0 1}, {2 3} and {5 6 7}:
//
//	MUC   recall (3-2)/2 + (4-3)/3 = 2/5, precision (1 + 0 + 1) / (1 + 1 + 2) = 2/4
//	B³    recall (4/3 + 1/3 + 1/4 + 4/4) / 7 = 35/84, precision (4/2 + 1/2 + 1/2 + 4/3) / 7 = 13/21
//	CEAF  2·2/(3+2) + 2·2/(4+3) = 48/35, of 2 gold clusters and of 3 of the system
func TestClusterScores(t *testing.T) {
	for _, c := range []struct {
		gold, system string
		want         [6]float64 // recall and precision of MUC, B³ and CEAF
	}{
		{"aaabbbb-", "xxyy-zzz", [6]float64{2.0 / 5, 2.0 / 4, 35.0 / 84, 13.0 / 21, 24.0 / 35, 16.0 / 35}},
		{"aabb", "xxyy", [6]float64{1, 1, 1, 1, 1, 1}},
		{"aabb", "xxxx", [6]float64{1, 2.0 / 3, 1, 1.0 / 2, 1.0 / 3, 2.0 / 3}},
		{"aabc", "xyzz", [6]float64{}}, // single mentions do not count
		{"aaabb-", "xxxxyy", [6]float64{2.0 / 3, 2.0 / 4, (9.0/3 + 1.0/2 + 1.0/2) / 5, (9.0/4 + 1.0/4 + 1.0/2) / 6, (6.0/7 + 2.0/4) / 2, (6.0/7 + 2.0/4) / 2}},
	} {
		var s coreferenceScores
		s.add(partitionOf(c.gold), partitionOf(c.system))
		for i, got := range []ratio{s.muc.recall, s.muc.precision, s.b3.recall, s.b3.precision, s.ceaf.recall, s.ceaf.precision} {
			if math.Abs(got.value()-c.want[i]) > 1e-9 {
				t.Errorf("%s and %s: score %d is %.4f, want %.4f", c.gold, c.system, i, got.value(), c.want[i])
			}
		}
	}
}

// TestAlignmentIsBest checks an alignment for which the greatest similarity must not be chosen first.
func TestAlignmentIsBest(t *testing.T) {
	costs := [][]float64{{-0.9, -0.8}, {-0.8, -0.1}}
	m := newMatching(2, 2, func(row, column int) float64 { return costs[row][column] })
	m.augment(1)
	m.augment(2)
	if m.rowOf[1] != 2 || m.rowOf[2] != 1 {
		t.Errorf("columns have the rows %v, want 2 and 1", m.rowOf[1:])
	}
}

package boost_test

import (
	"math/rand/v2"
	"testing"

	"graphd/internal/ingest/attribution/boost"
)

// TestListsLearnRelativeFeature trains on lists in which the row with the smallest first column is right. No row alone shows
// whether it is right.
func TestListsLearnRelativeFeature(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	list := func() (rows [][]float32, least int) {
		base := random.Float32()
		for i := range 4 {
			rows = append(rows, []float32{base + random.Float32(), random.Float32()})
			if rows[i][0] < rows[least][0] {
				least = i
			}
		}
		return rows, least
	}
	var lists boost.CandidateLists
	for range 600 {
		lists.Add(list())
	}
	m := boost.TrainLists(lists, boost.TreeTraining{Trees: 60, Depth: 3, Rate: 0.2, Rows: 0.8, Columns: 1, Least: 10, Seed: 1})
	right := 0
	for range 200 {
		rows, least := list()
		best := 0
		for i := range rows {
			if m.LogOdds(rows[i]) > m.LogOdds(rows[best]) {
				best = i
			}
		}
		if best == least {
			right++
		}
	}
	if right < 170 {
		t.Errorf("the right row has the highest score in %d of 200 lists", right)
	}
}

func TestTrainOnNoLists(t *testing.T) {
	m := boost.TrainLists(boost.CandidateLists{}, boost.TreeTraining{Trees: 3, Depth: 2, Rate: 0.1, Rows: 1, Columns: 1})
	if odds := m.LogOdds(nil); odds != 0 {
		t.Errorf("log odds %v, want 0", odds)
	}
}

package attributiontrain

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"graphd/internal/ingest/eval"
)

func TestSeedTable(t *testing.T) {
	triples := func(right int) eval.Scores {
		return eval.Scores{Triple: eval.Count{RightSystem: right, System: 10, RightGold: right, Gold: 10}}
	}
	table := seedTable{dev: []eval.Scores{triples(6), triples(9)}, unseen: []eval.Scores{triples(5), triples(5)}}
	path := filepath.Join(t.TempDir(), "scores.golden")
	var out strings.Builder
	if err := table.write(&out, path); err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"0        0.0    0.0     0.0   60.0", "1        0.0    0.0     0.0   90.0", "mean     0.0    0.0     0.0   75.0"} {
		if !strings.Contains(string(written), want) || !strings.Contains(out.String(), want) {
			t.Errorf("no line %q in:\n%s", want, written)
		}
	}
}

func TestSeeded(t *testing.T) {
	a, b := withSeed(settings, 0), withSeed(settings, 1)
	for name, pair := range map[string][2]uint64{
		"cues": {a.Cues.Seed, b.Cues.Seed}, "slots": {a.Slots.Seed, b.Slots.Seed},
		"settler": {a.Settler.Seed, b.Settler.Seed}, "ranker": {a.Ranker.Seed, b.Ranker.Seed},
	} {
		if pair[0] == pair[1] {
			t.Errorf("%s: both trainings have seed %d", name, pair[0])
		}
	}
}

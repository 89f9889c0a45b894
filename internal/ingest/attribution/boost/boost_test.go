package boost

import (
	"math"
	"math/rand/v2"
	"testing"

	"graphd/internal/ingest/ling/modelfile"
)

// examples returns n rows of three columns. The answer is yes where the first two columns are both high or both low, in nine
// of ten cases.
func examples(n int) (rows [][]float32, answers []float64) {
	random := rand.New(rand.NewPCG(1, 2))
	for range n {
		row := []float32{random.Float32(), random.Float32(), random.Float32()}
		yes := (row[0] > 0.5) == (row[1] > 0.5)
		if random.Float64() < 0.1 {
			yes = !yes
		}
		a := 0.0
		if yes {
			a = 1
		}
		rows, answers = append(rows, row), append(answers, a)
	}
	return rows, answers
}

var training = TreeTraining{Trees: 60, Depth: 3, Rate: 0.2, Rows: 0.8, Columns: 1, Least: 10, Seed: 1}

func TestLearnsInteraction(t *testing.T) {
	rows, answers := examples(4000)
	m := Train(rows, answers, training)
	for _, x := range []struct {
		row  []float32
		want float64
	}{{[]float32{0.9, 0.9, 0.5}, 0.9}, {[]float32{0.1, 0.1, 0.5}, 0.9}, {[]float32{0.9, 0.1, 0.5}, 0.1}, {[]float32{0.1, 0.9, 0.5}, 0.1}} {
		if got := m.Probability(x.row); math.Abs(got-x.want) > 0.06 {
			t.Errorf("probability of %v is %.3f, want about %.1f", x.row, got, x.want)
		}
	}
}

// TestEffectsAddUp checks that the effects of all columns and the mean of the trees add up to the log odds.
func TestEffectsAddUp(t *testing.T) {
	rows, answers := examples(1000)
	m := Train(rows, answers, training)
	row := []float32{0.9, 0.1, 0.5}
	effects := make([]float32, 3)
	m.Effects(row, effects)
	base := m.bias
	for _, r := range m.roots {
		base += float64(m.mean(r))
	}
	sum := base
	for _, e := range effects {
		sum += float64(e)
	}
	if math.Abs(sum-m.LogOdds(row)) > 1e-3 {
		t.Errorf("effects lead to %v, the log odds are %v", sum, m.LogOdds(row))
	}
}

func TestModelFile(t *testing.T) {
	rows, answers := examples(1000)
	m := Train(rows, answers, training)
	var w modelfile.FieldWriter
	m.Write(&w)
	again, err := Read(modelfile.NewReader(w.Content()), 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[:50] {
		if a, b := m.LogOdds(row), again.LogOdds(row); a != b {
			t.Fatalf("log odds %v, and %v once the model was written and read", a, b)
		}
	}
	if _, err := Read(modelfile.NewReader(w.Content()), 2); err == nil {
		t.Error("a model with three columns was read for two columns")
	}
}

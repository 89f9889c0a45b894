package logistic

import (
	"fmt"
	"maps"
	"testing"
)

// examples are of a small world: a report is right when somebody says it, unless it is denied; weather says nothing.
func examples() []Example {
	var out []Example
	for i := range 400 {
		said, denied := i%2 == 0, i%3 == 0
		e := Example{Right: said && !denied, Features: []string{fmt.Sprintf("weather=%d", i%5)}}
		if said {
			e.Features = append(e.Features, "said")
		}
		if denied {
			e.Features = append(e.Features, "denied")
		}
		out = append(out, e)
	}
	return append(out, Example{Features: []string{"rare"}, Right: true})
}

func TestTrain(t *testing.T) {
	w := Train(examples(), Training{Epochs: 30})
	if w["said"] < 1 || w["denied"] > -1 {
		t.Errorf("said weighs %.2f, want more than 1; denied %.2f, want less than -1", w["said"], w["denied"])
	}
	for i := range 5 {
		if x := w[fmt.Sprintf("weather=%d", i)]; x > 0.7 || x < -0.7 {
			t.Errorf("weather=%d weighs %.2f, want about nothing", i, x)
		}
	}
	if _, ok := w["rare"]; ok {
		t.Error("a feature of one example has a weight")
	}
}

func TestTrainIsReproducible(t *testing.T) {
	first := Train(examples(), Training{})
	if again := Train(examples(), Training{}); !maps.Equal(first, again) {
		t.Error("the same examples gave other weights")
	}
}

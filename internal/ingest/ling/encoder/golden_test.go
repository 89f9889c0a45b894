package encoder

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"testing"
)

// trainedModel is the folder of the model that graphd embeds.
const trainedModel = "../../attribution/spans/models/full"

// reference is a text with vectors that PyTorch computed; training/golden.py writes them.
type reference struct {
	Words      []string
	Paragraphs []int
	Step       int // Vectors has those of every Step-th word
	Vectors    [][]float32
}

// readReferences returns the references in a file in testdata, or skips the test if there is none.
func readReferences(t *testing.T, name string) []reference {
	t.Helper()
	file, err := os.ReadFile("testdata/" + name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no testdata/%s", name)
	}
	var list []reference
	if err := json.Unmarshal(file, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// TestVectorsEqualPyTorch checks the vectors of a small random model, whose values are about 1, against those that PyTorch computes
// with the same weights.
func TestVectorsEqualPyTorch(t *testing.T) {
	// The largest deviation measured is 0.0045; PyTorch computes in float32, the encoder with activations of 15 bits.
	compare(t, tiny(t), readReferences(t, "tiny.json"), 0.008)
}

// TestTrainedVectorsEqualPyTorch checks the vectors of the model that graphd embeds.
func TestTrainedVectorsEqualPyTorch(t *testing.T) {
	m, err := New(os.DirFS(trainedModel))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("there is no trained model")
	}
	if err != nil {
		t.Fatal(err)
	}
	// The largest deviation measured for the model before fine-tuning is 0.0011.
	compare(t, m, readReferences(t, "encoder.json"), 0.01)
}

// compare checks that no value of m deviates by more than tolerance from its reference.
func compare(t *testing.T, m *Encoder, references []reference, tolerance float64) {
	t.Helper()
	for i, r := range references {
		vectors, err := m.Vectors(context.Background(), r.Words, r.Paragraphs)
		if err != nil {
			t.Fatal(err)
		}
		if len(vectors) != len(r.Words)*m.Width() {
			t.Fatalf("text %d: %d values for %d words", i, len(vectors), len(r.Words))
		}
		worst := 0.0
		for j, want := range r.Vectors {
			for k, x := range vectors[j*r.Step*m.Width():][:m.Width()] {
				worst = max(worst, math.Abs(float64(x-want[k])))
			}
		}
		t.Logf("text %d: largest deviation %.5f", i, worst)
		if !(worst <= tolerance) {
			t.Errorf("text %d: a value deviates by %v from that of PyTorch, more than %v", i, worst, tolerance)
		}
	}
}

// tiny returns the small random model.
func tiny(t testing.TB) *Encoder {
	t.Helper()
	file, err := os.ReadFile("testdata/tiny.model")
	if err != nil {
		t.Fatal(err)
	}
	m, err := Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

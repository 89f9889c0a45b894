package encoder

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
)

// sentence is a text whose sequences BenchmarkVectors computes.
const sentence = "The mayor said that the old harbour would reopen in spring and that nobody had asked them ."

// BenchmarkVectors reports how many pieces a second the model that graphd embeds computes, in sequences of about 150.
func BenchmarkVectors(b *testing.B) {
	m, err := New(os.DirFS(trainedModel))
	if errors.Is(err, fs.ErrNotExist) {
		b.Skip("there is no trained model")
	}
	if err != nil {
		b.Fatal(err)
	}
	words := slices.Repeat(strings.Fields(sentence), 8)
	pieces := len(split(m.vocabulary, words).pieces) + 2
	for b.Loop() {
		if _, err := m.Vectors(context.Background(), words, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(pieces*b.N)/b.Elapsed().Seconds(), "pieces/s")
}

// BenchmarkDecode reports how long the model that graphd embeds takes to load.
func BenchmarkDecode(b *testing.B) {
	file, err := os.ReadFile("../models/" + File)
	if err != nil {
		b.Skip("there is no trained model")
	}
	for b.Loop() {
		if _, err := Decode(file); err != nil {
			b.Fatal(err)
		}
	}
}

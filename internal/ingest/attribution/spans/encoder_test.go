package spans_test

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/attribution/spans/neural"
)

// tinyEncoder is the folder of a small random encoder.
const tinyEncoder = "neural/testdata"

// readExamples returns the examples as the tiny encoder reads them.
func readExamples(t *testing.T) []spans.MarkedText {
	t.Helper()
	reader, err := neural.Open(os.DirFS(tinyEncoder))
	if err != nil {
		t.Fatal(err)
	}
	texts := examples(t)
	for i := range texts {
		reading, err := reader.Read(t.Context(), texts[i].Layout)
		if err != nil {
			t.Fatal(err)
		}
		texts[i].Readings = []*neural.Reading{reading, reading}
		texts[i].Layout = texts[i].Layout.Renamed(reading.Names(texts[i].Layout))
	}
	return texts
}

func TestModelsWithEncoder(t *testing.T) {
	texts := readExamples(t)
	finder, _ := spans.Train(texts, training)
	file, err := finder.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := spans.New(fstest.MapFS{spans.File: {Data: file}}); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "encoder.model") {
		t.Errorf("error %v, want one about the missing encoder.model", err)
	}
	encoder, err := os.ReadFile(tinyEncoder + "/encoder.model")
	if err != nil {
		t.Fatal(err)
	}
	read, err := spans.New(fstest.MapFS{spans.File: {Data: file}, "encoder.model": {Data: encoder}})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(read.Version(), spans.Full) {
		t.Errorf("version %s does not name the models", read.Version())
	}
	right := 0
	for _, x := range texts {
		if found := find(t, read, x); len(found) == 1 && found[0].Cue == x.Marked[0].Cue[0] {
			right++
		}
	}
	if right < len(texts)*9/10 {
		t.Errorf("%d of %d training texts are reproduced", right, len(texts))
	}
}

// TestEncoderChangesFeatures checks that models read the encoder's output: with one, they have more features.
func TestEncoderChangesFeatures(t *testing.T) {
	with, _ := spans.Train(readExamples(t), training)
	without, _ := spans.Train(examples(t), training)
	a, err := with.Encode()
	if err != nil {
		t.Fatal(err)
	}
	b, err := without.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if len(a) <= len(b) {
		t.Errorf("the model has %d bytes with an encoder and %d without", len(a), len(b))
	}
}

package encoder

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"graphd/internal/ingest/ling/modelfile"
)

// TestVectorsIgnoresOtherSequences checks that concurrent calls and long texts before do not change vectors.
func TestVectorsIgnoresOtherSequences(t *testing.T) {
	m, words := tiny(t), strings.Fields("the harbour is said to be closing .")
	want, err := m.Vectors(context.Background(), words, []int{0})
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			text := append(slices.Repeat([]string{"said"}, 300*(i%2)), words...)
			starts := []int{0, len(text) - len(words)}
			got, err := m.Vectors(context.Background(), text, starts[1-i%2:])
			if err != nil {
				t.Error(err)
			}
			if last := got[len(got)-len(want):]; !slices.Equal(last, want) {
				t.Errorf("call %d: vectors differ from those of the words alone", i)
			}
		})
	}
	group.Wait()
}

// TestVectorsErrors checks that a context that is done and invalid paragraphs are reported.
func TestVectorsErrors(t *testing.T) {
	m := tiny(t)
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := m.Vectors(done, []string{"a"}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Vectors with a cancelled context returns %v", err)
	}
	for _, paragraphs := range [][]int{{-1}, {2}, {1, 0}} {
		if _, err := m.Vectors(context.Background(), []string{"a"}, paragraphs); err == nil {
			t.Errorf("Vectors with paragraphs %v of one word returns no error", paragraphs)
		}
	}
	for _, paragraphs := range [][]int{nil, {0}, slices.Repeat([]int{0}, 500)} {
		if v, err := m.Vectors(context.Background(), nil, paragraphs); err != nil || len(v) != 0 {
			t.Errorf("Vectors of no words returns %v, %v", v, err)
		}
	}
}

// TestHead checks that tensors of tasks are stored with their sizes.
func TestHead(t *testing.T) {
	m := tiny(t)
	if rows, cols, values := m.Head("tags.weight"); rows != 3 || cols != 32 || values[33] != 33.0/64 {
		t.Errorf("tags.weight is %d × %d: %v", rows, cols, values)
	}
	if rows, cols, values := m.Head("tags.bias"); rows != 1 || cols != 3 || values[1] != -2 {
		t.Errorf("tags.bias is %d × %d: %v", rows, cols, values)
	}
	if rows, _, values := m.Head("absent"); rows != 0 || values != nil {
		t.Errorf("an absent tensor has %d rows: %v", rows, values)
	}
}

// TestNew checks that New reads the file of a model.
func TestNew(t *testing.T) {
	file, err := os.ReadFile("testdata/tiny.model")
	if err != nil {
		t.Fatal(err)
	}
	if m, err := New(fstest.MapFS{File: {Data: file}}); err != nil || m.Width() != 32 {
		t.Errorf("New returns %v", err)
	}
	if _, err := New(fstest.MapFS{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("New without a file returns %v", err)
	}
}

// FuzzDecode checks that damaged content is reported, or makes an encoder that works.
func FuzzDecode(f *testing.F) {
	file, err := os.ReadFile("testdata/tiny.model")
	if err != nil {
		f.Fatal(err)
	}
	content, _, err := modelfile.Decode(kind, file)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint(0), []byte{0})
	f.Add(uint(1), []byte{3})
	f.Add(uint(len(content)-1), []byte{0xff, 0xff})
	f.Fuzz(func(t *testing.T, at uint, change []byte) {
		damaged := slices.Clone(content)
		start := int(at % uint(len(damaged)))
		damaged = append(damaged[:start], append(change, damaged[min(len(damaged), start+len(change)):]...)...)
		file, err := modelfile.EncodeStored(kind, damaged)
		if err != nil {
			t.Fatal(err)
		}
		m, err := Decode(file)
		if err != nil {
			if !errors.Is(err, modelfile.ErrDamaged) {
				t.Fatalf("Decode returns %v", err)
			}
			return
		}
		if _, err := m.Vectors(context.Background(), []string{"the", "harbour"}, nil); err != nil {
			t.Fatal(err)
		}
	})
}

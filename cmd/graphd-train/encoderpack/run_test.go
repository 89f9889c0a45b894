package encoderpack

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"graphd/internal/ingest/ling/encoder"
)

// packed is the model file of the weights in testdata, with which package encoder is tested.
const packed = "../../../internal/ingest/ling/encoder/testdata/tiny.model"

// TestRun checks that the weights that training/golden.py wrote make the model file with which package encoder is tested.
func TestRun(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out.model")
	args := []string{"-weights", "testdata/tiny.safetensors", "-vocab", "testdata/tiny.txt", "-attention-heads", "2", "-out", out}
	if err := Run(args, io.Discard); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(packed)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what its weights make; run graphd-train encoder-pack %q", packed, args)
	}
}

// TestNeeded checks which pieces are kept.
func TestNeeded(t *testing.T) {
	for piece, want := range map[string]bool{
		"the": true, "##ing": true, "[CLS]": true, "[UNK]": true, "é": true, "1990": true, "€": true, "##”": true, "²": true,
		"[unused7]": false, "[PAD]": false, "[MASK]": false, "дом": false, "##α": false, "東": false, "##ा": false,
	} {
		if needed(piece) != want {
			t.Errorf("needed(%q) = %v, want %v", piece, !want, want)
		}
	}
}

// TestEncodeNamesMissingTensor checks that weights without a tensor are reported.
func TestEncodeNamesMissingTensor(t *testing.T) {
	w, err := read("testdata/tiny.safetensors", "testdata/tiny.txt")
	if err != nil {
		t.Fatal(err)
	}
	w.AttentionHeads = 2
	const name = "encoder.layer.1.output.dense.bias"
	delete(w.Tensors, name)
	if _, err := encoder.Encode(w); err == nil || !bytes.Contains([]byte(err.Error()), []byte(name)) {
		t.Errorf("Encode without %s returns %v", name, err)
	}
}

// FuzzParseTensors checks that files that are not safetensors are reported without a panic.
func FuzzParseTensors(f *testing.F) {
	head := func(n byte, s string) []byte { return append([]byte{n, 0, 0, 0, 0, 0, 0, 0}, s...) }
	f.Add([]byte{})
	f.Add(head(200, "{}"))
	f.Add(head(54, `{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}abcd`))
	f.Add(head(55, `{"a":{"dtype":"F32","shape":[-1],"data_offsets":[4,0]}}abcd`))
	f.Fuzz(func(t *testing.T, file []byte) {
		tensors, err := parseTensors(file)
		for name, tensor := range tensors {
			if err == nil && len(tensor.Values)*4 > len(file) {
				t.Errorf("tensor %q has %d values in a file of %d bytes", name, len(tensor.Values), len(file))
			}
		}
	})
}

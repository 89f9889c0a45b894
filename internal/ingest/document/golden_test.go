package document

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden reads the first file of each archive in testdata, and compares the result with the files "metadata" and
// "text" of the archive.
func TestGolden(t *testing.T) {
	archives, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { checkGolden(t, path) })
	}
}

func checkGolden(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	given := archive.Files[0]
	doc, err := readOne(Input{Name: given.Name, Content: bytes.NewReader(given.Data)})
	if err != nil {
		t.Fatal(err)
	}
	got := []txtar.File{
		{Name: "metadata", Data: []byte(describe(doc.Meta))},
		{Name: "text", Data: []byte(strings.TrimSuffix(doc.Text.String(), "\n") + "\n")},
	}
	if *update {
		archive.Files = append(archive.Files[:1], got...)
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if len(archive.Files) != 1+len(got) {
		t.Fatalf("%s has %d files, want the input, metadata and text", path, len(archive.Files))
	}
	for i, file := range got {
		if diff := cmp.Diff(string(archive.Files[i+1].Data), string(file.Data)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file.Name, diff)
		}
	}
}

func describe(m Metadata) string {
	var b strings.Builder
	for _, field := range []struct{ name, value string }{
		{"title", m.Title}, {"authors", strings.Join(m.Authors, " | ")}, {"publisher", m.Publisher}, {"issued", m.Issued.String()},
		{"language", m.Language}, {"url", m.URL}, {"kind", string(m.Kind)}, {"media type", m.MediaType},
	} {
		if field.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", field.name, field.value)
		}
	}
	return b.String()
}

// readOne returns the first document or error of an input.
func readOne(in Input) (Document, error) {
	for doc, err := range Read(context.Background(), in, ReadLimits{}) {
		return doc, err
	}
	return Document{}, fmt.Errorf("%s yields nothing", in.Name)
}

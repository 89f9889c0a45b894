package document

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"in/b.txt", "in/a.md", "in/sub/c.HTML", "in/sub/d.pdf", "in/.git/x.txt", "in/.hidden.txt", "lone.log", "empty/.keep"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	var errs []error
	for in, err := range Files(context.Background(), []string{"in", "lone.log", "missing.txt", "empty"}) {
		if err != nil {
			errs = append(errs, err)
		} else {
			names = append(names, filepath.ToSlash(in.Name))
		}
	}
	if want := []string{"in/a.md", "in/b.txt", "in/sub/c.HTML", "lone.log"}; !slices.Equal(names, want) {
		t.Errorf("files %v, want %v", names, want)
	}
	wants := []error{ErrSkipped, os.ErrNotExist, ErrEmpty}
	if len(errs) != len(wants) {
		t.Fatalf("errors %v", errs)
	}
	for i, want := range wants {
		if !errors.Is(errs[i], want) {
			t.Errorf("error %v, want %v", errs[i], want)
		}
	}
	for _, err := range Files(context.Background(), []string{"in", "in"}) {
		_ = err
		break // a consumer may stop at any time
	}
}

func TestFilesStopsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for in, err := range Files(ctx, []string{t.TempDir()}) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%v, %v after a cancellation", in, err)
		}
	}
}

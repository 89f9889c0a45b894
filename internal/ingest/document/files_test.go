package document

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

func TestPathsDoNotBecomeIdentifiers(t *testing.T) {
	for given, want := range map[string]string{
		"/home/ann/plans/a.txt":        "a.txt@",
		"file:///home/ann/plans/a.txt": "a.txt@",
		"FILE:/home/ann/a%20b.txt":     "a b.txt@",
		"~/plans/a.txt":                "a.txt@",
		"../plans/a.txt":               "a.txt@",
		"plans/../../ann/a.txt":        "a.txt@",
		`C:\Users\ann\a.txt`:           "a.txt@",
		`\\server\ann\a.txt`:           "a.txt@",
		"/home/ann/list.jsonl#3":       "list.jsonl#3@",
		"plans/a.txt":                  "plans/a.txt",
		"https://news.example/a/b":     "https://news.example/a/b",
		"urn:isbn:0-486-27557-4":       "urn:isbn:0-486-27557-4",
		"a..b":                         "a..b",
		"":                             "",
	} {
		got := withoutPath(given)
		hidden := strings.HasSuffix(want, "@")
		if got != want && !(hidden && strings.HasPrefix(got, want)) || hidden && strings.ContainsAny(got, `/\~`) {
			t.Errorf("%q becomes %q, want %q", given, got, want)
		}
		if withoutPath(got) != got {
			t.Errorf("%q becomes %q, and then %q", given, got, withoutPath(got))
		}
	}
	if a, b := withoutPath("/x/a.txt"), withoutPath("/y/a.txt"); a == b {
		t.Errorf("files with one name in two directories have one identifier %q", a)
	}
	if a, b := withoutPath("file:///x/a.txt"), withoutPath("/x/a.txt"); a != b {
		t.Errorf("one file has the identifiers %q and %q", a, b)
	}
}

func TestFilesBelowADirectoryHaveTheirRelativePath(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "reports")
	nested := filepath.Join(dir, "2024", "a.txt")
	if err := os.MkdirAll(filepath.Dir(nested), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(nested, []byte("He said so."), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for _, named := range []string{dir, ".", "../reports"} {
		for in, err := range Files(t.Context(), []string{named}) {
			if err != nil || in.Identifier != "reports/2024/a.txt" {
				t.Errorf("%s: %q, %v", named, in.Identifier, err)
			}
		}
	}
}

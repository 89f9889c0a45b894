package document

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

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

package document

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"graphd/internal/ingest/text"
)

// checkDocument checks that the text of a document is in normal form, and that its code points map in increasing order to
// ranges of a text of givenLen; -1 if the length is not known.
func checkDocument(t *testing.T, doc Document, givenLen int) {
	t.Helper()
	n := doc.Text
	if isBlank(n) || text.Normalize(n.String()).String() != n.String() {
		t.Fatalf("the text %+q is blank or not in normal form", n)
	}
	if givenLen >= 0 && n.GivenLen() != givenLen {
		t.Fatalf("%+q has a given text of %d code points, want %d", n, n.GivenLen(), givenLen)
	}
	last := text.Span{}
	for i := range n.Len() {
		back := n.Given(text.Span{Start: i, End: i + 1})
		if back.Start < last.Start || back.End < last.End || back.Len() < 0 || back.End > n.GivenLen() {
			t.Fatalf("code point %d of %+q maps to %v, the one before to %v", i, n, back, last)
		}
		last = back
	}
}

// addGolden adds the inputs of the golden files as seeds.
func addGolden(f *testing.F, pattern string) {
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		f.Fatalf("no seeds in %s: %v", pattern, err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(txtar.Parse(data).Files[0].Data))
	}
}

func FuzzMarkdown(f *testing.F) {
	addGolden(f, "testdata/markdown/*.txtar")
	f.Add("> a\n>> b\n\n1. [x]: y\n\n| a |\n|-|\n| `\\|` |\n")
	f.Fuzz(func(t *testing.T, given string) {
		if doc, err := readMarkdown(given); err == nil {
			checkDocument(t, doc, utf8.RuneCountInString(given))
		}
	})
}

func FuzzPlain(f *testing.F) {
	f.Add("The board said so, but-\nthe minister\r\n\r\ndid not.\n")
	f.Fuzz(func(t *testing.T, given string) {
		if doc, err := readPlain(given); err == nil {
			checkDocument(t, doc, utf8.RuneCountInString(given))
		}
	})
}

func FuzzHTML(f *testing.F) {
	addGolden(f, "testdata/html/*.txtar")
	f.Fuzz(func(t *testing.T, given string) {
		if doc, err := readHTML(given); err == nil {
			checkDocument(t, doc, -1)
		}
	})
}

func FuzzJSON(f *testing.F) {
	f.Add(`{"id":1,"text":"a\r\nb","author":[{"name":"x"}],"date":"2024"}`)
	f.Add(`{"html":"<p>a b c</p>","url":"http://a.example"}`)
	f.Fuzz(func(t *testing.T, given string) {
		if doc, err := readRecord([]byte(given)); err == nil {
			checkDocument(t, doc, -1)
			if doc.Meta.URL != absoluteURL(doc.Meta.URL) {
				t.Fatalf("%q is not a URL", doc.Meta.URL)
			}
		}
	})
}

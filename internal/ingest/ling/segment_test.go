package ling

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"graphd/internal/ingest/text"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"
)

// golden runs f over each text of a txtar file: the file "name" holds a text, the file "name.want" the expected output of f.
func golden(t *testing.T, file string, f func(text.Text) string) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, a := range archive.Files {
		files[a.Name] = string(a.Data)
	}
	for _, a := range archive.Files {
		if strings.HasSuffix(a.Name, ".want") {
			continue
		}
		t.Run(a.Name, func(t *testing.T) {
			want, ok := files[a.Name+".want"]
			if !ok {
				t.Fatalf("%s has no %s.want", file, a.Name)
			}
			if got := f(text.Normalize(string(a.Data))); got != want {
				t.Errorf("%s\ngot\n%swant\n%s", a.Data, got, want)
			}
		})
	}
}

// TestSegment compares sentences with golden files: one sentence per line, tokens separated by spaces, paragraphs separated
// by blank lines.
func TestSegment(t *testing.T) {
	golden(t, "testdata/segment.txtar", func(given text.Text) string {
		var b strings.Builder
		paragraph := 0
		for _, s := range Segment(given).Sentences {
			if s.Paragraph != paragraph {
				paragraph = s.Paragraph
				b.WriteString("\n")
			}
			var forms []string
			for _, k := range s.Tokens {
				forms = append(forms, k.Form)
			}
			b.WriteString(strings.Join(forms, " ") + "\n")
		}
		return b.String()
	})
}

// TestQuotes compares quotations with golden files: the inner text of one quotation per line, indented by depth, with a note
// on open and continuing ones.
func TestQuotes(t *testing.T) {
	golden(t, "testdata/quotes.txtar", func(given text.Text) string {
		var b strings.Builder
		for _, q := range Segment(given).Quotes {
			notes := ""
			if !q.Closed {
				notes += " (open)"
			}
			if q.Continues {
				notes += " (continues)"
			}
			fmt.Fprintf(&b, "%s[%s]%s\n", strings.Repeat("  ", q.Depth), given.Slice(q.Inner), notes)
		}
		return b.String()
	})
}

// checkSegment fails t if tokens overlap, are out of order or outside their sentence, or omit a character.
func checkSegment(t interface{ Fatalf(string, ...any) }, given text.Text) {
	runes := []rune(given.String())
	at := 0
	skip := func(to int) {
		for ; at < to; at++ {
			if !blank(runes[at]) {
				t.Fatalf("%q at %d is in no token", runes[at], at)
			}
		}
	}
	a := Segment(given)
	for _, s := range a.Sentences {
		if len(s.Tokens) == 0 || s.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End {
			t.Fatalf("sentence %v does not span its %d tokens", s.Span, len(s.Tokens))
		}
		for _, k := range s.Tokens {
			if k.Start < at || k.Len() <= 0 {
				t.Fatalf("token %v is empty or overlaps the one before, which ends at %d", k.Span, at)
			}
			skip(k.Start)
			at = k.End
		}
	}
	skip(len(runes))
	for i, q := range a.Quotes {
		if !q.Contains(q.Inner) || q.Start < 0 || q.End > len(runes) || i > 0 && q.Start <= a.Quotes[i-1].Start {
			t.Fatalf("quotation %v with inner %v", q.Span, q.Inner)
		}
		if strings.Contains(given.Slice(q.Span), "\n") {
			t.Fatalf("quotation %q crosses paragraphs", given.Slice(q.Span))
		}
	}
}

func FuzzSegment(f *testing.F) {
	for _, s := range []string{"", "“I don’t,” she said.", "''Wire'' 'n' '90s ``x'' a.m. U.S.", "https://x.org/a). <b>no</b> @x #y -3.5 $1,000", "é\u0301\u200b\n\n…—", "\"'\"'`\n\"a\n\"b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, given string) {
		if utf8.ValidString(given) {
			checkSegment(t, text.Normalize(given))
		}
	})
}

func TestSegmentArbitraryText(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"“", "”", "\"", "''", "``", "'", "’", "‘", "«", "»", " ", "\n", "\n\n", ".", "...", "?!", ",", "-", "--", "—", "(", ")", "U.S.", "Mr.", "don't",
		"cannot", "workers'", "a", "I", "3.5", "1,000", "http://a.b/c", "@x", "<i>", "&", "/", "é", "日本", "👩\u200d🚀", "\u00ad", "'90s",
	})
	rapid.Check(t, func(t *rapid.T) {
		checkSegment(t, text.Normalize(strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "")))
	})
}

// TestSegmentStaysLinear would exceed the test's time limit if any step were quadratic.
func TestSegmentStaysLinear(t *testing.T) {
	const size = 1 << 17
	for _, unit := range []string{"\"", "“", "”", "'", "“‘", "’", "a", "a.", "A.", ".", "-", "a'", " ", "<a", "@", "“a ", "’ s", "s’ a ", "\" a", "«“", ".)", "a-."} {
		given := text.Normalize(strings.Repeat(unit, size/len(unit)))
		if a := Segment(given); len(a.Sentences) == 0 && strings.TrimSpace(unit) != "" {
			t.Errorf("%q repeated has no sentence", unit)
		}
	}
}

package attribution_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/date"
	"graphd/internal/ingest/text"
)

// TestClassify checks the classes of marked spans. In testdata/classify.txt each line has a «source», a {cue} and a
// [content]; the next line holds the expected classes, in a document issued on Wednesday, 11 May 2016.
func TestClassify(t *testing.T) {
	path := filepath.Join("testdata", "classify.txt")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	issued, err := date.Parse("2016-05-11")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "=") {
			continue
		}
		m := unmark(line)
		x := text.Normalize(m.text)
		a := attribution.Classify(layOut(t, x), m.source, m.cue, m.content)
		out := remarks(x, a)
		if said := a.When.Resolve(issued, a.Tense == classes.Future); !said.IsZero() {
			out = append(out, "said "+said.String())
		}
		b.WriteString(line + "\n= " + strings.Join(out, ", ") + "\n\n")
	}
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(string(data), "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Errorf("%s (-want +got; run with -update to accept):\n%s", path, diff)
	}
}

// marked is a text with marked spans.
type marked struct {
	text                 string
	source, cue, content []text.Span
}

func unmark(line string) marked {
	var m marked
	var plain []rune
	start := 0
	for _, c := range line {
		end := func(slot *[]text.Span) { *slot = append(*slot, text.Span{Start: start, End: len(plain)}) }
		switch c {
		case '«', '{', '[':
			start = len(plain)
		case '»':
			end(&m.source)
		case '}':
			end(&m.cue)
		case ']':
			end(&m.content)
		default:
			plain = append(plain, c)
		}
	}
	m.text = string(plain)
	return m
}

package stylescore

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"graphd/cmd/graphd-train/corpus"
	"graphd/internal/ingest"
	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/text"
)

var update = flag.Bool("update", false, "rewrite testdata/invented.golden")

// folder is the folder of the judged texts.
var folder = filepath.Join("..", "..", "..", "internal", "ingest", "eval", "testdata", "styles")

// TestInvented scores the embedded extractor on the invented texts and compares the table with the tracked one.
func TestInvented(t *testing.T) {
	texts, err := readInvented(folder)
	if err != nil {
		t.Fatal(err)
	}
	models, err := ingest.EmbeddedModels()
	if err != nil {
		t.Fatal(err)
	}
	scored, err := extract(models, texts)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	write(&b, "The invented texts alone. The columns are those of internal/ingest/eval/testdata/styles.golden.\n", scored)
	golden := filepath.Join("testdata", "invented.golden")
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != string(want) {
		t.Errorf("the scores differ from %s:\n%s\nIf this is intended, run: go test ./cmd/graphd-train/stylescore -run TestInvented -update", golden, got)
	}
}

// TestJudgedSet checks the size of the set, and that the spans of each attribution are within its text.
func TestJudgedSet(t *testing.T) {
	texts, err := readInvented(folder)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := readExcerptLines(folder)
	if err != nil {
		t.Fatal(err)
	}
	gold, styles, ids := 0, map[string]bool{}, map[string]bool{}
	check := func(id, style string, length int, marked []eval.MarkedAttribution, debatable []bool) {
		ids[id], styles[style] = true, true
		for i, a := range marked {
			if len(a.Content) == 0 && len(a.Cue) == 0 {
				t.Errorf("%s: attribution %d has neither cue nor content", id, i+1)
			}
			for _, s := range slices.Concat(a.Source, a.Cue, a.Content) {
				if s.Start < 0 || s.Start >= s.End || s.End > length {
					t.Errorf("%s: attribution %d has the span %v in a text of %d code points", id, i+1, s, length)
				}
			}
			gold += count(!debatable[i])
		}
	}
	for _, x := range texts {
		check(x.ID, x.style, len([]rune(x.Text)), x.Attributions, x.debatable)
	}
	for _, l := range lines {
		var marked []eval.MarkedAttribution
		var debatable []bool
		for _, a := range l.Attributions {
			marked = append(marked, eval.MarkedAttribution{Source: l.spans(a.Source), Cue: l.spans(a.Cue), Content: l.spans(a.Content)})
			debatable = append(debatable, a.Debatable)
		}
		check(l.ID, l.Style, l.Range[1]-l.Range[0], marked, debatable)
	}
	if len(ids) < 45 || len(styles) < 12 || gold < 260 {
		t.Errorf("%d documents in %d styles with %d attributions: too few to compare styles", len(ids), len(styles), gold)
	}
}

// TestMarks reads marks that share a slot, are nested, split and debatable.
func TestMarks(t *testing.T) {
	texts, err := parseMarked("== one | letter\n{s1,2 Léa} {q1 denied} {c1 it} and {c3 {q2? blamed} {c2 him}}, {q3 he said} {c3 twice}.\n\n== two | poem\nNothing.\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 2 || texts[0].ID != "one" || texts[0].style != "letter" || texts[1].Text != "Nothing." {
		t.Fatalf("texts: %+v", texts)
	}
	x := texts[0]
	if want := "Léa denied it and blamed him, he said twice."; x.Text != want {
		t.Errorf("text: %q, want %q", x.Text, want)
	}
	if want := []bool{false, true, false}; !slices.Equal(x.debatable, want) {
		t.Errorf("debatable: %v, want %v", x.debatable, want)
	}
	for i, want := range []string{"Léa|denied|it", "Léa|blamed|him", "|he said|blamed him … twice"} {
		a := x.Attributions[i]
		if got := strings.Join([]string{x.words(a.Source), x.words(a.Cue), x.words(a.Content)}, "|"); got != want {
			t.Errorf("attribution %d: %q, want %q", i+1, got, want)
		}
	}
}

// TestMalformedMarks checks that the error about a malformed mark names its text.
func TestMalformedMarks(t *testing.T) {
	for _, body := range []string{"{s1 She", "She}", "{x1 She}", "{s She}"} {
		if _, err := parseMarked("== one | letter\n" + body); err == nil || !strings.HasPrefix(err.Error(), "one: ") {
			t.Errorf("%q: error %v, want one about the text", body, err)
		}
	}
	if _, err := parseMarked("== one\nShe"); err == nil {
		t.Error("a heading without a style is accepted")
	}
}

// TestStyleScore counts a right report, one with another source, one that is none, and a gold attribution that was missed.
func TestStyleScore(t *testing.T) {
	x := scoredText{judgedText: judgedText{style: "letter", debatable: []bool{false, false, true, false}}, found: []foundReport{
		{Likeness: eval.Likeness{Gold: 0, Source: true, Content: true}, confidence: 0.9},
		{Likeness: eval.Likeness{Gold: 0, Content: true}, confidence: 0.6},
		{Likeness: eval.Likeness{Gold: -1}, confidence: 0.8},
		{Likeness: eval.Likeness{Gold: 1, Source: true, Content: true}, confidence: 0.2},
	}}
	var s styleScore
	s.add(x, 0.5)
	if want := (styleScore{texts: 1, gold: 3, goldFound: 1, found: 3, real: 2, sourceRight: 1, contentRight: 2, all: 1}); s != want {
		t.Errorf("%+v, want %+v", s, want)
	}
}

// TestAbsentCorpora checks that Run says which corpus is absent.
func TestAbsentCorpora(t *testing.T) {
	err := Run([]string{"-judged", folder, "-corpora", t.TempDir()}, io.Discard)
	if !errors.Is(err, corpus.ErrAbsent) || !strings.Contains(err.Error(), "news/") {
		t.Errorf("error %v, want one about the absent corpus", err)
	}
}

// TestChangedText checks that an excerpt is rejected if its text has changed.
func TestChangedText(t *testing.T) {
	l := excerptLine{Corpus: "letters", ID: "one", SHA256: "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969", Range: [2]int{1, 5}}
	l.Attributions = append(l.Attributions, struct {
		Source, Cue, Content [][2]int
		Debatable            bool
	}{Content: [][2]int{{1, 3}}})
	x, err := l.judged("Hello")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := x.Attributions[0].Content, []text.Span{{Start: 0, End: 2}}; x.Text != "ello" || !slices.Equal(got, want) {
		t.Errorf("excerpt %q with content %v, want \"ello\" with %v", x.Text, got, want)
	}
	if _, err := l.judged("Hallo"); err == nil {
		t.Error("a changed text is accepted")
	}
}

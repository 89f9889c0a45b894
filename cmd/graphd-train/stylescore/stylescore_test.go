package stylescore

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/judged"
	"graphd/internal/graph/vocab"
	"graphd/internal/ingest"
	"graphd/internal/ingest/attribution/calibration"
	"graphd/internal/ingest/eval"
)

var update = flag.Bool("update", false, "rewrite testdata/invented.golden")

// folder is the folder of the judged texts.
var folder = filepath.Join("..", "..", "..", "internal", "ingest", "eval", "testdata", "styles")

// TestInvented scores the embedded extractor on the invented texts and compares the table with the tracked one.
func TestInvented(t *testing.T) {
	texts, err := judged.ReadInvented(folder)
	if err != nil {
		t.Fatal(err)
	}
	fast, err := score(ingest.FastModels, texts)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	writeInvented(&b, fast)
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

// writeInvented writes a line for each style, with the confidences of the embedded correction.
func writeInvented(w io.Writer, s system) {
	fmt.Fprintf(w, "The invented texts alone, fast models. The columns are those of internal/ingest/eval/testdata/styles.golden.\n\n%-20s %5s %5s %s %6s\n",
		fmt.Sprintf("confidence from %.0f", 100*vocab.LeastConfidence), "texts", "gold", foundHead, "right")
	for _, style := range append(stylesOf(s.texts), "all") {
		x := scoreOf(s.texts, style, vocab.LeastConfidence)
		fmt.Fprintf(w, "%-20s %5d %5d %s %6s\n", style, x.texts, x.gold, x.found4(), percent(x.all, x.found))
	}
}

// TestCorrectByStyle checks that the confidences of a style come from the other styles: what is always right in one style and
// always wrong in the two others gets a low confidence there.
func TestCorrectByStyle(t *testing.T) {
	var texts []scoredText
	for _, style := range []string{"letter", "memo", "poem"} {
		x := scoredText{JudgedText: judged.JudgedText{Style: style}}
		for range 100 {
			gold := -1
			if style == "letter" {
				gold = 0
			}
			x.found = append(x.found, foundReport{Likeness: eval.Likeness{Gold: gold, Source: true, Content: true}, uncorrected: calibration.Slots{Cue: 0.7, Source: 0.9, Content: 0.9}})
		}
		texts = append(texts, x)
	}
	correctByStyle(texts)
	for i, most := range []float64{0.1, 0.6, 0.6} {
		if c := texts[i].found[0].confidence; c > most || i > 0 && c < 0.3 {
			t.Errorf("%s: confidence %.2f", texts[i].Style, c)
		}
	}
	table := reliability(texts, func(foundReport) float64 { return 0.5 })
	if e := table.expectedError(); e < 0.166 || e > 0.167 {
		t.Errorf("expected error %.3f for a third right at 0.5", e)
	}
	if s := atRecall(texts, 1); s.goldFound != 1 {
		t.Errorf("%d gold attributions at the recall of 1", s.goldFound)
	}
}

// TestJudgedSet checks the size of the set, and that the spans of each attribution are within its text.
func TestJudgedSet(t *testing.T) {
	texts, err := judged.ReadInvented(folder)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := judged.ReadExcerptLines(folder)
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
		check(x.ID, x.Style, len([]rune(x.Text)), x.Attributions, x.Debatable)
	}
	for _, l := range lines {
		var marked []eval.MarkedAttribution
		var debatable []bool
		for _, a := range l.Attributions {
			marked = append(marked, eval.MarkedAttribution{Source: l.Spans(a.Source), Cue: l.Spans(a.Cue), Content: l.Spans(a.Content)})
			debatable = append(debatable, a.Debatable)
		}
		check(l.ID, l.Style, l.Range[1]-l.Range[0], marked, debatable)
	}
	if len(ids) < 45 || len(styles) < 12 || gold < 260 {
		t.Errorf("%d documents in %d styles with %d attributions: too few to compare styles", len(ids), len(styles), gold)
	}
}

// TestStyleScore counts a right report, one with another source, one that is none, and a gold attribution that was missed.
func TestStyleScore(t *testing.T) {
	x := scoredText{JudgedText: judged.JudgedText{Style: "letter", Debatable: []bool{false, false, true, false}}, found: []foundReport{
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

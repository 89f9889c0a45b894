package attribution_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/text"
)

// TestPhenomena checks which of 66 short texts, one for each hard phenomenon, come out entirely right or with the right
// triples. testdata/phenomena.txt lists them, so that a change shows what it gains and loses.
func TestPhenomena(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "phenomena.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	texts, exact, triples := 0, 0, 0
	if err := eval.ReadGold(bytes.NewReader(data), func(d eval.GoldDocument) error {
		x := text.Normalize(d.Text)
		var s eval.Scores
		s.Add(d, eval.Spans(x, extract(t, x)))
		verdict := "wrong"
		switch {
		case all(s.Source) && all(s.Cue) && all(s.Content):
			verdict = "exact"
			exact++
			triples++
		case all(s.Triple):
			verdict = "triple"
			triples++
		}
		texts++
		fmt.Fprintf(&b, "%-7s%s\n", verdict, strings.TrimPrefix(d.ID, "phen-"))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%d texts, triples right in %d, every span exact in %d\n\n%s", texts, triples, exact, b.String())
	path := filepath.Join("testdata", "phenomena.txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s has changed (run with -update to accept):\n%s", path, got)
	}
}

func all(c eval.Count) bool { return c.RightSystem == c.System && c.RightGold == c.Gold }

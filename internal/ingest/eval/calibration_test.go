package eval_test

import (
	"strings"
	"testing"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/text"
)

func TestCalibration(t *testing.T) {
	given := "“The bridge is safe,” Ruiz said. Osei said the toll is fair."
	span := func(words string) []text.Span {
		at := len([]rune(given[:strings.Index(given, words)]))
		return []text.Span{{Start: at, End: at + len([]rune(words))}}
	}
	x := text.Normalize(given)
	gold := eval.GoldDocument{Text: given, Attributions: []eval.MarkedAttribution{
		{Source: span("Ruiz"), Cue: span("said"), Content: span("“The bridge is safe,”")},
	}}
	found := func(source, content string, probability float64) attribution.Attribution {
		return attribution.Attribution{
			Source: attribution.Source{Spans: span(source)}, Cue: attribution.Cue{Spans: span("said")},
			Content: attribution.Content{Spans: span(content)}, Continues: -1,
			Confidence: attribution.Confidence{OfSource: probability, OfCue: 1, OfContent: 1},
		}
	}
	var c eval.Calibration
	c.Add(gold, x, []attribution.Attribution{
		found("Ruiz", "“The bridge is safe,”", 0.95), found("Osei", "“The bridge is safe,”", 0.93), found("Osei", "the toll is fair", 0.41),
	})
	var b strings.Builder
	if _, err := c.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	want := []string{"confidence found mean right", "40 to 50 1 41.0 0.0", "90 to 100 2 94.0 50.0"}
	for i, line := range strings.Split(strings.TrimSpace(b.String()), "\n") {
		if got := strings.Join(strings.Fields(line), " "); i >= len(want) || got != want[i] {
			t.Errorf("line %d is %q, want %q", i+1, got, want[min(i, len(want)-1)])
		}
	}
}

package eval_test

import (
	"slices"
	"strings"
	"testing"

	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/text"
)

// TestCompare compares attributions with two gold ones, the second of which is inside the content of the first.
func TestCompare(t *testing.T) {
	given := "The Echo quoted Mayor Ana Ruiz as saying the old bridge was safe. Traffic moved on."
	at := func(s string) []text.Span {
		if s == "" {
			return nil
		}
		i := strings.Index(given, s)
		if i < 0 {
			t.Fatalf("%q is not in the text", s)
		}
		return []text.Span{{Start: i, End: i + len(s)}}
	}
	marked := func(source, cue, content string) eval.MarkedAttribution {
		return eval.MarkedAttribution{Source: at(source), Cue: at(cue), Content: at(content)}
	}
	gold := []eval.MarkedAttribution{
		marked("The Echo", "quoted", "Mayor Ana Ruiz as saying the old bridge was safe"),
		marked("Mayor Ana Ruiz", "saying", "the old bridge was safe"),
	}
	tests := []struct {
		name   string
		system eval.MarkedAttribution
		want   eval.Likeness
	}{
		{"outer", gold[0], eval.Likeness{Gold: 0, Source: true, Content: true}},
		{"inner", gold[1], eval.Likeness{Gold: 1, Source: true, Content: true}},
		{"shorter source", marked("Ana Ruiz", "saying", "the old bridge was safe"), eval.Likeness{Gold: 1, Source: true, Content: true}},
		{"wrong source", marked("Traffic", "saying", "the old bridge was safe"), eval.Likeness{Gold: 1, Content: true}},
		{"no source", marked("", "saying", "the old bridge was safe"), eval.Likeness{Gold: 1, Content: true}},
		{"one word of the content", marked("Mayor Ana Ruiz", "saying", "safe"), eval.Likeness{Gold: 1, Source: true}},
		{"content only", marked("Mayor Ana Ruiz", "", "old bridge was safe"), eval.Likeness{Gold: 1, Source: true, Content: true}},
		{"no report", marked("Traffic", "moved", "on"), eval.Likeness{Gold: -1}},
	}
	for _, x := range tests {
		got := eval.Compare(eval.GoldDocument{Text: given, Attributions: gold}, []eval.MarkedAttribution{x.system})
		if want := []eval.Likeness{x.want}; !slices.Equal(got, want) {
			t.Errorf("%s: %+v, want %+v", x.name, got, want)
		}
	}
}

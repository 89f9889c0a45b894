package attributiontrain

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// simpleSentence returns a sentence that is one attribution, source, cue and content in this order, with its spans.
func simpleSentence(source, cue, content string) (string, eval.MarkedAttribution) {
	given := source + " " + cue + " " + content + "."
	span := func(s string) []text.Span {
		at := strings.Index(given, s)
		return []text.Span{{Start: at, End: at + len(s)}}
	}
	return given, eval.MarkedAttribution{Source: span(source), Cue: span(cue), Content: span(content)}
}

func TestInvertedSentences(t *testing.T) {
	tests := []struct {
		source, cue, content string
		inverted             bool
		want                 string // "" if the sentence is no simple report
	}{
		{"The engineer", "said", "that the deck of the bridge was too thin", true, "The deck of the bridge was too thin, said the engineer."},
		{"Ana Ruiz", "warned", "the river would rise in the night", false, "The river would rise in the night, Ana Ruiz warned."},
		{"He", "said", "the river would rise in the night", true, "The river would rise in the night, he said."},
		{"The union", "demanded", "guarantees for everybody on the bridge", true, ""},
		{"The engineer", "said", "the deck was “too thin” for any lorry", true, ""},
		{"The engineer", "has said", "the deck of the bridge was too thin", true, ""},
	}
	annotator, err := ling.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		given, m := simpleSentence(tt.source, tt.cue, tt.content)
		r, ok := asSimpleReport([]rune(given), m)
		if ok != (tt.want != "") {
			t.Errorf("plainly(%q) = %v", given, ok)
			continue
		}
		if !ok {
			continue
		}
		a := syntheticArticle([]syntheticSentence{r.inverted(tt.inverted)}, annotator)
		if got := strings.TrimSpace(a.Text); got != tt.want {
			t.Errorf("%q is inverted to %q, want %q", given, got, tt.want)
		}
		x := a.example().Marked[0]
		if len(x.Source) != 1 || len(x.Cue) != 1 || len(x.Content) != 1 || x.Content[0].From != 0 {
			t.Errorf("%q: marked ranges %v", a.Text, x)
		}
	}
}

func TestSyntheticSentences(t *testing.T) {
	engineer := simpleReport{"The engineer", "said", "the deck was too thin"}
	union := simpleReport{"The union", "warned", "the river would rise"}
	tests := []struct {
		sentence syntheticSentence
		want     string // with brackets around the slots of each attribution
	}{
		{union.coordinated(engineer, "but"), "[The engineer|said|the deck was too thin], but [the union|warned|the river would rise]."},
		{engineer.reportedByBody("The Committee", "concluded"), "[The Committee|concluded|that the deck was too thin]."},
		{engineer.heardInCourt("An inquest", "was told", false), "An inquest [was told|that the deck was too thin]."},
		{engineer.heardInCourt("An inquest", "was told", true), "[The deck was too thin], an inquest [was told]."},
		{engineer.impersonal("It is understood", false), "[It is understood|that the deck was too thin]."},
		{engineer.impersonal("It is understood", true), "[The deck was too thin], [it is understood]."},
		{engineer.headline(true), "[Engineer][:|The deck was too thin]"},
		{engineer.headline(false), "[The deck was too thin], [says|engineer]"},
	}
	annotator, err := ling.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		a := syntheticArticle([]syntheticSentence{tt.sentence}, annotator)
		given := []rune(a.Text)
		slots := map[int]string{}
		for _, m := range a.Attributions {
			for _, x := range slices.Concat(m.Source, m.Cue, m.Content) {
				slots[x.Start] = string(given[x.Start:x.End])
			}
		}
		got := ""
		for i := 0; i < len(given); i++ {
			s, ok := slots[i]
			if !ok {
				got += string(given[i])
				continue
			}
			got += "[" + s + "]"
			i += utf8.RuneCountInString(s) - 1
		}
		want := strings.ReplaceAll(tt.want, "|", "] [")
		if got = strings.TrimSpace(got); got != want {
			t.Errorf("synthetic sentence %q, want %q", got, want)
		}
	}
}

// TestFoundIsMarked checks that the ranges of a training example, mapped back to the text, are the gold spans.
func TestFoundIsMarked(t *testing.T) {
	annotator, err := ling.Default()
	if err != nil {
		t.Fatal(err)
	}
	given, m := simpleSentence("The engineer", "said", "that the deck was too thin")
	x := text.Normalize(given)
	a := newsArticle{GoldDocument: eval.GoldDocument{Text: given, Attributions: []eval.MarkedAttribution{m}}, text: x, layout: annotator.Layout(x)}
	runs := a.example().Marked[0]
	found := a.toMarked([]spans.Found{{Source: runs.Source[0], Cue: runs.Cue[0], Content: runs.Content}})
	var s eval.Scores
	s.Add(a.GoldDocument, found)
	if s.Source.F1() != 1 || s.Cue.F1() != 1 || s.Content.F1() != 1 {
		t.Errorf("marked again: %v, want %v", found, m)
	}
}

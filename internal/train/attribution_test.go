package main

import (
	"strings"
	"testing"

	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// told is a text of our own that has one attribution: source, cue and content in this order, then a full stop.
func told(source, cue, content string) (string, eval.Marked) {
	given := source + " " + cue + " " + content + "."
	span := func(s string) []text.Span {
		at := strings.Index(given, s)
		return []text.Span{{Start: at, End: at + len(s)}}
	}
	return given, eval.Marked{Source: span(source), Cue: span(cue), Content: span(content)}
}

func TestTurnedSentences(t *testing.T) {
	tests := []struct {
		source, cue, content string
		inverted             bool
		want                 string // empty: it cannot be turned
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
		given, m := told(tt.source, tt.cue, tt.content)
		s, ok := turn([]rune(given), m, tt.inverted)
		if ok != (tt.want != "") {
			t.Errorf("turn(%q) = %v", given, ok)
			continue
		}
		if !ok {
			continue
		}
		a := turnedArticle([]turnedSentence{s}, annotator)
		if got := strings.TrimSpace(a.Text); got != tt.want {
			t.Errorf("%q is turned to %q, want %q", given, got, tt.want)
		}
		x := a.lesson().Marked[0]
		if len(x.Source) != 1 || len(x.Cue) != 1 || len(x.Content) != 1 || x.Content[0].From != 0 {
			t.Errorf("%q: marked runs %v", a.Text, x)
		}
	}
}

// TestFoundIsMarked: what a text's lesson marks, marked in the text again, is what people marked.
func TestFoundIsMarked(t *testing.T) {
	annotator, err := ling.Default()
	if err != nil {
		t.Fatal(err)
	}
	given, m := told("The engineer", "said", "that the deck was too thin")
	x := text.Normalize(given)
	a := article{Document: eval.Document{Text: given, Attributions: []eval.Marked{m}}, text: x, annotation: annotator.Annotate(x)}
	runs := a.lesson().Marked[0]
	found := a.marked([]spans.Found{{Source: runs.Source[0], Cue: runs.Cue[0], Content: runs.Content}})
	var s eval.Scores
	s.Add(a.Document, found)
	if s.Source.F1() != 1 || s.Cue.F1() != 1 || s.Content.F1() != 1 {
		t.Errorf("marked again: %v, want %v", found, m)
	}
}

package judged

import (
	"slices"
	"strings"
	"testing"

	"graphd/internal/ingest/text"
)

// TestMarks reads marks that share a slot, are nested, split and debatable.
func TestMarks(t *testing.T) {
	texts, err := ParseMarked("== one | letter\n{s1,2 Léa} {q1 denied} {c1 it} and {c3 {q2? blamed} {c2 him}}, {q3 he said} {c3 twice}.\n\n== two | poem\nNothing.\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 2 || texts[0].ID != "one" || texts[0].Style != "letter" || texts[1].Text != "Nothing." {
		t.Fatalf("texts: %+v", texts)
	}
	x := texts[0]
	if want := "Léa denied it and blamed him, he said twice."; x.Text != want {
		t.Errorf("text: %q, want %q", x.Text, want)
	}
	if want := []bool{false, true, false}; !slices.Equal(x.Debatable, want) {
		t.Errorf("debatable: %v, want %v", x.Debatable, want)
	}
	for i, want := range []string{"Léa|denied|it", "Léa|blamed|him", "|he said|blamed him … twice"} {
		a := x.Attributions[i]
		if got := strings.Join([]string{x.Words(a.Source), x.Words(a.Cue), x.Words(a.Content)}, "|"); got != want {
			t.Errorf("attribution %d: %q, want %q", i+1, got, want)
		}
	}
}

// TestMalformedMarks checks that the error about a malformed mark names its text.
func TestMalformedMarks(t *testing.T) {
	for _, body := range []string{"{s1 She", "She}", "{x1 She}", "{s She}"} {
		if _, err := ParseMarked("== one | letter\n" + body); err == nil || !strings.HasPrefix(err.Error(), "one: ") {
			t.Errorf("%q: error %v, want one about the text", body, err)
		}
	}
	if _, err := ParseMarked("== one\nShe"); err == nil {
		t.Error("a heading without a style is accepted")
	}
}

// TestChangedText checks that an excerpt is rejected if its text has changed.
func TestChangedText(t *testing.T) {
	l := ExcerptLine{Corpus: "letters", ID: "one", SHA256: "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969", Range: [2]int{1, 5}}
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

package attribution_test

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// check fails t unless spans are in the text and not empty, content spans are in order, the closed classes have values, and
// continuations refer to an attribution.
func check(t interface{ Errorf(string, ...any) }, x text.Text, as []attribution.Attribution) {
	for i, a := range as {
		if len(a.Content.Spans) == 0 {
			t.Errorf("attribution %d has no content", i)
		}
		last := 0
		for _, s := range a.Content.Spans {
			if s.Start < last {
				t.Errorf("attribution %d: content spans %v are not in order", i, a.Content.Spans)
			}
			last = s.End
		}
		for _, s := range append(append(append([]text.Span{}, a.Source.Spans...), a.Cue.Spans...), a.Content.Spans...) {
			if s.Start < 0 || s.End > x.Len() || s.Start >= s.End {
				t.Errorf("attribution %d: span %v in a text of %d", i, s, x.Len())
			}
		}
		if (len(a.Source.Spans) == 0) != (a.Source.Form == classes.Unstated) {
			t.Errorf("attribution %d: source %v has form %q", i, a.Source.Spans, a.Source.Form)
		}
		if a.Form == "" || a.Act == "" || a.Kind == "" || a.Polarity == "" || a.Certainty == "" || a.Tense == "" {
			t.Errorf("attribution %d lacks a class: %+v", i, a)
		}
		if a.Continues < -1 || a.Continues >= len(as) || a.Continues == i {
			t.Errorf("attribution %d continues %d of %d", i, a.Continues, len(as))
		}
		if p := a.Overall(); p <= 0 || p > 1 {
			t.Errorf("attribution %d has confidence %v", i, p)
		}
	}
}

// TestInvalidAnnotations runs the extractor on annotations that no annotator produces: trees with cycles and heads out of range,
// random tags, quotations anywhere.
func TestInvalidAnnotations(t *testing.T) {
	extractor := newExtractor(t)
	forms := []string{"said", "Ruiz", "that", "“", "”", ",", ".", ":", "to", "claim", "according", "reportedly", "not", "by", "view", "in", "s"}
	tags := []ud.XPOS{"", ud.VBD, ud.VBN, ud.VB, ud.NNP, ud.NN, ud.PRP, ud.IN, ud.TO, ud.RB, ud.JJ, ud.POS, ud.DT, ud.Stop, ud.Comma, ud.OpenQuote}
	relations := []ud.Deprel{
		"", ud.Root, ud.Nsubj, ud.NsubjPass, ud.Obj, ud.Ccomp, ud.Xcomp, ud.Nmod, ud.Obl, ud.Case, ud.Mark, ud.Parataxis, ud.AclRelcl, ud.Conj, ud.Advcl,
		ud.Cop, ud.Aux, ud.NmodPoss, ud.Punct, ud.CompoundPrt,
	}
	rapid.Check(t, func(t *rapid.T) {
		var a ling.Annotation
		var words []string
		at, paragraph := 0, 0
		for range rapid.IntRange(0, 4).Draw(t, "sentences") {
			s := ling.Sentence{Paragraph: paragraph}
			n := rapid.IntRange(0, 12).Draw(t, "tokens")
			for range n {
				form := rapid.SampledFrom(forms).Draw(t, "form")
				size := len([]rune(form))
				s.Tokens = append(s.Tokens, ling.Token{
					Span: text.Span{Start: at, End: at + size}, Form: form, Lemma: form,
					XPOS: rapid.SampledFrom(tags).Draw(t, "tag"), Deprel: rapid.SampledFrom(relations).Draw(t, "relation"),
					Head: rapid.IntRange(-3, n+2).Draw(t, "head"),
				})
				words = append(words, form)
				at += size + 1
			}
			paragraph += rapid.IntRange(0, 1).Draw(t, "break")
			a.Sentences = append(a.Sentences, s)
		}
		x := text.Normalize(strings.Join(words, " "))
		for start := 0; start+2 < x.Len(); {
			q := text.Span{Start: start + rapid.IntRange(0, 9).Draw(t, "gap")}
			q.End = q.Start + rapid.IntRange(1, 30).Draw(t, "length")
			if q.End > x.Len() {
				break
			}
			a.Quotes = append(a.Quotes, ling.Quote{Span: q, Inner: q, Closed: rapid.Bool().Draw(t, "closed")})
			start = q.End
		}
		check(t, x, extractFrom(t, extractor, ling.NewLayout(x, a)))
	})
}

func TestDeterministic(t *testing.T) {
	x := text.Normalize(strings.Repeat("“It is late,” Osei said, and the mayor, who denied it, asked him to leave. According to him, she had claimed that.\n\n", 20))
	first := extract(t, x)
	for range 3 {
		if again := extract(t, x); !reflect.DeepEqual(first, again) {
			t.Fatal("the same text gave different attributions")
		}
	}
}

// TestDegenerate runs the extractor on texts that would take very long if any stage compared all pairs of words.
func TestDegenerate(t *testing.T) {
	for name, s := range map[string]string{
		"quote marks":  strings.Repeat("“", 10_000),
		"said":         strings.Repeat("said ", 4_000),
		"he said":      strings.Repeat("he said ", 4_000),
		"colons":       strings.Repeat("a: ", 4_000),
		"short quotes": strings.Repeat("“no” ", 4_000),
		"no spaces":    strings.Repeat("a", 200_000),
		"paragraphs":   strings.Repeat("“no.\n\n", 3_000),
		"quoted lines": "Osei said:\n\n" + strings.Repeat("“It is so.”\n\n", 2_000),
	} {
		t.Run(name, func(t *testing.T) {
			x := text.Normalize(s)
			check(t, x, extract(t, x))
		})
	}
}

func FuzzExtract(f *testing.F) {
	for _, s := range []string{
		"", "said", "“”", "Ruiz said: “No.”", "“No,” she said, “never.”\n\n“Never.”", "According to", "in the view", "READ MORE: x", ": :", "By it was said that",
	} {
		f.Add(s)
	}
	extractor := newExtractor(f)
	f.Fuzz(func(t *testing.T, s string) {
		x := text.Normalize(s)
		check(t, x, extractFrom(t, extractor, layOut(t, x)))
	})
}

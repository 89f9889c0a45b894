package lingscore

import (
	"fmt"
	"io"

	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/tally"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// segmentation is the overlap of predicted and gold tokens and sentences.
type segmentation struct{ tokens, sentences tally.Overlap }

// scoreSegmentation segments the raw texts of documents. Texts that normalisation changes cannot be compared and are
// left out. If diff is not nil, it writes each differing token and sentence end to diff.
func scoreSegmentation(ds []corpus.AnnotatedText, diff io.Writer) segmentation {
	var out segmentation
	for _, d := range ds {
		t := text.Normalize(d.Text)
		if t.String() != d.Text {
			continue
		}
		gold, goldEnds := spansOf(d)
		system, systemEnds := map[text.Span]bool{}, map[text.Span]bool{}
		for _, s := range ling.Segment(t).Sentences {
			systemEnds[s.Span] = true
			for _, k := range s.Tokens {
				system[k.Span] = true
			}
		}
		out.tokens = out.tokens.Plus(tally.Compare(system, gold))
		out.sentences = out.sentences.Plus(tally.Compare(systemEnds, goldEnds))
		if diff != nil {
			writeDifferences(diff, t, "token", system, gold, 0)
			writeDifferences(diff, t, "sentence", systemEnds, goldEnds, 30)
		}
	}
	return out
}

// spansOf returns the gold tokens and sentences of a document.
func spansOf(d corpus.AnnotatedText) (tokens, sentences map[text.Span]bool) {
	tokens, sentences = map[text.Span]bool{}, map[text.Span]bool{}
	for _, s := range d.Sentences {
		sentences[text.Span{Start: s[0].Start, End: s[len(s)-1].End}] = true
		for _, k := range s {
			tokens[k.Span] = true
		}
	}
	return tokens, sentences
}

// writeDifferences writes the spans that only one side has. Of spans longer than tail it writes the last tail code
// points and some text after them.
func writeDifferences(w io.Writer, t text.Text, what string, system, gold map[text.Span]bool, tail int) {
	show := func(side string, s text.Span) {
		if tail > 0 {
			s = text.Span{Start: max(s.Start, s.End-tail), End: min(t.Len(), s.End+tail/2)}
		}
		fmt.Fprintf(w, "%s %s %q\n", what, side, t.Slice(s))
	}
	for s := range system {
		if !gold[s] {
			show("system", s)
		}
	}
	for s := range gold {
		if !system[s] {
			show("gold", s)
		}
	}
}

package attributiontrain

import (
	"runtime"
	"sync"

	"graphd/cmd/graphd-train/corpus"
	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// newsArticle is a document of the news corpus with its gold attributions and its layout.
type newsArticle struct {
	eval.GoldDocument
	text   text.Text
	layout *ling.Layout
}

// newsPart is a part of the news corpus.
type newsPart []newsArticle

// readNews reads a part of the news corpus. Text number i is annotated by annotators[i % len(annotators)].
func readNews(dir corpus.Dir, part string, annotators ...*ling.Annotator) (newsPart, error) {
	var out newsPart
	if err := dir.Attributions(part, func(d eval.GoldDocument) {
		out = append(out, newsArticle{GoldDocument: d, text: text.Normalize(d.Text)})
	}); err != nil {
		return nil, err
	}
	forEach(len(out), func(i int) { out[i].layout = annotators[i%len(annotators)].Layout(out[i].text) })
	return out, nil
}

// forEach calls f with every index below n, on all cores.
func forEach(n int, f func(i int)) {
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wait.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	wait.Wait()
}

// example returns an article as a training example: its gold attributions as ranges of words.
func (a newsArticle) example() spans.MarkedText {
	out := spans.MarkedText{Layout: a.layout}
	words := a.words()
	for i, w := range words {
		words[i] = a.text.Given(w)
	}
	for _, m := range a.Attributions {
		out.Marked = append(out.Marked, spans.Marked{Source: markedRanges(words, m.Source), Cue: markedRanges(words, m.Cue), Content: markedRanges(words, m.Content)})
	}
	return out
}

// words returns the spans of an article's words.
func (a newsArticle) words() []text.Span {
	var out []text.Span
	for i := range a.layout.Words {
		out = append(out, a.layout.Words[i].Span)
	}
	return out
}

// markedRanges returns the ranges of words that overlap the marked spans.
func markedRanges(words, marked []text.Span) []ling.Range {
	var out []ling.Range
	for i, w := range words {
		if !overlaps(w, marked) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].To == i {
			out[n-1].To++
		} else {
			out = append(out, ling.Range{From: i, To: i + 1})
		}
	}
	return out
}

// overlaps reports whether a word overlaps one of the marked spans.
func overlaps(w text.Span, marked []text.Span) bool {
	for _, m := range marked {
		if w.Start < m.End && m.Start < w.End {
			return true
		}
	}
	return false
}

// toMarked returns the attributions found in an article, in code points of the text as given.
func (a newsArticle) toMarked(found []spans.Found) []eval.MarkedAttribution {
	words := a.words()
	span := func(r ling.Range) text.Span {
		return a.text.Given(text.Span{Start: words[r.From].Start, End: words[r.To-1].End})
	}
	out := make([]eval.MarkedAttribution, len(found))
	for i, f := range found {
		out[i].Cue = []text.Span{span(f.Cue)}
		if f.Source.From < f.Source.To {
			out[i].Source = []text.Span{span(f.Source)}
		}
		for _, c := range f.Content {
			out[i].Content = append(out[i].Content, span(c))
		}
	}
	return out
}

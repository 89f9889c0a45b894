package ling

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// Layout is an annotated text laid out once for all stages that read it: the words of all sentences in one sequence, each with
// its place in the tree, in its sentence and paragraph, and in the outermost quotation around it. A Layout is not changed
// after [NewLayout] returns it and is safe for concurrent use.
type Layout struct {
	Text       text.Text
	Annotation Annotation
	Words      []TreeWord
	Sentences  []Range          // every sentence that has words, in text order
	Paragraphs []Range          // every paragraph that has words, in text order
	Styles     []ParagraphStyle // of the same paragraphs
	Quotations []Quotation
}

// TreeWord is a token with its place in the text. All word indices count in [Layout.Words].
type TreeWord struct {
	text.Span
	Form       string
	Lower      string // Form in lower case, with straight apostrophes
	Lemma      string
	UPOS       ud.UPOS
	XPOS       ud.XPOS
	Deprel     ud.Deprel
	Name       NameTag
	Head       int   // index of the head, -1 for the root of a sentence
	Dependents []int // in text order; shared, not to be changed
	First      int   // first word of the subtree
	Last       int   // last word of the subtree
	Sentence   int   // index in Layout.Sentences
	Paragraph  int   // index in Layout.Paragraphs
	Quotation  int   // index in Layout.Quotations, of the quotation around the word, marks included; -1 outside
}

// Quotation is an outermost quotation with the range of words that it covers, marks included.
type Quotation struct {
	Quote
	Range
	Paragraph int
	Words     int // number of words in it without punctuation
}

// NewLayout returns the layout of t with its annotation a. It accepts any annotation: a word whose head is out of range or that lies on a
// cycle becomes a root. Frequent parser errors are repaired on the way, see [Layout.repair].
func NewLayout(t text.Text, a Annotation) *Layout {
	n := 0
	for i := range a.Sentences {
		n += len(a.Sentences[i].Tokens)
	}
	l := &Layout{Text: t, Annotation: a, Words: make([]TreeWord, 0, n), Sentences: make([]Range, 0, len(a.Sentences))}
	paragraph := -1
	for i := range a.Sentences {
		s := &a.Sentences[i]
		if len(s.Tokens) == 0 {
			continue
		}
		if len(l.Paragraphs) == 0 || s.Paragraph != paragraph {
			l.Paragraphs = append(l.Paragraphs, Range{len(l.Words), len(l.Words)})
			paragraph = s.Paragraph
			var b ParagraphStyle
			if paragraph >= 0 && paragraph < len(a.Styles) {
				b = a.Styles[paragraph]
			}
			l.Styles = append(l.Styles, b)
		}
		l.addSentence(s.Tokens)
		l.Paragraphs[len(l.Paragraphs)-1].To = len(l.Words)
	}
	l.buildTrees()
	l.addQuotations(a.Quotes)
	return l
}

// addSentence appends the words of a sentence, with repaired heads.
func (l *Layout) addSentence(tokens []Token) {
	base := len(l.Words)
	for i := range tokens {
		t := &tokens[i]
		w := TreeWord{
			Span: t.Span, Form: t.Form, Lower: fold(t.Form), Lemma: t.Lemma, UPOS: t.UPOS, XPOS: t.XPOS, Deprel: t.Deprel, Name: t.Name,
			Head: -1, First: base + i, Last: base + i,
			Sentence: len(l.Sentences), Paragraph: len(l.Paragraphs) - 1, Quotation: -1,
		}
		if 0 <= t.Head && t.Head < len(tokens) && t.Head != i {
			w.Head = base + t.Head
		}
		l.Words = append(l.Words, w)
	}
	l.Sentences = append(l.Sentences, Range{base, len(l.Words)})
	l.repair(l.Sentences[len(l.Sentences)-1])
}

// Renamed returns a copy of l with other names, one for each word. Its annotation keeps the earlier ones.
func (l *Layout) Renamed(names []NameTag) *Layout {
	out := *l
	out.Words = slices.Clone(l.Words)
	for i := range out.Words {
		out.Words[i].Name = names[i]
	}
	return &out
}

// buildTrees fills in the dependents and the extent of each subtree and makes every word on a cycle a root. It visits
// words from the leaves up: a word that is never visited lies on a cycle.
func (l *Layout) buildTrees() {
	pending := make([]int32, len(l.Words)) // dependents not yet visited
	for i := range l.Words {
		if h := l.Words[i].Head; h >= 0 {
			pending[h]++
		}
	}
	visited := make([]bool, len(l.Words))
	for i := range l.Words {
		for k := i; k >= 0 && pending[k] == 0 && !visited[k]; {
			visited[k] = true
			w := &l.Words[k]
			if k = w.Head; k >= 0 {
				h := &l.Words[k]
				h.First, h.Last = min(h.First, w.First), max(h.Last, w.Last)
				pending[k]--
			}
		}
	}
	count := make([]int32, len(l.Words)+1)
	for i := range l.Words {
		w := &l.Words[i]
		if !visited[i] {
			w.Head = -1
		}
		if w.Head >= 0 {
			count[w.Head]++
		}
	}
	l.linkDependents(count)
}

// linkDependents fills in the dependents of every word; count holds their numbers.
func (l *Layout) linkDependents(count []int32) {
	all := make([]int, 0, len(l.Words))
	for i := range l.Words {
		n := len(all)
		l.Words[i].Dependents = all[n : n : n+int(count[i])]
		all = all[:n+int(count[i])]
	}
	for i := range l.Words {
		if h := l.Words[i].Head; h >= 0 {
			l.Words[h].Dependents = append(l.Words[h].Dependents, i)
		}
	}
}

// addQuotations maps outermost quotations to words. Quotes and words are in text order.
func (l *Layout) addQuotations(quotes []Quote) {
	at := 0
	for _, q := range quotes {
		if q.Depth > 0 {
			continue
		}
		for at < len(l.Words) && l.Words[at].End <= q.Start {
			at++
		}
		from := at
		for at < len(l.Words) && l.Words[at].Start < q.End {
			at++
		}
		if from == at {
			continue
		}
		own := Quotation{Quote: q, Range: Range{from, at}, Paragraph: l.Words[from].Paragraph}
		for i := from; i < at; i++ {
			l.Words[i].Quotation = len(l.Quotations)
			if !l.Words[i].IsPunctuation() {
				own.Words++
			}
		}
		l.Quotations = append(l.Quotations, own)
	}
}

// SpanOf returns the text under r, from the first code point of its first word to the last of its last; the zero Span for
// an empty range.
func (l *Layout) SpanOf(r Range) text.Span {
	if r.Empty() {
		return text.Span{}
	}
	return text.Span{Start: l.Words[r.From].Start, End: l.Words[r.To-1].End}
}

// RangesOf returns the words under each of spans, which are in text order. A word that a span covers in part belongs to its
// range.
func (l *Layout) RangesOf(spans []text.Span) []Range {
	var out []Range
	at := 0
	for _, s := range spans {
		for at < len(l.Words) && l.Words[at].End <= s.Start {
			at++
		}
		r := Range{at, at}
		for r.To < len(l.Words) && l.Words[r.To].Start < s.End {
			r.To++
		}
		out = append(out, r)
	}
	return out
}

// SpansOf returns the spans of the ranges that are not empty.
func (l *Layout) SpansOf(ranges []Range) []text.Span {
	var out []text.Span
	for _, r := range ranges {
		if !r.Empty() {
			out = append(out, l.SpanOf(r))
		}
	}
	return out
}

// WordsIn returns the words that overlap s.
func (l *Layout) WordsIn(s text.Span) Range {
	from := sort.Search(len(l.Words), func(i int) bool { return l.Words[i].End > s.Start })
	to := sort.Search(len(l.Words), func(i int) bool { return l.Words[i].Start >= s.End })
	return Range{from, max(from, to)}
}

// SentenceOf returns the sentence of word i.
func (l *Layout) SentenceOf(i int) Range { return l.Sentences[l.Words[i].Sentence] }

// ParagraphOf returns the paragraph of word i.
func (l *Layout) ParagraphOf(i int) Range { return l.Paragraphs[l.Words[i].Paragraph] }

// IsQuoted reports whether word i is in a quotation or is one of its marks.
func (l *Layout) IsQuoted(i int) bool { return l.Words[i].Quotation >= 0 }

// Dependent returns the first dependent of word i that has one of the relations, -1 if none has.
func (l *Layout) Dependent(i int, relations ...ud.Deprel) int {
	for _, d := range l.Words[i].Dependents {
		for _, rel := range relations {
			if l.Words[d].Deprel == rel {
				return d
			}
		}
	}
	return -1
}

// IsPunctuation reports whether w is punctuation or has neither a letter nor a digit.
func (w *TreeWord) IsPunctuation() bool {
	return w.UPOS == ud.PUNCT || !strings.ContainsFunc(w.Form, isLetterOrDigit)
}

func isLetterOrDigit(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// fold returns form in lower case with straight apostrophes.
func fold(form string) string {
	return strings.ToLower(strings.ReplaceAll(form, "’", "'"))
}

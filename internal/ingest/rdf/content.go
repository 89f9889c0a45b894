package rdf

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// ContentText returns the words of the content of a for reading: without the quotation marks around all of it and without
// a comma before the cue. Spans are joined by " … " where the document has other words between them, and paragraphs that
// follow each other by a line feed.
func (f Findings) ContentText(a attribution.Attribution) string {
	var b strings.Builder
	for i, s := range a.Content.Spans {
		if i > 0 {
			b.WriteString(f.joint(text.Span{Start: a.Content.Spans[i-1].End, End: s.Start}))
		}
		b.WriteString(f.unquoted(s))
	}
	return b.String()
}

// joint returns what joins two spans of a content with gap between them.
func (f Findings) joint(gap text.Span) string {
	between := f.Document.Text.Slice(gap)
	if strings.Contains(between, "\n") && !strings.ContainsFunc(between, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
		return "\n"
	}
	return " … "
}

// unquoted returns the text under s without quotation marks around all of it and without a comma at its end.
func (f Findings) unquoted(s text.Span) string {
	if q, ok := f.quotationAt(s.Start); ok && q.Span.Contains(s) {
		s = text.Span{Start: max(s.Start, q.Inner.Start), End: min(s.End, q.Inner.End)}
	}
	if s.Start >= s.End {
		return ""
	}
	return strings.TrimRight(strings.TrimSpace(f.Document.Text.Slice(s)), ",")
}

// quotedFragments returns the quotations within the content of an indirect or mixed attribution.
func (f Findings) quotedFragments(a attribution.Attribution) []text.Span {
	var fragments []text.Span
	for _, s := range a.Content.Spans {
		for _, q := range f.Layout.Quotations[f.firstQuotation(s.Start):] {
			if q.Start >= s.End {
				break
			}
			if s.Contains(q.Span) && q.Span != s {
				fragments = append(fragments, q.Span)
			}
		}
	}
	return fragments
}

// quotationAt returns the outermost quotation that contains the code point at offset.
func (f Findings) quotationAt(offset int) (q ling.Quotation, ok bool) {
	i := f.firstQuotation(offset + 1)
	if i == 0 {
		return q, false
	}
	q = f.Layout.Quotations[i-1]
	return q, offset < q.End
}

// firstQuotation returns the index of the first outermost quotation that begins at or after offset.
func (f Findings) firstQuotation(offset int) int {
	quotations := f.Layout.Quotations
	return sort.Search(len(quotations), func(i int) bool { return quotations[i].Start >= offset })
}

// Sentences returns the range of the whole sentences that contain the spans of a.
func (f Findings) Sentences(a attribution.Attribution) text.Span {
	whole := extent(a)
	words := f.Layout.WordsIn(whole)
	if words.Empty() {
		return whole
	}
	first, last := f.Layout.SentenceOf(words.From), f.Layout.SentenceOf(words.To-1)
	sentences := f.Layout.SpanOf(ling.Between(first.From, last.To))
	return text.Span{Start: min(whole.Start, sentences.Start), End: max(whole.End, sentences.End)}
}

// extent returns the range from the first to the last word of an attribution.
func extent(a attribution.Attribution) text.Span {
	spans := slices.Concat(a.Source.Spans, a.Cue.Spans, a.Content.Spans)
	whole := spans[0]
	for _, s := range spans[1:] {
		whole = text.Span{Start: min(whole.Start, s.Start), End: max(whole.End, s.End)}
	}
	return whole
}
